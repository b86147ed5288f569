//! Points as a table: the columns of the workbook and how a row is read (K04, K37).
//!
//! Pure, so that the same rules judge a dry run and the import itself. The code is the business key: the same
//! sheet twice changes nothing the second time.

use chrono::NaiveDate;

use super::entry::{self, Entry};
use super::{PointMeasure, rules};
use crate::refusal::{Refusal, RefusalCode};
use crate::table::TableColumn;
use crate::wire::Wire;

pub use crate::table::{ANSWER, Cell};

crate::wire_enum! {
    /// A column that a unit fills in.
    pub enum PointColumn {
        Code = "CODE", "编号", "code";
        Title = "TITLE", "问效点", "point";
        Section = "SECTION", "责任科室", "section";
        Duties = "DUTIES", "对应职责", "duties";
        Target = "TARGET", "工作目标", "target";
        Measure = "MEASURE", "计量方式", "measure";
        Importance = "IMPORTANCE", "重要程度", "importance";
        DueOn = "DUE_ON", "完成时限", "due date";
    }
}

/// Where each column of a sheet of points stands.
pub type Layout = crate::table::Layout<PointColumn>;

impl TableColumn for PointColumn {
    const READ_ONLY: &'static [&'static str] = READ_ONLY;
    const KEY: Self = Self::Code;
    const TITLE: Self = Self::Title;
    const ROWS_ZH: &'static str = "问效点";
    const ROWS_EN: &'static str = "points";
}

/// Columns of the export that an import knows and does not read.
pub const READ_ONLY: &[&str] = &[
    "单位",
    "状态",
    "进度",
    "灯号",
    "最近填报",
    "完成日期",
    "完成情况",
    "完成质量",
    "核验样本",
    "列账日期",
    "销号编号",
    "导入结果",
];

/// A row as read, before sections and duties are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Code, the business key.
    pub code: String,
    /// What the unit promises.
    pub entry: Entry,
    /// Name of the section; empty for the whole unit.
    pub section: String,
    /// Texts of the duties, one a line.
    pub duties: Vec<String>,
}

/// Reads a row, or says what is wrong with it. `year` is the plan's.
pub fn read(layout: &Layout, row: &[Cell], year: i32) -> Result<Line, Refusal> {
    let cell = |column| layout.cell(row, column);
    let code = entry::code("code", &cell(PointColumn::Code).text())?;
    let written = Entry {
        title: cell(PointColumn::Title).text(),
        target: cell(PointColumn::Target).text(),
        measure: measure(cell(PointColumn::Measure))?,
        importance: importance(cell(PointColumn::Importance))?,
        due_on: due_on(cell(PointColumn::DueOn), year)?,
    };
    let duties = cell(PointColumn::Duties).text();
    Ok(Line {
        code,
        entry: entry::check(&written, year)?,
        section: cell(PointColumn::Section).text(),
        duties: duties
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect(),
    })
}

fn measure(cell: &Cell) -> Result<PointMeasure, Refusal> {
    let text = cell.text();
    PointMeasure::ALL
        .iter()
        .copied()
        .find(|measure| measure.zh() == text || measure.code() == text)
        .ok_or_else(|| {
            let names = PointMeasure::ALL
                .iter()
                .map(|measure| measure.zh())
                .collect::<Vec<_>>()
                .join("、");
            Refusal::new(
                RefusalCode::Input,
                format!("“计量方式”应为{names}之一，所填为“{text}”。"),
                "The measure has to be one of those of the template.",
            )
            .on("measure")
        })
}

fn importance(cell: &Cell) -> Result<u32, Refusal> {
    cell.text().parse().map_err(|_| {
        Refusal::new(
            RefusalCode::Input,
            format!("“重要程度”应为1至5的整数，所填为“{}”。", cell.text()),
            "Importance is a whole number from 1 to 5.",
        )
        .on("importance")
    })
}

/// A typed date, or text such as `2022-06-30`, `2022/6/30`, `2022.6.30`, `2022年6月30日`.
fn due_on(cell: &Cell, year: i32) -> Result<NaiveDate, Refusal> {
    if let Cell::Day(day) = cell {
        return Ok(*day);
    }
    let text = cell.text();
    let numbers: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.parse().ok())
        .collect();
    let day = match numbers.as_slice() {
        [y, month, day] => i32::try_from(*y)
            .ok()
            .and_then(|y| NaiveDate::from_ymd_opt(y, *month, *day)),
        _ => None,
    };
    day.ok_or_else(|| {
        let example = rules::year_end(year);
        Refusal::new(
            RefusalCode::Input,
            format!("“完成时限”应为日期，例如{example}，所填为“{text}”。"),
            format!("The due date has to be a date such as {example}."),
        )
        .on("dueOn")
    })
}
