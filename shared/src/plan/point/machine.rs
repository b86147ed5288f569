//! The life of an effectiveness point (§3.2): one function says what an event does, everybody else asks it.
//!
//! The service applies [`automatic`] before [`next`]; the SPA draws its buttons from [`available`]. Parts: `table`
//! who and from where, `standing` what can be judged before anybody types, `input` what is judged of the
//! proposal, `outcome` what the event does.

pub mod facts;
mod input;
mod outcome;
mod say;
mod standing;
pub mod step;
mod table;

use uuid::Uuid;

use super::{PointEventKind, PointState};
use crate::identity::Role;
use crate::notice::NoticeKind;
use crate::policy::Capability;
use crate::problem::machine::{Acting, Audience};
use crate::refusal::Refusal;

pub use facts::{ChangeAsked, Facts, PendingChange, PlanStanding, Proposal};
pub use step::{Availability, Step};

/// CREATE: the step that begins a point; there is no state before it.
pub fn create(facts: &Facts) -> Result<Step, Refusal> {
    let event = PointEventKind::Create;
    standing::check_role(event, roles_of(event), facts.acting)?;
    standing::check_plan(facts)?;
    input::check(event, facts)?;
    outcome::step(PointState::Draft, event, facts)
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: PointState, event: PointEventKind, facts: &Facts) -> Result<Step, Refusal> {
    standing::check(state, event, facts)?;
    input::check(event, facts)?;
    outcome::step(state, event, facts)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: PointState, role: Role, facts: &Facts) -> Vec<Availability> {
    let stranger = Acting {
        role,
        person: Uuid::nil(),
        home_org: None,
        recused: false,
    };
    let acting = Acting {
        role,
        ..facts.acting.unwrap_or(stranger)
    };
    let facts = Facts {
        acting: Some(acting),
        ..*facts
    };
    table::TABLE
        .iter()
        .filter(|rule| rule.from.contains(&state) && rule.roles.contains(&role))
        .map(|rule| Availability {
            event: rule.event,
            outcome: standing::check(state, rule.event, &facts),
        })
        .collect()
}

/// The automatic event that is due now, if any. The freeze first, then what the calendar brings.
pub fn automatic(state: PointState, facts: &Facts) -> Option<PointEventKind> {
    let facts = Facts {
        acting: None,
        ..*facts
    };
    [
        PointEventKind::Archive,
        PointEventKind::Activate,
        PointEventKind::Expire,
        PointEventKind::Overdue,
    ]
    .into_iter()
    .find(|event| standing::check(state, *event, &facts).is_ok())
}

/// The capability a service authorises before it loads the point; `None` for automatic events.
pub fn capability_of(event: PointEventKind) -> Option<Capability> {
    table::rule_of(event).and_then(|rule| rule.capability)
}

/// The roles that may ever fire an event; empty for automatic events.
pub fn roles_of(event: PointEventKind) -> &'static [Role] {
    table::rule_of(event).map_or(&[], |rule| rule.roles)
}

/// Who is told with which words when many points take this step together; `None` when nobody is.
pub fn told_of_many(event: PointEventKind) -> Option<(&'static [Audience], NoticeKind)> {
    outcome::told_of_many(event)
}

/// Who decides a change: the oversight section when the due date moves by 30 days at most, else, and for a
/// cancellation, the office lead (§3.2).
pub fn change_decider(facts: &Facts, change: PendingChange) -> Role {
    let moved = change.due_on.map_or(0, |due| (due - facts.due_on).num_days());
    if change.cancels || moved > i64::from(facts.rules.point_change_own_days) {
        Role::Ol
    } else {
        Role::Ov
    }
}
