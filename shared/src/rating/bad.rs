//! The life cycle of a bad-rating case (§3.9), in the shape of the problem machine.
//!
//! The rating's level never changes; only a satisfaction with the handling is added.

mod checks;
pub mod facts;
mod outcome;
mod table;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{BadEventKind, BadRatingState};
use crate::calendar::WorkCalendar;
use crate::identity::Role;
use crate::policy::Capability;
use crate::problem::Alert;
use crate::problem::machine::Acting;
use crate::refusal::Refusal;

pub use facts::{BadAvailability, BadFacts, BadProposal, BadStep, Ruling, Told};

use super::rules::RatingRules;

/// — → OPENED: by itself, with the rating (§3.9).
pub fn open(facts: &BadFacts) -> Result<BadStep, Refusal> {
    outcome::step(BadRatingState::Opened, BadEventKind::Open, facts)
}

/// The step of an event in a state, or the refusal that changes nothing.
pub fn next(state: BadRatingState, event: BadEventKind, facts: &BadFacts) -> Result<BadStep, Refusal> {
    checks::standing(state, event, facts)?;
    checks::input(event, facts)?;
    outcome::step(state, event, facts)
}

/// The events this role could ever fire in this state, each with the reason why it cannot now.
pub fn available(state: BadRatingState, role: Role, facts: &BadFacts) -> Vec<BadAvailability> {
    let stranger = Acting {
        role,
        person: Uuid::nil(),
        home_org: None,
        recused: false,
    };
    let facts = BadFacts {
        acting: Some(Acting {
            role,
            ..facts.acting.unwrap_or(stranger)
        }),
        ..*facts
    };
    table::TABLE
        .iter()
        .filter(|rule| rule.from.contains(&state) && rule.roles.contains(&role))
        .map(|rule| BadAvailability {
            event: rule.event,
            outcome: checks::standing(state, rule.event, &facts),
        })
        .collect()
}

/// The automatic event that is due now: a rater who cannot be reached did not answer in time, or a revisited
/// matter with which nothing is wrong is closed.
pub fn automatic(state: BadRatingState, facts: &BadFacts) -> Option<BadEventKind> {
    let event = match state {
        BadRatingState::Feedback => BadEventKind::Lapse,
        _ => return None,
    };
    let facts = BadFacts {
        acting: None,
        ..*facts
    };
    checks::standing(state, event, &facts).ok().map(|()| event)
}

/// The capability a service authorises before it loads the case; `None` for what nobody does by hand.
pub fn capability_of(event: BadEventKind) -> Option<Capability> {
    table::rule_of(event).and_then(|rule| rule.capability)
}

/// The roles that may ever fire an event; empty for automatic events and for the rater's own answer.
pub fn roles_of(event: BadEventKind) -> &'static [Role] {
    table::rule_of(event).map_or(&[], |rule| rule.roles)
}

/// Whether nothing more happens.
pub fn is_over(state: BadRatingState) -> bool {
    matches!(state, BadRatingState::Excluded | BadRatingState::Closed)
}

/// Whether the unit is waited for: only its own delays count against it (§5.7), not those of the desk or the rater.
pub fn waits_for_unit(state: BadRatingState) -> bool {
    matches!(
        state,
        BadRatingState::Opened
            | BadRatingState::Verifying
            | BadRatingState::Rectifying
            | BadRatingState::Explained
    )
}

/// The alert of today (§3.9): YELLOW one working day after the running deadline, RED five.
pub fn alert(
    state: BadRatingState,
    due_on: Option<NaiveDate>,
    today: NaiveDate,
    calendar: &WorkCalendar,
    rules: &RatingRules,
) -> Result<Alert, Refusal> {
    let (false, Some(due)) = (is_over(state), due_on) else {
        return Ok(Alert::None);
    };
    let overdue = calendar.overdue_working_days(due, today)?;
    Ok(if overdue >= rules.bad_red {
        Alert::Red
    } else if overdue >= rules.bad_yellow {
        Alert::Yellow
    } else {
        Alert::None
    })
}
