//! The table of §3.9: from where, by whom, under which capability.

use crate::identity::Role;
use crate::policy::Capability;
use crate::rating::BadEventKind as E;
use crate::rating::BadRatingState as S;

/// One row: an event, the states it leaves, the roles that may ever fire it (none: the system or the rater).
pub(super) struct Rule {
    pub event: E,
    pub from: &'static [S],
    pub roles: &'static [Role],
    pub capability: Option<Capability>,
}

const fn rule(event: E, from: &'static [S], roles: &'static [Role], capability: Capability) -> Rule {
    Rule {
        event,
        from,
        roles,
        capability: Some(capability),
    }
}

const fn automatic(event: E, from: &'static [S]) -> Rule {
    Rule {
        event,
        from,
        roles: &[],
        capability: None,
    }
}

/// What the contact may do the unit's lead may do too.
const UNIT: &[Role] = &[Role::Dl, Role::Dc];
const UNIT_LEAD: &[Role] = &[Role::Dl];
/// The rating administrator, and the oversight section where that one comes from the rated unit (R9).
const DESK: &[Role] = &[Role::Ov, Role::Ra];

/// Every event once, in the order of §3.9. OPEN leaves no state.
pub(super) const TABLE: &[Rule] = &[
    automatic(E::Open, &[]),
    rule(E::Contact, &[S::Opened], UNIT, Capability::BadHandle),
    rule(E::Appeal, &[S::Verifying], UNIT_LEAD, Capability::BadHandle),
    rule(E::Decide, &[S::Appealed], DESK, Capability::BadSupervise),
    rule(E::Explain, &[S::Verifying], UNIT_LEAD, Capability::BadHandle),
    rule(E::Accept, &[S::Verifying], UNIT, Capability::BadHandle),
    rule(
        E::ReportBack,
        &[S::Rectifying, S::Explained],
        UNIT,
        Capability::BadHandle,
    ),
    rule(E::Revisit, &[S::Feedback], DESK, Capability::BadRevisit),
    automatic(E::RaterAnswers, &[S::Feedback]),
    automatic(E::Lapse, &[S::Feedback]),
    rule(E::SendBack, &[S::Revisited], DESK, Capability::BadRevisit),
    rule(E::Close, &[S::Revisited], DESK, Capability::BadRevisit),
];

/// The row of an event. Every event has one (tested).
pub(super) fn rule_of(event: E) -> Option<&'static Rule> {
    TABLE.iter().find(|rule| rule.event == event)
}
