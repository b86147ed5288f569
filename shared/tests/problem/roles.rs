//! Who may fire what (§3.3, §4).

use remit_shared::identity::Role;
use remit_shared::policy::{Reach, matrix};
use remit_shared::problem::ProblemEventKind as E;
use remit_shared::problem::ProblemState as S;
use remit_shared::problem::machine::{
    Availability, PendingExtension, available, capability_of, is_automatic, next, raise, roles_of,
};
use remit_shared::problem::{ProblemEventKind, Severity};
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;

use crate::world::{ASKER, acting, ideal};

/// A state from which each event leads, and the roles that §3.3 names.
const WHO: &[(E, S, &[Role])] = &[
    (E::Take, S::Raised, &[Role::Ov]),
    (E::Reject, S::Verifying, &[Role::Ov]),
    (E::Merge, S::Verifying, &[Role::Ov]),
    (E::Assign, S::Verifying, &[Role::Ov]),
    (E::Contest, S::Assigned, &[Role::Dl]),
    (E::AcceptNow, S::Assigned, &[Role::Dl, Role::Dc]),
    (E::AcceptPlan, S::Assigned, &[Role::Dl]),
    (E::AcceptByDefault, S::Assigned, &[]),
    (E::NotImmediate, S::Immediate, &[]),
    (E::Start, S::Ledgered, &[Role::Dl, Role::Dc]),
    (E::AskExtension, S::Rectifying, &[Role::Dl]),
    (E::GrantExtension, S::Rectifying, &[Role::Ov]),
    (E::RefuseExtension, S::Rectifying, &[Role::Ov]),
    (E::Submit, S::Rectifying, &[Role::Dl]),
    (E::TakeReverification, S::Submitted, &[Role::Ov]),
    (E::Return, S::Reverifying, &[Role::Ov]),
    (E::Resume, S::Returned, &[]),
    (E::CloseOut, S::Reverifying, &[Role::Ol, Role::Ov]),
    (E::Reopen, S::Closed, &[Role::Ol]),
    (E::Escalate, S::Rectifying, &[]),
];

#[test]
fn every_event_is_refused_to_every_other_role() {
    let mut tried = 0;
    for (event, state, may) in WHO {
        for role in Role::ALL {
            let outcome = next(*state, *event, &ideal(*event).by(acting(*role)));
            if may.contains(role) {
                assert!(outcome.is_ok(), "{event} by {role}: {outcome:?}");
            } else {
                assert_eq!(
                    outcome.map_err(|refusal| refusal.code),
                    Err(RefusalCode::Role),
                    "{event} by {role}"
                );
            }
            tried += 1;
        }
    }
    assert_eq!(
        tried,
        (E::ALL.len() - 1) * Role::ALL.len(),
        "all events but RAISE, all roles"
    );
}

#[test]
fn the_system_fires_automatic_events_and_no_others() {
    for (event, state, may) in WHO {
        let mut facts = ideal(*event);
        facts.acting = None;
        assert_eq!(next(*state, *event, &facts).is_ok(), may.is_empty(), "{event}");
        assert_eq!(is_automatic(*event), may.is_empty(), "{event}");
    }
}

#[test]
fn raising_is_for_the_office_the_units_and_the_system() {
    let allowed: Vec<_> = Role::ALL
        .iter()
        .filter(|role| raise(&ideal(E::Raise).by(acting(**role))).is_ok())
        .collect();
    assert_eq!(allowed, [&Role::Ov, &Role::Os, &Role::Dl, &Role::Dc]);
    let mut by_the_system = ideal(E::Raise);
    by_the_system.acting = None;
    let step = raise(&by_the_system).unwrap();
    assert_eq!(step.to, S::Raised);
}

/// A role that could fire an event in the machine but is refused by the policy could never reach it.
#[test]
fn the_policy_gives_every_role_of_the_machine_its_capability() {
    for event in E::ALL {
        let capability = capability_of(*event);
        assert_eq!(capability.is_none(), roles_of(*event).is_empty(), "{event}");
        for role in roles_of(*event) {
            let reach = capability.map(|capability| matrix::reach(*role, capability));
            assert!(
                reach.is_some_and(|reach| reach != Reach::None),
                "{event} by {role}"
            );
        }
    }
}

fn events(availability: &[Availability]) -> Vec<ProblemEventKind> {
    availability.iter().map(|one| one.event).collect()
}

