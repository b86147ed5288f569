//! What the machine has to know about a case, and what it answers (§3.7).

use chrono::NaiveDate;
use uuid::Uuid;

use super::EXPERTS_FROM_PARTIES;
use crate::calendar::WorkCalendar;
use crate::coordination::{CaseEventKind, CaseState, CheckResult, CitationKind, DecisionKind, RefusalGround};
use crate::notice::NoticeKind;
use crate::plan::params::DeadlinesWd;
use crate::problem::machine::Acting;
use crate::refusal::Refusal;

/// How the acting unit stands in the present written round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OwnRequest {
    /// It was not asked.
    #[default]
    None,
    /// Its opinion is asked for and not in.
    Open,
    /// It let the deadline pass; it may still answer while the hearing lasts, and is late.
    Lapsed,
    /// It has answered.
    Answered,
}

/// Where a party stands after its last opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// The party.
    pub org: Uuid,
    /// Who should lead, as it says; `None` for silence, which is no objection.
    pub lead: Option<Uuid>,
    /// What kinds of clauses it cites.
    pub kinds: Vec<CitationKind>,
}

/// Whether the bases conflict: two parties name different leads and both rest on clauses of the same rank, so that
/// no higher rank settles it. Then experts have to be consulted.
pub fn bases_conflict(stands: &[Stand]) -> bool {
    stands.iter().enumerate().any(|(place, one)| {
        stands[place + 1..].iter().any(|other| {
            let differ = matches!((one.lead, other.lead), (Some(a), Some(b)) if a != b);
            differ && one.kinds.iter().any(|kind| other.kinds.contains(kind))
        })
    })
}

/// Whether all parties that spoke name the same lead, and at least one spoke.
pub fn unanimous(stands: &[Stand]) -> bool {
    let mut leads = stands.iter().filter_map(|stand| stand.lead);
    leads.next().is_some_and(|first| leads.all(|lead| lead == first))
}

/// What the person typed or chose for this event. Fields an event does not ask for are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CaseProposal<'a> {
    /// List (`ASK_SUPPLEMENT`), statement (SUPPLEMENT), reason (`PROPOSE_REFUSAL`, EXTEND, WITHDRAW), position
    /// (`GIVE_OPINION`), minutes (MEET), questions (`CONSULT_EXPERTS`), decision (DECIDE), findings (CHECK).
    pub text: &'a str,
    /// Clauses cited with it.
    pub citations: usize,
    /// Ground of a refusal.
    pub ground: Option<RefusalGround>,
    /// Lead department named (`GIVE_OPINION`, DECIDE).
    pub lead: Option<Uuid>,
    /// Assisting departments named (DECIDE).
    pub assists: &'a [Uuid],
    /// How it is settled (DECIDE).
    pub kind: Option<DecisionKind>,
    /// An important matter, which carries the commission's document number (DECIDE).
    pub important: bool,
    /// Document number: the commission's (DECIDE), the office's (PUBLISH).
    pub doc_no: &'a str,
    /// Working days asked for (EXTEND).
    pub days: Option<u32>,
    /// Day of the meeting (MEET) or of the session (`CONSULT_EXPERTS`).
    pub held_on: Option<NaiveDate>,
    /// Experts invited (`CONSULT_EXPERTS`).
    pub experts: usize,
    /// Some of them come from, or are recused for, a party.
    pub expert_recused: bool,
    /// Result (CHECK).
    pub result: Option<CheckResult>,
}

/// Everything a decision of the machine depends on.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts that hold or do not, each asked on its own"
)]
pub struct CaseFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// The deadlines in force.
    pub deadlines: &'a DeadlinesWd,
    /// Who acts; `None` is the system.
    pub acting: Option<Acting>,
    /// Party that the acting person stands for.
    pub own: Option<Uuid>,
    /// Whether the person is in charge of the case; asked of another section of the office.
    pub handles: bool,
    /// Department that applied.
    pub applicant: Uuid,
    /// All parties.
    pub parties: &'a [Uuid],
    /// Day of the acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// Deadline of the decision.
    pub due_on: Option<NaiveDate>,
    /// Deadline of the present step.
    pub step_due_on: Option<NaiveDate>,
    /// Whether a supplement was asked for before (once only).
    pub supplemented: bool,
    /// Who proposed to refuse it.
    pub refusal_by: Option<Uuid>,
    /// Written rounds so far.
    pub round: u32,
    /// Opinions of the present round that are neither in nor lapsed.
    pub waiting: usize,
    /// How the own unit stands in it.
    pub own_request: OwnRequest,
    /// Where the parties stand.
    pub stands: &'a [Stand],
    /// Whether the deadline was extended before (once only).
    pub extended: bool,
    /// Whether the experts' reviews are in.
    pub reviews_in: bool,
    /// Whether experts were consulted.
    pub experts_asked: bool,
    /// Day of the decision.
    pub decided_on: Option<NaiveDate>,
    /// Checks done so far.
    pub checks_done: u32,
    /// Day from which the next check may be made.
    pub check_on: Option<NaiveDate>,
    /// Day of the check planned after that one.
    pub later_check_on: Option<NaiveDate>,
    /// What is proposed with the event.
    pub proposal: CaseProposal<'a>,
}

impl CaseFacts<'_> {
    /// Whether experts have to be consulted before the decision (§3.7).
    pub fn experts_needed(&self) -> bool {
        self.parties.len() >= EXPERTS_FROM_PARTIES || bases_conflict(self.stands)
    }
}

/// Who is told of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseAudience {
    /// Oversight section.
    Oversight,
    /// Office lead.
    OfficeLead,
    /// Lead of the department that applied.
    Applicant,
    /// Leads and contacts of all parties.
    Parties,
    /// Contacts of the towns concerned, named when publishing.
    Towns,
}

/// The result of an allowed event. Every field is the value to store, except where it says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseStep {
    /// New state.
    pub to: CaseState,
    /// New deadline of the decision; `None` keeps the recorded one.
    pub due_on: Option<NaiveDate>,
    /// Deadline of the new state's actor; `None` clears it.
    pub step_due_on: Option<NaiveDate>,
    /// Whether a written round is opened: every party is asked.
    pub opens_round: bool,
    /// Whether the opinions that are missing lapse.
    pub lapses: bool,
    /// Check that is planned next, and the one after it, from the decision on.
    pub plans: [Option<NaiveDate>; 2],
    /// Whether a problem is raised (source `CASE_CHECK`).
    pub raises_problem: bool,
    /// Who is told.
    pub notify: &'static [CaseAudience],
    /// With which words.
    pub notice: Option<NoticeKind>,
}

impl CaseStep {
    /// A step into a state that does nothing else.
    pub(super) fn to(to: CaseState) -> Self {
        Self {
            to,
            due_on: None,
            step_due_on: None,
            opens_round: false,
            lapses: false,
            plans: [None, None],
            raises_problem: false,
            notify: &[],
            notice: None,
        }
    }
}

/// Whether an event of the present state may be fired, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseAvailability {
    /// The event.
    pub event: CaseEventKind,
    /// `Err` says what stands in the way; input is not judged yet.
    pub outcome: Result<(), Refusal>,
}
