//! Workbooks as tables: typed cells and the header row that says where each column stands (K37).
//!
//! Pure, so that the same rules judge a dry run and the import itself.

use chrono::NaiveDate;

use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Header of the column in which an import says what it made of a row.
pub const ANSWER: &str = "导入结果";

/// A cell with its type.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A date.
    Day(NaiveDate),
}

impl Cell {
    /// The cell as text; whole numbers without a fraction, as they are shown.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => format!("{number}"),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// The columns of a kind of workbook; the Chinese word of each is its header.
pub trait TableColumn: Wire {
    /// Columns of the export that an import knows and does not read.
    const READ_ONLY: &'static [&'static str];
    /// The business key, which a template may have filled in.
    const KEY: Self;
    /// What a row is called by, besides its key.
    const TITLE: Self;
    /// What the rows are, in Chinese: 问效点.
    const ROWS_ZH: &'static str;
    /// What the rows are, in English.
    const ROWS_EN: &'static str;
}

/// Where each column stands in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout<C> {
    places: Vec<(C, usize)>,
}

impl<C: TableColumn> Layout<C> {
    /// Reads the header row. Unknown and repeated headers and missing columns are refused, naming them.
    pub fn read(header: &[String]) -> Result<Self, Refusal> {
        let mut places: Vec<(C, usize)> = Vec::new();
        let mut unknown = Vec::new();
        for (place, name) in header.iter().enumerate() {
            let name = name.trim();
            match C::ALL.iter().find(|column| column.zh() == name) {
                Some(column) if places.iter().any(|(known, _)| known == column) => {
                    return Err(header_refusal(
                        format!("表头“{name}”重复，请删除其中一列。"),
                        format!("The header {name} appears twice."),
                    ));
                }
                Some(column) => places.push((*column, place)),
                None if name.is_empty() || C::READ_ONLY.contains(&name) => {}
                None => unknown.push(name.to_owned()),
            }
        }
        if !unknown.is_empty() {
            let names = unknown.join("、");
            return Err(header_refusal(
                format!("无法识别的表头：{names}。请使用系统模板，不要增加或改动列名。"),
                format!("Unknown headers: {names}. Use the template and leave its headers as they are."),
            ));
        }
        let missing: Vec<_> = C::ALL
            .iter()
            .filter(|column| places.iter().all(|(known, _)| known != *column))
            .map(|column| column.zh())
            .collect();
        if missing.is_empty() {
            Ok(Self { places })
        } else {
            let names = missing.join("、");
            Err(header_refusal(
                format!("缺少列：{names}。请使用系统模板。"),
                format!("Columns are missing: {names}. Use the template."),
            ))
        }
    }

    /// Whether a row looks like the header row.
    pub fn is_header(row: &[String]) -> bool {
        let has = |column: C| row.iter().any(|cell| cell.trim() == column.zh());
        has(C::KEY) && has(C::TITLE)
    }

    /// The cell of a column.
    pub fn cell<'a>(&self, row: &'a [Cell], column: C) -> &'a Cell {
        self.places
            .iter()
            .find(|(known, _)| *known == column)
            .and_then(|(_, place)| row.get(*place))
            .unwrap_or(&Cell::Empty)
    }

    /// Whether a row has nothing in the columns that are read, its key apart: the template's keys are prepared.
    pub fn is_blank(&self, row: &[Cell]) -> bool {
        C::ALL
            .iter()
            .filter(|column| **column != C::KEY)
            .all(|column| self.cell(row, *column).text().is_empty())
    }
}

fn header_refusal(zh: String, en: String) -> Refusal {
    Refusal::new(RefusalCode::Input, zh, en).on("file")
}
