//! What the machine has to know about a problem and about who acts (§3.3).

use chrono::NaiveDate;
use uuid::Uuid;

use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::problem::deadlines::Deadlines;
use crate::problem::{ProblemState, Severity};

/// Who fires an event; `None` in [`Facts::acting`] is the system itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acting {
    /// Role of the hat worn.
    pub role: Role,
    /// The person (not the account): R10 speaks of persons.
    pub person: Uuid,
    /// The unit the person comes from, for R9 (`person.org_id`).
    pub home_org: Option<Uuid>,
    /// Whether the person is recused for the unit concerned.
    pub recused: bool,
}

/// Persons the machine remembers on a problem; [`super::Step::people`] carries them on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct People {
    /// Office person in charge of the problem; set by TAKE.
    pub handler: Option<Uuid>,
    /// Person who verified the problem first; set by TAKE, never changed.
    pub first_verifier: Option<Uuid>,
    /// Person who made the last submission; set by SUBMIT.
    pub submitter: Option<Uuid>,
}

/// A request for more time that waits for its decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PendingExtension {
    /// Person who asked.
    pub asked_by: Uuid,
    /// Working days asked for.
    pub days: u32,
}

/// The problem that MERGE names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergeTarget {
    /// Whether it is the very problem being merged.
    pub is_itself: bool,
    /// Its unit.
    pub org: Uuid,
    /// Its state.
    pub state: ProblemState,
}

/// What the person typed or attached for this event. Fields an event does not ask for are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proposal<'a> {
    /// The event's text: facts (RAISE), reason (REJECT, MERGE, CONTEST, ASK_EXTENSION, REFUSE_EXTENSION, RETURN,
    /// REOPEN), promise (ACCEPT_NOW), measures (ACCEPT_PLAN), statement (SUBMIT).
    pub text: &'a str,
    /// Evidence the event rests on. ASSIGN: what hangs on the problem and on its source; SUBMIT, CONTEST and
    /// REOPEN: the files attached to this very step.
    pub evidence_count: u32,
    /// Severity chosen by ASSIGN.
    pub severity: Option<Severity>,
    /// Due date chosen by ACCEPT_PLAN and RETURN.
    pub due_on: Option<NaiveDate>,
    /// Working days asked for by ASK_EXTENSION.
    pub days: Option<u32>,
    /// Whether ACCEPT_PLAN names the responsible section.
    pub section_named: bool,
    /// Whether CLOSE_OUT rests on a visit.
    pub visited: bool,
    /// Target of MERGE.
    pub merge_into: Option<MergeTarget>,
}

/// Everything a decision of the machine depends on. Build with [`Facts::new`] and set the fields that apply.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Today in Asia/Shanghai ([`crate::calendar::shanghai_day`]).
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a Deadlines,
    /// Who acts; `None` is the system (automatic events only).
    pub acting: Option<Acting>,
    /// Unit the problem is about.
    pub org: Uuid,
    /// Severity as recorded.
    pub severity: Severity,
    /// Rectification deadline, when one runs.
    pub due_on: Option<NaiveDate>,
    /// Deadline of the present state's actor.
    pub step_due_on: Option<NaiveDate>,
    /// Day of the close-out.
    pub closed_on: Option<NaiveDate>,
    /// Whether the unit has contested before (once only).
    pub contested: bool,
    /// How many times it was returned.
    pub returned_count: u32,
    /// How many extensions were granted.
    pub extensions_count: u32,
    /// The request that waits, if any.
    pub pending_extension: Option<PendingExtension>,
    /// Whether an open entry of the rectification ledger exists.
    pub in_ledger: bool,
    /// Remembered persons.
    pub people: People,
    /// What is proposed with the event.
    pub proposal: Proposal<'a>,
}

impl<'a> Facts<'a> {
    /// Facts of a fresh problem without an actor; the caller sets what applies.
    pub fn new(
        today: NaiveDate,
        calendar: &'a WorkCalendar,
        deadlines: &'a Deadlines,
        org: Uuid,
        severity: Severity,
    ) -> Self {
        Self {
            today,
            calendar,
            deadlines,
            acting: None,
            org,
            severity,
            due_on: None,
            step_due_on: None,
            closed_on: None,
            contested: false,
            returned_count: 0,
            extensions_count: 0,
            pending_extension: None,
            in_ledger: false,
            people: People::default(),
            proposal: Proposal::default(),
        }
    }

    /// The same facts with this actor.
    #[must_use]
    pub fn by(mut self, acting: Acting) -> Self {
        self.acting = Some(acting);
        self
    }

    /// The same facts with this proposal.
    #[must_use]
    pub fn proposing(mut self, proposal: Proposal<'a>) -> Self {
        self.proposal = proposal;
        self
    }
}
