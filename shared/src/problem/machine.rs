//! The life cycle of a problem (§3.3): one function says what an event does, everybody else asks it.

pub mod facts;
pub mod step;

use crate::identity::Role;
use crate::policy::Capability;
use crate::problem::{Alert, ProblemEventKind, ProblemState};
use crate::refusal::{Refusal, RefusalCode};

pub use facts::{Acting, Facts, MergeTarget, PendingExtension, People, Proposal};
pub use step::{Audience, Availability, Due, LedgerEffect, Step};

/// RAISE: the step that begins a problem; there is no state before it.
pub fn raise(_facts: &Facts) -> Result<Step, Refusal> {
    Err(Refusal::plain(RefusalCode::Unavailable))
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(_state: ProblemState, _event: ProblemEventKind, _facts: &Facts) -> Result<Step, Refusal> {
    Err(Refusal::plain(RefusalCode::Unavailable))
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(_state: ProblemState, _role: Role, _facts: &Facts) -> Vec<Availability> {
    Vec::new()
}

/// The automatic event that is due now, if any: apply it before anything a person does.
pub fn automatic(_state: ProblemState, _facts: &Facts) -> Option<ProblemEventKind> {
    None
}

/// The capability a service authorises before it loads the problem; `None` for automatic events.
pub fn capability_of(_event: ProblemEventKind) -> Option<Capability> {
    None
}

/// Alert beside the state (§3.3).
pub fn alert(_state: ProblemState, _facts: &Facts) -> Result<Alert, Refusal> {
    Ok(Alert::None)
}

/// Who is told when an alert level is reached.
pub fn told(_alert: Alert) -> &'static [Audience] {
    &[]
}
