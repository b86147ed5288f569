//! A table out of an uploaded file: the first sheet of a workbook, or a CSV in UTF-8 or GB 18030, as Excel saves it in
//! China. Read cell by cell, within limits: a small file may claim a million rows.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Xlsx};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::table::Cell;

/// Largest file, bytes.
pub(crate) const BYTES_MAX: usize = 2 * 1024 * 1024;
/// Rows and columns that are looked at.
const ROWS_MAX: u32 = 3000;
const COLUMNS_MAX: u32 = 60;
/// What a workbook, which is a ZIP archive, begins with.
const ZIP: &[u8] = b"PK\x03\x04";

/// The rows of a workbook or a CSV file.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, Refusal> {
    if bytes.len() > BYTES_MAX {
        return Err(refuse(
            "文件超过2 MB，请只保留需要导入的工作表后再上传。",
            "The file is over 2 MB; keep only the sheet to be imported.",
        ));
    }
    if bytes.starts_with(ZIP) {
        workbook(bytes)
    } else {
        csv(bytes)
    }
}

/// The rows of a workbook's first sheet.
pub(crate) fn workbook(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, Refusal> {
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
        put(&mut rows, (row, column), value)?;
    }
    Ok(rows)
}

fn put(rows: &mut Vec<Vec<Cell>>, (row, column): (u32, u32), value: Cell) -> Result<(), Refusal> {
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
    Ok(())
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

/// Comma-separated text (RFC 4180): quoted cells may hold commas, line breaks and doubled quotes.
fn csv(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, Refusal> {
    let text = decode(bytes)?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let (mut row, mut column) = (0_u32, 0_u32);
    let (mut cell, mut quoted) = (String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            ',' | '\n' if !quoted => {
                take(&mut rows, (row, column), &mut cell)?;
                (row, column) = if char == ',' {
                    (row, column + 1)
                } else {
                    (row + 1, 0)
                };
            }
            '\r' if !quoted => {}
            other => cell.push(other),
        }
    }
    take(&mut rows, (row, column), &mut cell)?;
    Ok(rows)
}

fn take(rows: &mut Vec<Vec<Cell>>, at: (u32, u32), cell: &mut String) -> Result<(), Refusal> {
    let text = std::mem::take(cell);
    if text.trim().is_empty() {
        return Ok(());
    }
    put(rows, at, Cell::Text(text))
}

/// UTF-8 with or without its mark; else GB 18030; neither is refused.
fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = core::str::from_utf8(bytes) {
        return if text.contains('\0') {
            Err(not_a_table())
        } else {
            Ok(text.to_owned())
        };
    }
    let (text, _, broken) = encoding_rs::GB18030.decode(bytes);
    if broken || text.contains('\0') {
        return Err(not_a_table());
    }
    Ok(text.into_owned())
}

fn not_a_workbook() -> Refusal {
    refuse(
        "无法读取该文件，请上传 .xlsx 格式的表格。",
        "The file cannot be read; upload an .xlsx workbook.",
    )
}

fn not_a_table() -> Refusal {
    refuse(
        "无法读取该文件，请上传 .xlsx 或 .csv 格式的表格。",
        "The file cannot be read; upload an .xlsx workbook or a .csv file.",
    )
}

fn refuse(zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::Input, zh, en).on("file")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
        let rows = read(bytes).unwrap();
        rows.iter()
            .map(|row| row.iter().map(Cell::text).collect())
            .collect()
    }

    #[test]
    fn a_csv_file_is_read_with_quotes_and_both_line_ends() {
        let text = "事业单位,\"主管部门\"\r\n\"市第一\n\"\"康复\"\"中心\",\"市民政局\"\n,\n最后一行,x";
        assert_eq!(
            texts(text.as_bytes()),
            [
                vec!["事业单位", "主管部门"],
                vec!["市第一\n\"康复\"中心", "市民政局"],
                vec![],
                vec!["最后一行", "x"]
            ]
        );
    }

    #[test]
    fn the_encoding_is_found_out() {
        let (gbk, _, _) = encoding_rs::GB18030.encode("事业单位,\"考核等次\"");
        assert_eq!(texts(&gbk), [["事业单位", "考核等次"]]);
        assert_eq!(texts("\u{feff}事业单位".as_bytes()), [["事业单位"]]);
        assert!(read(&[0xFF, 0xFF, 0xFF, 0x00]).is_err());
        assert!(read(b"PK\x03\x04 no workbook").is_err());
    }
}
