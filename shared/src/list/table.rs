//! A powers list as a workbook: its columns and how a row is read (K36, K37).
//!
//! The code is the business key: the same sheet twice changes nothing the second time.

use super::PowerCategory;
use super::change::CODE_MAX;
use crate::refusal::{Refusal, RefusalCode};
use crate::table::{ANSWER, Cell, Layout, TableColumn};
use crate::text;
use crate::wire::Wire;

crate::wire_enum! {
    /// A column of a powers list.
    pub enum PowerColumn {
        Code = "CODE", "事项编码", "code";
        Category = "CATEGORY", "权力类别", "category";
        Name = "NAME", "事项名称", "name";
        Basis = "BASIS", "设定依据", "basis";
    }
}

impl TableColumn for PowerColumn {
    const READ_ONLY: &'static [&'static str] = &["单位", "状态", "起始日期", "终止日期", "最近变动", ANSWER];
    const KEY: Self = Self::Code;
    const TITLE: Self = Self::Name;
    const ROWS_ZH: &'static str = "权责事项";
    const ROWS_EN: &'static str = "items";
}

/// A row as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Code, the business key.
    pub code: String,
    /// Kind of power.
    pub category: PowerCategory,
    /// Name.
    pub name: String,
    /// Basis with its article.
    pub basis: String,
}

/// Reads a row, or says what is wrong with it.
pub fn read(layout: &Layout<PowerColumn>, row: &[Cell]) -> Result<Line, Refusal> {
    let cell = |column| layout.cell(row, column).text();
    let basis = cell(PowerColumn::Basis);
    if basis.is_empty() {
        return Err(Refusal::new(
            RefusalCode::Basis,
            "请填写设定依据及条款。",
            "Name the basis of the item with its article.",
        )
        .on("basis"));
    }
    Ok(Line {
        code: code("code", &cell(PowerColumn::Code))?,
        category: category(&cell(PowerColumn::Category))?,
        name: text::line("name", &cell(PowerColumn::Name), text::TITLE_MAX)?,
        basis: text::line("basis", &basis, text::REASON_MAX)?,
    })
}

/// The code of an item: Latin capitals, digits and hyphens.
pub fn code(field: &str, value: &str) -> Result<String, Refusal> {
    let code = text::line(field, value, CODE_MAX)?;
    let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    if code.chars().all(fits) {
        return Ok(code);
    }
    Err(Refusal::new(
        RefusalCode::Input,
        format!("事项编码“{code}”只能由大写字母、数字和“-”组成。"),
        "A code has capital letters, digits and hyphens only.",
    )
    .on(field))
}

fn category(text: &str) -> Result<PowerCategory, Refusal> {
    PowerCategory::ALL
        .iter()
        .copied()
        .find(|category| category.zh() == text || category.code() == text)
        .ok_or_else(|| {
            let names: Vec<_> = PowerCategory::ALL.iter().map(|category| category.zh()).collect();
            Refusal::new(
                RefusalCode::Input,
                format!("“权力类别”应为{}之一，所填为“{text}”。", names.join("、")),
                "The category has to be one of those of the template.",
            )
            .on("category")
        })
}
