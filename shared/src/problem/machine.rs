//! The life cycle of a problem (§3.3): one function says what an event does, everybody else asks it.
//!
//! The service calls [`automatic`] (and applies it) before [`next`]; the SPA draws its buttons from
//! [`available`]; both therefore give the same answer. Parts: `table` who and from where, `standing` what can be
//! judged before anybody types, `input` what is judged of the proposal, `outcome` what the event does.

pub mod alert;
pub mod facts;
mod input;
mod outcome;
mod say;
mod standing;
pub mod step;
mod table;

use uuid::Uuid;

use crate::identity::Role;
use crate::policy::Capability;
use crate::problem::{ProblemEventKind, ProblemState};
use crate::refusal::Refusal;

pub use crate::problem::Deadlines;
pub use alert::{alert, told};
pub use facts::{Acting, Facts, MergeTarget, PendingExtension, People, Proposal};
pub use step::{Audience, Availability, Due, LedgerEffect, Step};

/// RAISE: the step that begins a problem; there is no state before it. A converted sheet, finding, submission or
/// suggestion raises its problem by the same step, and so does the system (overdue points, rating groups).
pub fn raise(facts: &Facts) -> Result<Step, Refusal> {
    let event = ProblemEventKind::Raise;
    if facts.acting.is_some() {
        standing::check_role(event, roles_of(event), facts.acting)?;
    }
    input::check(event, facts)?;
    outcome::step(ProblemState::Raised, event, facts, None)
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: ProblemState, event: ProblemEventKind, facts: &Facts) -> Result<Step, Refusal> {
    standing::check(state, event, facts)?;
    let due = input::check(event, facts)?;
    outcome::step(state, event, facts, due)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now. What a person
/// would type or attach is not judged, so that a button shows before its form is filled in.
pub fn available(state: ProblemState, role: Role, facts: &Facts) -> Vec<Availability> {
    let stranger = Acting {
        role,
        person: Uuid::nil(),
        home_org: None,
        recused: false,
    };
    let facts = facts.by(Acting {
        role,
        ..facts.acting.unwrap_or(stranger)
    });
    table::TABLE
        .iter()
        .filter(|rule| rule.from.contains(&state) && rule.roles.contains(&role))
        .map(|rule| Availability {
            event: rule.event,
            outcome: standing::check(state, rule.event, &facts),
        })
        .collect()
}

/// The automatic event that is due now, if any; apply it before anything a person does, with
/// [`Facts::acting`] `None`. Alerts are apart: see [`alert()`] and ESCALATE.
pub fn automatic(state: ProblemState, facts: &Facts) -> Option<ProblemEventKind> {
    let event = match state {
        ProblemState::Assigned => ProblemEventKind::AcceptByDefault,
        ProblemState::Immediate => ProblemEventKind::NotImmediate,
        ProblemState::Returned => ProblemEventKind::Resume,
        _ => return None,
    };
    standing::check(
        state,
        event,
        &Facts {
            acting: None,
            ..*facts
        },
    )
    .ok()
    .map(|()| event)
}

/// The capability a service authorises before it loads the problem; `None` for automatic events.
pub fn capability_of(event: ProblemEventKind) -> Option<Capability> {
    table::rule_of(event).and_then(|rule| rule.capability)
}

/// The roles that may ever fire an event; empty for automatic events.
pub fn roles_of(event: ProblemEventKind) -> &'static [Role] {
    table::rule_of(event).map_or(&[], |rule| rule.roles)
}

/// Whether only the system fires the event.
pub fn is_automatic(event: ProblemEventKind) -> bool {
    capability_of(event).is_none()
}

/// Who decides the next extension: the oversight section the first, the office lead the second (§3.3).
pub fn extension_decider(granted: u32) -> Role {
    if granted == 0 { Role::Ov } else { Role::Ol }
}
