//! The sheet of points: its header, and the rows below it.

use remit_shared::plan::point::table::{Cell, Layout, PointColumn};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;

use crate::table_file::{self, BYTES_MAX};

/// The header stands within these rows.
const HEADER_WITHIN: usize = 12;

/// The first sheet of a workbook: its header, and the rows below that are not blank.
pub(super) struct Sheet {
    pub header: Vec<String>,
    pub layout: Layout,
    /// Row number as a spreadsheet shows it, and the cells.
    pub rows: Vec<(u32, Vec<Cell>)>,
}

impl Sheet {
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > BYTES_MAX {
            return Err(refuse(
                "表格超过2 MB,请只保留问效点工作表后再上传。",
                "The workbook is over 2 MB; keep the sheet of points only.",
            ));
        }
        let all = table_file::workbook(bytes)?;
        let header = all
            .iter()
            .take(HEADER_WITHIN)
            .position(|row| Layout::is_header(&texts(row)))
            .ok_or_else(|| {
                refuse(
                    "未找到表头(应含“编号”“问效点”等列),请使用系统模板。",
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
                "表格中没有问效点,请填写后再导入。",
                "The sheet has no points.",
            ));
        }
        Ok(Self {
            header: names,
            layout,
            rows,
        })
    }

    /// Code and title of a row as written.
    pub fn names(&self, cells: &[Cell]) -> (String, String) {
        let text = |column: PointColumn| {
            self.header
                .iter()
                .position(|name| name.trim() == column.zh())
                .and_then(|place| cells.get(place))
                .map(Cell::text)
                .unwrap_or_default()
        };
        (text(PointColumn::Code), text(PointColumn::Title))
    }
}

fn texts(row: &[Cell]) -> Vec<String> {
    row.iter().map(Cell::text).collect()
}

fn refuse(zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::Input, zh, en).on("file")
}
