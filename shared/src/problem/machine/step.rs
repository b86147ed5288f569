//! What an allowed event does: the one answer the service writes down (§3.3, last column).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::facts::People;
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::problem::{ExtensionState, ProblemEventKind, ProblemState, Severity};
use crate::refusal::Refusal;

/// A rectification deadline and how it was counted: `calendar.explain(from, working_days)` ends on `on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Last day, ends at 24:00 Asia/Shanghai.
    pub on: NaiveDate,
    /// Counting starts on the day after.
    pub from: NaiveDate,
    /// Working days counted.
    pub working_days: u32,
}

/// What happens to the rectification ledger (K09).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerEffect {
    /// Nothing.
    None,
    /// A RECTIFY entry is opened with the step's due date.
    Open,
    /// The open entry is closed out.
    Close,
    /// A new entry is opened for a reopened problem; the closed one keeps its number.
    OpenAgain,
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    /// Oversight section of the office (OV).
    Oversight,
    /// Office lead (OL).
    OfficeLead,
    /// Contact of the unit (DC).
    UnitContact,
    /// Lead of the unit (DL).
    UnitLead,
    /// City leader in charge of the unit (CL).
    LeaderInCharge,
    /// Author of the source: the section of the sheet, the officer, the linkage contact (outcome only).
    SourceAuthor,
}

impl Audience {
    /// The role that stands for it; the source's author may wear any.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Oversight => Some(Role::Ov),
            Self::OfficeLead => Some(Role::Ol),
            Self::UnitContact => Some(Role::Dc),
            Self::UnitLead => Some(Role::Dl),
            Self::LeaderInCharge => Some(Role::Cl),
            Self::SourceAuthor => None,
        }
    }
}

/// The result of an allowed event. Every field is the value to store, except where it says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// New state.
    pub to: ProblemState,
    /// New rectification deadline; `None` keeps the recorded one.
    pub due: Option<Due>,
    /// Deadline of the new state's actor; `None` clears it.
    pub step_due_on: Option<NaiveDate>,
    /// Deadline of the office's decision on the extension just asked for.
    pub decide_by: Option<NaiveDate>,
    /// Effect on the rectification ledger.
    pub ledger: LedgerEffect,
    /// Whether the next close-out number is given.
    pub gives_close_no: bool,
    /// Whether a TO_UNIT push sheet is issued.
    pub issues_sheet: bool,
    /// New state of the extension concerned: ASKED by asking, GRANTED or REFUSED by the decision, REFUSED also
    /// when a submission makes a waiting request pointless.
    pub extension: Option<ExtensionState>,
    /// Severity.
    pub severity: Severity,
    /// Whether the unit has contested.
    pub contested: bool,
    /// Number of returns.
    pub returned_count: u32,
    /// Number of extensions granted.
    pub extensions_count: u32,
    /// Remembered persons.
    pub people: People,
    /// Who is told.
    pub notify: &'static [Audience],
    /// With which words; `None` when nobody is told.
    pub notice: Option<NoticeKind>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// The event.
    pub event: ProblemEventKind,
    /// `Err` says what stands in the way; input (reason, evidence, dates) is not judged yet.
    pub outcome: Result<(), Refusal>,
}
