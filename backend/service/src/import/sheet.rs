//! The sheet of an import: its header, and the rows below it.

use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::table::{Cell, Layout, TableColumn};

use crate::table_file::{self, BYTES_MAX};

/// The header stands within these rows.
const HEADER_WITHIN: usize = 12;

/// The first sheet of a workbook: its header, and the rows below that are not blank.
pub(crate) struct Sheet<C> {
    pub header: Vec<String>,
    pub layout: Layout<C>,
    /// Row number as a spreadsheet shows it, and the cells.
    pub rows: Vec<(u32, Vec<Cell>)>,
}

impl<C: TableColumn> Sheet<C> {
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > BYTES_MAX {
            return Err(refuse(
                &format!("表格超过2 MB，请只保留{}工作表后再上传。", C::ROWS_ZH),
                &format!(
                    "The workbook is over 2 MB; keep the sheet of {} only.",
                    C::ROWS_EN
                ),
            ));
        }
        let all = table_file::workbook(bytes)?;
        let header = all
            .iter()
            .take(HEADER_WITHIN)
            .position(|row| Layout::<C>::is_header(&texts(row)))
            .ok_or_else(|| {
                refuse(
                    &format!(
                        "未找到表头（应含“{}”“{}”等列），请使用系统模板。",
                        C::KEY.zh(),
                        C::TITLE.zh()
                    ),
                    "There is no header row; use the template.",
                )
            })?;
        let names = all.get(header).map(|row| texts(row)).unwrap_or_default();
        let layout = Layout::read(&names)?;
        let rows = (1u32..)
            .zip(all)
            .skip(header + 1)
            .filter(|(_, row)| !layout.is_blank(row))
            .collect::<Vec<_>>();
        if rows.is_empty() {
            return Err(refuse(
                &format!("表格中没有{}，请填写后再导入。", C::ROWS_ZH),
                &format!("The sheet has no {}.", C::ROWS_EN),
            ));
        }
        Ok(Self {
            header: names,
            layout,
            rows,
        })
    }

    /// Key and title of a row as written.
    pub fn names(&self, cells: &[Cell]) -> (String, String) {
        let text = |column| self.layout.cell(cells, column).text();
        (text(C::KEY), text(C::TITLE))
    }
}

fn texts(row: &[Cell]) -> Vec<String> {
    row.iter().map(Cell::text).collect()
}

fn refuse(zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::Input, zh, en).on("file")
}
