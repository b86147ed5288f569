//! The table of §3.7: from where, by whom, under which capability.

use crate::coordination::CaseEventKind as E;
use crate::coordination::CaseState as S;
use crate::identity::Role;
use crate::policy::Capability;

/// One row: an event, the states it leaves, the roles that may ever fire it (none: the system), its capability.
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

/// The oversight section, and another section for cases that it handles (§4: OS own).
const OFFICE: &[Role] = &[Role::Ov, Role::Os];
const OVERSIGHT: &[Role] = &[Role::Ov];
const LEAD: &[Role] = &[Role::Ol];
const UNIT: &[Role] = &[Role::Dl];

/// Every event once, in the order of §3.7. APPLY leaves no state.
pub(super) const TABLE: &[Rule] = &[
    rule(E::Apply, &[], &[Role::Dl, Role::Ov], Capability::CaseApply),
    rule(E::AskSupplement, &[S::Applied], OVERSIGHT, Capability::CaseHandle),
    rule(E::Supplement, &[S::Supplement], UNIT, Capability::CaseApply),
    rule(
        E::ProposeRefusal,
        &[S::Applied],
        OVERSIGHT,
        Capability::CaseHandle,
    ),
    rule(E::Refuse, &[S::Applied], LEAD, Capability::CaseDecide),
    rule(E::Accept, &[S::Applied], OVERSIGHT, Capability::CaseHandle),
    rule(
        E::AskOpinions,
        &[S::Accepted, S::Hearing],
        OFFICE,
        Capability::CaseHandle,
    ),
    rule(E::GiveOpinion, &[S::Hearing], UNIT, Capability::CaseOpinion),
    automatic(E::Lapse, &[S::Hearing]),
    rule(E::Meet, &[S::Hearing], OFFICE, Capability::CaseHandle),
    rule(
        E::ConsultExperts,
        &[S::Hearing],
        OVERSIGHT,
        Capability::CaseHandle,
    ),
    rule(
        E::Extend,
        &[S::Accepted, S::Hearing, S::Expert],
        LEAD,
        Capability::CaseDecide,
    ),
    rule(E::Decide, &[S::Hearing, S::Expert], LEAD, Capability::CaseDecide),
    rule(
        E::Withdraw,
        &[S::Applied, S::Accepted, S::Hearing],
        UNIT,
        Capability::CaseApply,
    ),
    rule(E::Publish, &[S::Decided], OFFICE, Capability::CaseHandle),
    automatic(E::BeginFollowUp, &[S::Published]),
    rule(E::Check, &[S::FollowUp], OFFICE, Capability::CaseCheck),
];

/// The row of an event. Every event has one (tested).
pub(super) fn rule_of(event: E) -> Option<&'static Rule> {
    TABLE.iter().find(|rule| rule.event == event)
}

/// The states an event leaves.
pub fn from(event: E) -> &'static [S] {
    rule_of(event).map_or(&[], |rule| rule.from)
}

/// The roles that may ever fire an event; none for the system's.
pub fn roles_of(event: E) -> &'static [Role] {
    rule_of(event).map_or(&[], |rule| rule.roles)
}

/// The capability a service authorises before it loads the case. APPLY is the unit's; the oversight section's own
/// application is part of handling cases.
pub fn capability_of(event: E, role: Role) -> Option<Capability> {
    match (event, role) {
        (E::Apply, Role::Ov) => Some(Capability::CaseHandle),
        _ => rule_of(event).and_then(|rule| rule.capability),
    }
}
