//! What the plan machine has to know, and what it answers (§3.1).

use chrono::NaiveDate;

use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::plan::params::PlanParams;
use crate::plan::tree::Node;
use crate::plan::{PlanEventKind, PlanState};
use crate::problem::machine::Audience;
use crate::refusal::Refusal;

/// Where the opinions of the units stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpinionFacts {
    /// Units asked.
    pub asked: usize,
    /// Units that have answered.
    pub given: usize,
    /// Short names of the units whose suggestion the office has not answered.
    pub unanswered: Vec<String>,
}

/// What the person typed for this event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanProposal<'a> {
    /// Text of OPINE and ANSWER; reason of AMEND.
    pub text: &'a str,
    /// Document number of APPROVE.
    pub doc_no: &'a str,
    /// The opinion is a suggestion, for OPINE.
    pub is_suggestion: bool,
    /// The opinion is answered already, for OPINE and ANSWER.
    pub is_answered: bool,
}

/// Everything a decision of the plan machine depends on.
#[derive(Debug, Clone, Copy)]
pub struct PlanFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// Role of whoever acts; `None` is the system.
    pub role: Option<Role>,
    /// Year of the plan.
    pub year: i32,
    /// It amends a version that is in force.
    pub amends: bool,
    /// Last day for opinions.
    pub consult_due_on: Option<NaiveDate>,
    /// Number of the document that approves it, as recorded.
    pub approval_doc_no: Option<&'a str>,
    /// Its tree.
    pub nodes: &'a [Node],
    /// The tree it is compared with: the version it amends, the plan it was copied from, or the default.
    pub baseline: &'a [Node],
    /// Its parameters.
    pub params: &'a PlanParams,
    /// Where the opinions stand.
    pub opinions: &'a OpinionFacts,
    /// The year's result is frozen, for ARCHIVE.
    pub result_frozen: bool,
    /// What is proposed with the event.
    pub proposal: PlanProposal<'a>,
}

/// The result of an allowed event on a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanStep {
    /// New state.
    pub to: PlanState,
    /// Last day for opinions, when units are consulted.
    pub consult_due_on: Option<NaiveDate>,
    /// Who is told; unit leads and contacts are those of all supervised units, for ANSWER those of the unit.
    pub notify: &'static [Audience],
    /// With which words.
    pub notice: Option<NoticeKind>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanAvailability {
    /// The event.
    pub event: PlanEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}
