//! The table of §3.3: from where, by whom, under which capability.

use crate::identity::Role;
use crate::policy::Capability;
use crate::problem::ProblemEventKind as E;
use crate::problem::ProblemState as S;

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

/// Accepting at once and starting are the contact's; the unit's lead may always do what the contact may.
const UNIT: &[Role] = &[Role::Dl, Role::Dc];
const UNIT_LEAD: &[Role] = &[Role::Dl];
const OVERSIGHT: &[Role] = &[Role::Ov];
const OFFICE: &[Role] = &[Role::Ol, Role::Ov];

/// Every event once, in the order of §3.3. RAISE leaves no state.
pub(super) const TABLE: &[Rule] = &[
    rule(
        E::Raise,
        &[],
        &[Role::Ov, Role::Os, Role::Dl, Role::Dc],
        Capability::ProblemRaise,
    ),
    rule(E::Take, &[S::Raised], OVERSIGHT, Capability::ProblemVerify),
    rule(E::Reject, &[S::Verifying], OVERSIGHT, Capability::ProblemVerify),
    rule(E::Merge, &[S::Verifying], OVERSIGHT, Capability::ProblemVerify),
    rule(E::Assign, &[S::Verifying], OFFICE, Capability::ProblemAssign),
    rule(E::Contest, &[S::Assigned], UNIT_LEAD, Capability::ProblemRectify),
    rule(E::AcceptNow, &[S::Assigned], UNIT, Capability::ProblemRectify),
    rule(
        E::AcceptPlan,
        &[S::Assigned],
        UNIT_LEAD,
        Capability::ProblemRectify,
    ),
    automatic(E::AcceptByDefault, &[S::Assigned]),
    automatic(E::NotImmediate, &[S::Immediate]),
    rule(E::Start, &[S::Ledgered], UNIT, Capability::ProblemRectify),
    rule(
        E::AskExtension,
        &[S::Rectifying],
        UNIT_LEAD,
        Capability::ProblemRectify,
    ),
    rule(
        E::GrantExtension,
        &[S::Rectifying],
        OFFICE,
        Capability::ProblemExtensionDecide,
    ),
    rule(
        E::RefuseExtension,
        &[S::Rectifying],
        OFFICE,
        Capability::ProblemExtensionDecide,
    ),
    rule(
        E::Submit,
        &[S::Immediate, S::Rectifying],
        UNIT_LEAD,
        Capability::ProblemSubmit,
    ),
    rule(
        E::TakeReverification,
        &[S::Submitted],
        OVERSIGHT,
        Capability::ProblemVerify,
    ),
    rule(E::Return, &[S::Reverifying], OVERSIGHT, Capability::ProblemReturn),
    automatic(E::Resume, &[S::Returned]),
    rule(E::CloseOut, &[S::Reverifying], OFFICE, Capability::ProblemClose),
    rule(E::Reopen, &[S::Closed], &[Role::Ol], Capability::ProblemReopen),
    automatic(E::Escalate, &[S::Immediate, S::Ledgered, S::Rectifying]),
];

/// The row of an event. Every event has one (tested).
pub(super) fn rule_of(event: E) -> Option<&'static Rule> {
    TABLE.iter().find(|rule| rule.event == event)
}
