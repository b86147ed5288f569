//! What the submission machine has to know, and what it answers (§3.6).

use chrono::NaiveDate;
use uuid::Uuid;

use crate::calendar::WorkCalendar;
use crate::linkage::{Audience, SubmissionEventKind, SubmissionOutcome, SubmissionState, WindowState};
use crate::notice::NoticeKind;
use crate::problem::ProblemState;
use crate::problem::deadlines::Deadlines;
use crate::problem::machine::Acting;
use crate::refusal::Refusal;

/// The problem that MERGE names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergeTarget {
    /// Its unit.
    pub org: Uuid,
    /// Its state.
    pub state: ProblemState,
}

/// What the person typed for this event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SubmissionProposal<'a> {
    /// What is reported (SAVE, SUBMIT), the reason (RETURN, MERGE, NOTE) or the countermeasure (ADVISE).
    pub text: &'a str,
    /// Open problems of the unit that look alike, for CONVERT.
    pub similar: u32,
    /// The person looked at them and says it is another matter.
    pub not_duplicate: bool,
    /// Target of MERGE.
    pub merge_into: Option<MergeTarget>,
    /// Whether ADVISE names who is responsible and until when, or an existing countermeasure.
    pub responsible_named: bool,
    /// Day until which the countermeasure has to be taken.
    pub due_on: Option<NaiveDate>,
}

/// Everything a decision about a submission depends on.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, judged apart"
)]
#[derive(Debug, Clone, Copy)]
pub struct SubmissionFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a Deadlines,
    /// Who acts; `None` is the system.
    pub acting: Option<Acting>,
    /// Department that submits.
    pub own_org: Uuid,
    /// Whether it is a linkage department today.
    pub is_member: bool,
    /// Unit it is about; `None` for a nil return.
    pub about_org: Option<Uuid>,
    /// Whether that unit is supervised.
    pub supervised: bool,
    /// Does not wait for the window; counted in the next one.
    pub urgent: bool,
    /// State of the window it is counted in.
    pub window: WindowState,
    /// Replies of the department in this window, nil returns and drafts apart.
    pub replies: u32,
    /// Whether the department has made a nil return in this window.
    pub has_nil: bool,
    /// What became of it.
    pub outcome: Option<SubmissionOutcome>,
    /// What is proposed with the event.
    pub proposal: SubmissionProposal<'a>,
}

/// The result of an allowed event on a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubmissionStep {
    /// New state.
    pub to: SubmissionState,
    /// Deadline of the office's decision; `None` clears it.
    pub due_on: Option<NaiveDate>,
    /// Whether it came after the quarter's end (SUBMIT and `NIL_RETURN` only).
    pub late: bool,
    /// Whether the next number is given, if it has none.
    pub gives_no: bool,
    /// Whether a nil return of the same department and window is voided.
    pub supersedes_nil: bool,
    /// What became of it, if the event says so.
    pub outcome: Option<SubmissionOutcome>,
    /// Who is told, and with which words.
    pub tells: Option<(Audience, NoticeKind)>,
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionAvailability {
    /// The event.
    pub event: SubmissionEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}
