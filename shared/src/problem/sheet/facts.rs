//! What the push-sheet machine has to know, and what it answers (§3.4).

use chrono::NaiveDate;
use uuid::Uuid;

use crate::calendar::WorkCalendar;
use crate::notice::NoticeKind;
use crate::problem::deadlines::Deadlines;
use crate::problem::machine::{Acting, Audience};
use crate::problem::{ProblemState, SheetDirection, SheetEventKind, SheetState};
use crate::refusal::Refusal;

/// What the person typed for this event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SheetProposal<'a> {
    /// Matter, for WRITE and PUSH.
    pub matter: &'a str,
    /// Basis, for WRITE and PUSH.
    pub basis: &'a str,
    /// Reason of FILE.
    pub reason: &'a str,
    /// Open problems of the unit that look alike, for CONVERT.
    pub similar: u32,
    /// The person looked at them and says it is another matter.
    pub not_duplicate: bool,
}

/// Everything a decision of the push-sheet machine depends on.
#[derive(Debug, Clone, Copy)]
pub struct SheetFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a Deadlines,
    /// Who acts; `None` is the system.
    pub acting: Option<Acting>,
    /// Direction of the sheet.
    pub direction: SheetDirection,
    /// Unit the sheet is about; `None` while a draft names none.
    pub org: Option<Uuid>,
    /// Person who wrote it.
    pub author: Option<Uuid>,
    /// State of the problem it founded or carries; when that was merged, the state of the target.
    pub problem_state: Option<ProblemState>,
    /// What is proposed with the event. For PUSH, the recorded matter and basis.
    pub proposal: SheetProposal<'a>,
}

/// The result of an allowed event on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetStep {
    /// New state.
    pub to: SheetState,
    /// Deadline of the new state's actor (`push_sheet.due_on`); `None` clears it.
    pub due_on: Option<NaiveDate>,
    /// Whether the next sheet number is given (when pushed, never to a draft).
    pub gives_no: bool,
    /// Whether a problem is raised from it.
    pub raises_problem: bool,
    /// Who is told; the source author is the section the sheet came from.
    pub notify: &'static [Audience],
    /// With which words.
    pub notice: Option<NoticeKind>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetAvailability {
    /// The event.
    pub event: SheetEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}
