//! What a unit writes about a point, checked once for the form, the workbook and the server (§2, §3.2).

use chrono::NaiveDate;

use super::PointMeasure;
use super::rules::year_end;
use crate::refusal::{Refusal, RefusalCode};
use crate::text;

/// Longest target, characters.
pub const TARGET_MAX: usize = 500;
/// Longest code, characters.
pub const CODE_MAX: usize = 24;

/// A point as written, before it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is to be done.
    pub title: String,
    /// By what it will be judged.
    pub target: String,
    /// How the target is measured.
    pub measure: PointMeasure,
    /// Importance 1–5, the weight v of §5.4.
    pub importance: u32,
    /// Last day, inside the plan's year.
    pub due_on: NaiveDate,
}

/// The entry with its texts trimmed, or the first refusal. `year` is the plan's.
pub fn check(entry: &Entry, year: i32) -> Result<Entry, Refusal> {
    let title = text::title("title", &entry.title)?;
    let target = text::optional_body("target", &entry.target, TARGET_MAX)?;
    check_measurable(&target, entry.measure)?;
    if !(1..=5).contains(&entry.importance) {
        return Err(Refusal::new(
            RefusalCode::Input,
            "重要程度为1至5的整数，5为最重要。",
            "Importance is a whole number from 1 to 5, 5 being the most important.",
        )
        .on("importance"));
    }
    check_due(entry.due_on, year)?;
    Ok(Entry {
        title,
        target,
        ..entry.clone()
    })
}

/// `due_on` lies inside the plan's year.
pub fn check_due(due_on: NaiveDate, year: i32) -> Result<(), Refusal> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
    if (first..=year_end(year)).contains(&due_on) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        format!("完成时限须在{year}年内，所填为{due_on}。"),
        format!("The due date has to lie in {year}; it is {due_on}."),
    )
    .on("dueOn"))
}

/// A target is measurable when it says how much (QUANTITY, RATIO: with a number) or what is to be there
/// (MILESTONE: at least six characters).
pub fn check_measurable(target: &str, measure: PointMeasure) -> Result<(), Refusal> {
    let counted = target.chars().any(is_number);
    let (ok, zh, en) = match measure {
        PointMeasure::Quantity => (
            counted,
            "数量指标的目标须写明数量，例如“改造老旧小区15个”。",
            "A quantity target has to say how many.",
        ),
        PointMeasure::Ratio => (
            counted
                && target
                    .chars()
                    .any(|c| matches!(c, '%' | '\u{FF05}' | '‰' | '率' | '成')),
            "比率指标的目标须写明比率，例如“办结率达到95%”。",
            "A ratio target has to say which share, for example 95 %.",
        ),
        PointMeasure::Milestone => (
            target.chars().count() >= 6,
            "节点指标的目标须写明完成标志，例如“印发实施方案并公开”。",
            "A milestone target has to say what will be there when it is done.",
        ),
    };
    if ok {
        Ok(())
    } else {
        Err(Refusal::new(RefusalCode::Input, zh, en).on("target"))
    }
}

fn is_number(c: char) -> bool {
    c.is_numeric() || "一二两三四五六七八九十百千万半".contains(c)
}

/// A code as a unit may give it: letters, digits and `-`, upper case.
pub fn code(field: &str, value: &str) -> Result<String, Refusal> {
    let code = value.trim().to_ascii_uppercase();
    let letters = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if letters && (3..=CODE_MAX).contains(&code.len()) {
        return Ok(code);
    }
    Err(Refusal::new(
        RefusalCode::Input,
        format!("编号须为3至{CODE_MAX}位字母、数字或“-”，例如MZ-01。"),
        format!("A code has 3 to {CODE_MAX} letters, digits or \"-\", such as MZ-01."),
    )
    .on(field))
}

/// The title as copies are compared by: letters and digits only, case aside. Two points of equal key are copies
/// of one another (§3.2 `E_DUP`).
pub fn title_key(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