#[test]
fn buttons_follow_state_and_role() {
    let facts = ideal(E::Take);
    let shown = |state, role| events(&available(state, role, &facts));
    assert_eq!(shown(S::Raised, Role::Ov), [E::Take]);
    assert_eq!(shown(S::Verifying, Role::Ov), [E::Reject, E::Merge, E::Assign]);
    assert_eq!(shown(S::Verifying, Role::Ol), [E::Assign]);
    assert_eq!(
        shown(S::Assigned, Role::Dl),
        [E::Contest, E::AcceptNow, E::AcceptPlan]
    );
    assert_eq!(shown(S::Assigned, Role::Dc), [E::AcceptNow]);
    assert_eq!(shown(S::Rectifying, Role::Dl), [E::AskExtension, E::Submit]);
    assert_eq!(shown(S::Reverifying, Role::Ov), [E::Return, E::CloseOut]);
    assert_eq!(shown(S::Closed, Role::Ol), [E::Reopen]);
    for role in [
        Role::Ex,
        Role::Io,
        Role::Lk,
        Role::Cl,
        Role::Ra,
        Role::Sa,
        Role::Se,
        Role::Au,
        Role::Pb,
    ] {
        for state in S::ALL {
            assert!(shown(*state, role).is_empty(), "{role} in {state}");
        }
    }
}

/// Every button agrees with what the server will say, and nobody is shown an event of the system.
#[test]
fn a_button_allows_exactly_what_the_machine_allows() {
    for state in S::ALL {
        for role in Role::ALL {
            for one in available(*state, *role, &ideal(E::GrantExtension)) {
                assert!(!is_automatic(one.event));
                let facts = ideal(E::GrantExtension).by(acting(*role));
                let refused = |r: Result<(), _>| {
                    r.err()
                        .map(|refusal: remit_shared::refusal::Refusal| refusal.code)
                };
                let standing = refused(one.outcome);
                let full = refused(next(*state, one.event, &facts).map(|_| ()));
                // The lead may assign only what is severe, which the form decides.
                if (*role, one.event) != (Role::Ol, E::Assign) {
                    assert_eq!(standing, full, "{state} {role} {}", one.event);
                }
            }
        }
    }
}

#[test]
fn a_button_says_why_it_is_off() {
    let mut facts = ideal(E::CloseOut);
    facts.severity = Severity::Severe;
    let offered = available(S::Reverifying, Role::Ov, &facts);
    let close = offered.iter().find(|one| one.event == E::CloseOut).unwrap();
    let refusal = close.outcome.as_ref().unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Role);
    assert!(refusal.zh.contains("编办负责人"), "{}", refusal.zh);
}

#[test]
fn what_is_still_to_be_typed_does_not_switch_a_button_off() {
    let mut facts = ideal(E::Submit);
    facts.proposal = remit_shared::problem::machine::Proposal::default();
    for one in available(S::Rectifying, Role::Dl, &facts) {
        assert_eq!(one.outcome, Ok(()), "{}", one.event);
    }
}

#[test]
fn without_an_actor_the_role_alone_is_judged() {
    let mut facts = ideal(E::Take);
    facts.acting = None;
    assert_eq!(available(S::Raised, Role::Ov, &facts)[0].outcome, Ok(()));
}

#[test]
fn the_second_extension_is_the_lead_s() {
    for (granted, decider, other) in [(0, Role::Ov, Role::Ol), (1, Role::Ol, Role::Ov)] {
        for event in [E::GrantExtension, E::RefuseExtension] {
            let mut facts = ideal(event);
            facts.extensions_count = granted;
            facts.pending_extension = Some(PendingExtension {
                asked_by: ASKER,
                days: 5,
            });
            assert!(next(S::Rectifying, event, &facts.by(acting(decider))).is_ok());
            let refusal = next(S::Rectifying, event, &facts.by(acting(other))).unwrap_err();
            assert_eq!(refusal.code, RefusalCode::Role);
            assert!(refusal.zh.contains(decider.zh()), "{}", refusal.zh);
        }
    }
}

#[test]
fn a_severe_problem_is_assigned_and_closed_by_the_lead() {
    for (state, event) in [(S::Verifying, E::Assign), (S::Reverifying, E::CloseOut)] {
        let mut facts = ideal(event);
        facts.severity = Severity::Severe;
        let refusal = next(state, event, &facts.by(acting(Role::Ov))).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::Role, "{event}");
        assert!(next(state, event, &facts.by(acting(Role::Ol))).is_ok(), "{event}");
    }
}
