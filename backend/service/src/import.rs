//! Workbooks that are read (K37): tried first, then all of it or nothing; every row is told what became of it.

mod answer;
mod sheet;

use std::collections::BTreeMap;

use remit_shared::refusal::{Refusal, RefusalCode};

use crate::export::Workbook;

pub(crate) use answer::{answer, bold};
pub(crate) use sheet::Sheet;

remit_shared::wire_enum! {
    /// What an import does, or would do, with a row.
    pub enum ImportOutcome {
        Created = "CREATED", "新增", "created";
        Updated = "UPDATED", "更新", "updated";
        Unchanged = "UNCHANGED", "无变化", "unchanged";
        Refused = "REFUSED", "不能导入", "refused";
    }
}

/// One row of the sheet and what became of it.
#[derive(Debug, Clone)]
pub struct ImportLine {
    /// Number of the row in the sheet, from 1, as a spreadsheet shows it.
    pub row: u32,
    /// Code as written.
    pub code: String,
    /// Title as written.
    pub title: String,
    /// What became of it.
    pub outcome: ImportOutcome,
    /// Why it cannot be imported.
    pub refusal: Option<Refusal>,
}

/// What an import did, or would do.
#[derive(Debug, Clone)]
pub struct ImportReport {
    /// Every row that is not blank.
    pub lines: Vec<ImportLine>,
    /// Whether the rows were written.
    pub done: bool,
    /// The sheet as it came, with a column that says what became of each row.
    pub answer: Workbook,
}

impl ImportLine {
    pub(crate) fn words(&self) -> String {
        use remit_shared::wire::Wire;
        match &self.refusal {
            None => self.outcome.zh().to_owned(),
            Some(refusal) => format!("{}:{}", self.outcome.zh(), refusal.zh),
        }
    }
}

/// A key stands in a sheet once.
pub(crate) fn once(seen: &mut BTreeMap<String, u32>, number: u32, code: &str) -> Result<(), Refusal> {
    match seen.insert(code.to_owned(), number) {
        None => Ok(()),
        Some(first) => Err(Refusal::new(
            RefusalCode::Dup,
            format!("编号{code}与第{first}行重复。"),
            format!("The code {code} stands in row {first} already."),
        )
        .on("code")),
    }
}
