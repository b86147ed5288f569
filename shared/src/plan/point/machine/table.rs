//! The table of §3.2: from where, by whom, under which capability.

use crate::identity::Role;
use crate::plan::point::PointEventKind as E;
use crate::plan::point::PointState as S;
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

/// What the contact may do, the unit's lead may do too.
const UNIT: &[Role] = &[Role::Dl, Role::Dc];
const UNIT_LEAD: &[Role] = &[Role::Dl];
const OVERSIGHT: &[Role] = &[Role::Ov];
const OFFICE: &[Role] = &[Role::Ol, Role::Ov];
const WRITABLE: &[S] = &[S::Draft, S::Returned];

/// Every event once, in the order of §3.2. CREATE leaves no state.
pub(super) const TABLE: &[Rule] = &[
    rule(E::Create, &[], UNIT, Capability::PointWrite),
    rule(E::Submit, WRITABLE, UNIT_LEAD, Capability::PointSubmit),
    rule(E::Edit, WRITABLE, UNIT, Capability::PointWrite),
    rule(E::Approve, &[S::Submitted], OVERSIGHT, Capability::PointReview),
    rule(E::Return, &[S::Submitted], OVERSIGHT, Capability::PointReview),
    automatic(E::Activate, &[S::Approved]),
    rule(E::Progress, &[S::Active], UNIT, Capability::PointProgress),
    rule(E::Claim, &[S::Active], UNIT, Capability::PointClaim),
    rule(E::AskChange, &[S::Active], UNIT_LEAD, Capability::PointChange),
    rule(
        E::GrantChange,
        &[S::ChangePending],
        OFFICE,
        Capability::PointChangeDecide,
    ),
    rule(
        E::RefuseChange,
        &[S::ChangePending],
        OFFICE,
        Capability::PointChangeDecide,
    ),
    rule(E::Verify, &[S::Claimed], OVERSIGHT, Capability::PointVerify),
    rule(E::Reject, &[S::Claimed], OVERSIGHT, Capability::PointVerify),
    automatic(E::Overdue, &[S::Active]),
    automatic(E::Expire, &[S::Active]),
    automatic(E::Archive, &[S::Verified, S::NotDone, S::Cancelled]),
];

/// The row of an event. Every event has one (tested).
pub(super) fn rule_of(event: E) -> Option<&'static Rule> {
    TABLE.iter().find(|rule| rule.event == event)
}
