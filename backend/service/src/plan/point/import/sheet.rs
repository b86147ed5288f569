//! A workbook read cell by cell, within limits: a small file may claim a million rows.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Xlsx};
use remit_shared::plan::point::table::{Cell, Layout, PointColumn};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;

/// Largest workbook, bytes.
pub(super) const BYTES_MAX: usize = 2 * 1024 * 1024;
/// Rows and columns of a sheet that are looked at.
const ROWS_MAX: u32 = 3000;
const COLUMNS_MAX: u32 = 60;
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
                "表格超过2 MB，请只保留问效点工作表后再上传。",
                "The workbook is over 2 MB; keep the sheet of points only.",
            ));
        }
        let all = cells(bytes)?;
        let header = all
            .iter()
            .take(HEADER_WITHIN)
            .position(|row| Layout::is_header(&texts(row)))
            .ok_or_else(|| {
                refuse(
                    "未找到表头（应含“编号”“问效点”等列），请使用系统模板。",
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
                "表格中没有问效点，请填写后再导入。",
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

fn cells(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, Refusal> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| not_a_workbook())?;
    let name = book.sheet_names().into_iter().next().ok_or_else(not_a_workbook)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(|_| not_a_workbook())?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|_| not_a_workbook())? {
        let (row, column) = cell.get_position();
        let value = value(cell.get_value());
        if value == Cell::Empty {
            continue;
        }
        if row >= ROWS_MAX || column >= COLUMNS_MAX {
            return Err(refuse(
                &format!("表格超过{ROWS_MAX}行或{COLUMNS_MAX}列，请分批导入。"),
                &format!("The sheet has more than {ROWS_MAX} rows or {COLUMNS_MAX} columns."),
            ));
        }
        let (row, column) = (place(row), place(column));
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if let Some(line) = rows.get_mut(row) {
            if line.len() <= column {
                line.resize(column + 1, Cell::Empty);
            }
            if let Some(at) = line.get_mut(column) {
                *at = value;
            }
        }
    }
    Ok(rows)
}

fn place(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

fn value(cell: &DataRef<'_>) -> Cell {
    match Data::from(cell.clone()) {
        Data::Empty | Data::Error(_) => Cell::Empty,
        Data::String(text) if text.trim().is_empty() => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text),
        Data::Float(number) => Cell::Number(number),
        #[expect(clippy::cast_precision_loss, reason = "spreadsheets keep numbers as floats")]
        Data::Int(number) => Cell::Number(number as f64),
        Data::Bool(flag) => Cell::Text(if flag { "是" } else { "否" }.to_owned()),
        Data::DateTime(moment) => moment
            .as_datetime()
            .map_or(Cell::Empty, |at| Cell::Day(at.date())),
    }
}

fn not_a_workbook() -> Refusal {
    refuse(
        "无法读取该文件，请上传 .xlsx 格式的表格。",
        "The file cannot be read; upload an .xlsx workbook.",
    )
}

fn refuse(zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::Input, zh, en).on("file")
}
