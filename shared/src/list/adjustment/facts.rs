//! What the machine of a duty adjustment has to know, and what it answers (§3.12).

use chrono::NaiveDate;
use uuid::Uuid;

use crate::calendar::WorkCalendar;
use crate::list::{AdjustmentEventKind, AdjustmentKind, AdjustmentState, CheckResult};
use crate::notice::NoticeKind;
use crate::problem::deadlines::Deadlines;
use crate::problem::machine::{Acting, Audience};
use crate::refusal::Refusal;

/// What the person typed for this event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AdjustmentProposal<'a> {
    /// Reason of REJECT, what the CHECK found.
    pub text: &'a str,
    /// Legal basis of PROPOSE.
    pub basis: &'a str,
    /// Document number of APPROVE.
    pub doc_no: &'a str,
    /// Number of the coordination case that stands for a memo, for SEND_LEGAL.
    pub case_no: &'a str,
    /// Units named by PROPOSE and CONSULT.
    pub orgs: &'a [Uuid],
    /// Files attached: the justice bureau's opinion, for ATTACH_OPINION.
    pub files: usize,
    /// Day from which the changes are in force, for APPROVE.
    pub effective_on: Option<NaiveDate>,
    /// What the CHECK came to.
    pub result: Option<CheckResult>,
}

/// Everything a decision about a duty adjustment depends on.
#[derive(Debug, Clone, Copy)]
pub struct AdjustmentFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a Deadlines,
    /// Who acts.
    pub acting: Acting,
    /// Units the actor stands for (R1); empty for the office.
    pub own_orgs: &'a [Uuid],
    /// Why duties are adjusted.
    pub kind: AdjustmentKind,
    /// Units concerned, as recorded.
    pub orgs: &'a [Uuid],
    /// Those of them that have signed the memo.
    pub signed: &'a [Uuid],
    /// A coordination case stands for the memo.
    pub has_case: bool,
    /// The justice bureau's opinion is attached.
    pub has_opinion: bool,
    /// List changes drafted and not dropped.
    pub changes: usize,
    /// Short names of the units concerned whose duty-task list has no new version yet.
    pub unrevised: &'a [String],
    /// First day of the check, once published.
    pub check_on: Option<NaiveDate>,
    /// What is proposed with the event.
    pub proposal: AdjustmentProposal<'a>,
}

impl AdjustmentFacts<'_> {
    /// Units concerned that have not signed.
    pub fn missing_signatures(&self) -> usize {
        self.orgs.iter().filter(|org| !self.signed.contains(org)).count()
    }

    /// The unit concerned for which the actor would sign.
    pub fn signing_for(&self) -> Option<Uuid> {
        self.orgs.iter().copied().find(|org| self.own_orgs.contains(org))
    }
}

/// The result of an allowed event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdjustmentStep {
    /// New state.
    pub to: AdjustmentState,
    /// Deadline of the next step and the working days it was counted with; `None` leaves the present one.
    pub due: Option<(NaiveDate, u32)>,
    /// Who is told; units are those concerned.
    pub notify: &'static [Audience],
    /// With which words.
    pub notice: Option<NoticeKind>,
}

impl AdjustmentStep {
    /// A step that tells nobody and sets no deadline.
    pub fn to(to: AdjustmentState) -> Self {
        Self {
            to,
            due: None,
            notify: &[],
            notice: None,
        }
    }
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentAvailability {
    /// The event.
    pub event: AdjustmentEventKind,
    /// `Err` says what stands in the way.
    pub outcome: Result<(), Refusal>,
}
