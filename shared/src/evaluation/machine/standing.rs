//! What can be judged before anybody types a word: role, state, dates, weights, response (§3.8).

use super::{CampaignFacts, E, RESPONSE_ENOUGH, S, from, roles_of, say};
use crate::evaluation::anonymity::FLOOR;
use crate::evaluation::question::check_weights;
use crate::refusal::Refusal;

/// Whether the event stands in this state for this actor.
pub(super) fn check(state: S, event: E, facts: &CampaignFacts) -> Result<(), Refusal> {
    let roles = roles_of(event);
    if !facts.role.map_or(roles.is_empty(), |role| roles.contains(&role)) {
        return Err(say::role(event, roles));
    }
    if event == E::Tally && matches!(state, S::Draft | S::Approved | S::Open) {
        return Err(say::still_open(facts.closes_on));
    }
    if !from(event).contains(&state) {
        return Err(say::state(event, from(event), state));
    }
    match event {
        E::Approve => check_plan(facts),
        E::Open if facts.today < facts.opens_on => Err(say::not_yet_open(facts.opens_on)),
        E::Close if facts.today <= facts.closes_on => Err(say::still_open(facts.closes_on)),
        E::Answer if facts.today > facts.closes_on => Err(say::over(facts.closes_on)),
        E::Prolong => check_prolong(facts),
        _ => Ok(()),
    }
}

fn check_plan(facts: &CampaignFacts) -> Result<(), Refusal> {
    check_weights(facts.weights)?;
    if facts.targets == 0 {
        return Err(say::no_targets());
    }
    if facts.min_cell < FLOOR {
        return Err(say::cell_too_small());
    }
    if facts.closes_on < facts.opens_on {
        return Err(say::upside_down());
    }
    if facts.today > facts.opens_on {
        return Err(say::approve_before_opening(facts.opens_on));
    }
    Ok(())
}

fn check_prolong(facts: &CampaignFacts) -> Result<(), Refusal> {
    if facts.prolonged {
        return Err(say::prolonged_already());
    }
    if facts.answered.saturating_mul(100) >= facts.invited.saturating_mul(RESPONSE_ENOUGH) {
        return Err(say::enough_answers());
    }
    if facts.today > facts.closes_on {
        return Err(say::over(facts.closes_on));
    }
    Ok(())
}
