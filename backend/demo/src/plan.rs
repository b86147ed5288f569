//! When everything happens and who does it: each case becomes a list of dated acts. Whether they are allowed is
//! not decided here; the desk asks the real machines when it carries them out.

mod course;
mod diary;
mod open;

use chrono::{DateTime, Utc};
use remit_shared::calendar::WorkCalendar;
use remit_shared::problem::machine::Deadlines;
use remit_shared::problem::{ProblemEventKind, Severity};

use crate::cases::{Case, Origin, Sheet};
use crate::error::DemoError;
use crate::rng::Rng;
use diary::Diary;

/// Who acts in a case; the desk knows the persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Nobody: the system.
    System,
    /// The author of an internal sheet.
    Author,
    /// The office lead (OL).
    Lead,
    /// The officer of the oversight section who handles the case.
    Handler,
    /// Another officer of it, who re-verifies.
    Checker,
    /// The unit's lead (DL) and contact (DC).
    UnitLead,
    Contact,
}

/// Which files somebody adds in the course of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Papers {
    None,
    /// What the verifier found.
    Found,
    /// What the unit did.
    Done,
    /// What the unit's objection rests on.
    Grounds,
}

/// An event on the problem with what is said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Saying {
    pub event: ProblemEventKind,
    pub text: &'static str,
    pub due_on: Option<chrono::NaiveDate>,
    pub days: Option<u32>,
    pub visited: bool,
    pub papers: Papers,
}

impl Saying {
    /// An event and its text.
    pub fn new(event: ProblemEventKind, text: &'static str) -> Self {
        Self {
            event,
            text,
            due_on: None,
            days: None,
            visited: false,
            papers: Papers::None,
        }
    }

    /// The same with files.
    pub fn with(self, papers: Papers) -> Self {
        Self { papers, ..self }
    }
}

/// What is done.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Deed {
    /// An internal sheet is written, pushed, received, converted (which raises its problem) or filed.
    WriteSheet,
    PushSheet,
    ReceiveSheet,
    ConvertSheet,
    FileSheet,
    /// The problem is raised.
    Raise,
    /// The unit's contact signs for the sheet that carries the problem.
    ReceiveAtUnit,
    /// An event on the problem.
    Fire(Saying),
}

/// One dated act.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act {
    pub at: DateTime<Utc>,
    pub part: Part,
    pub deed: Deed,
}

/// What planning rests on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules<'a> {
    pub calendar: &'a WorkCalendar,
    pub deadlines: &'a Deadlines,
}

/// The acts of the `index`-th case.
pub(crate) fn of_case(rules: Rules<'_>, seed: u64, index: u64, case: &Case) -> Result<Vec<Act>, DemoError> {
    let mut diary = Diary::new(rules, Rng::of(seed, "case", index), case.found);
    let planned = course::write(&mut diary, case);
    planned.map_err(DemoError::refused(format!("“{}”（日程）", case.title)))?;
    Ok(diary.into_acts())
}

/// The acts of the `index`-th sheet that founds no problem.
pub(crate) fn of_filed(
    rules: Rules<'_>,
    seed: u64,
    index: u64,
    sheet: &Sheet,
) -> Result<Vec<Act>, DemoError> {
    let mut diary = Diary::new(rules, Rng::of(seed, "filed sheet", index), sheet.found);
    let planned = course::sheet(&mut diary, Deed::FileSheet);
    planned.map_err(DemoError::refused(format!("“{}”（日程）", sheet.matter)))?;
    Ok(diary.into_acts())
}

/// Who assigns and closes: the lead for SEVERE, otherwise the officer (§3.3).
fn or_lead(case: &Case, officer: Part) -> Part {
    if case.severity == Severity::Severe {
        Part::Lead
    } else {
        officer
    }
}

/// Working days by which the first day may vary. What the source fixes does not.
fn leeway(origin: Origin) -> u32 {
    match origin {
        Origin::Sheet(_) | Origin::Ledger => 0,
        Origin::Activity => 5,
        Origin::Linkage(_) | Origin::Officer | Origin::Expert | Origin::Rating => 3,
    }
}
