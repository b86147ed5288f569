//! The pool of evaluators, pair by pair (K19).

use remit_shared::evaluation::EvaluatorState as S;
use remit_shared::evaluation::pool::{EvaluatorEventKind as E, EvaluatorFacts, from, next};
use remit_shared::identity::Role;
use remit_shared::refusal::RefusalCode as C;
use remit_shared::wire::Wire;
use uuid::Uuid;

fn facts() -> EvaluatorFacts<'static> {
    EvaluatorFacts {
        role: Role::Ov,
        person: Uuid::from_u128(1),
        nominated_by: Some(Uuid::from_u128(2)),
        reason: "调离镇街",
    }
}

#[test]
fn every_pair_is_allowed_or_refused() {
    for event in E::ALL.iter().copied() {
        for state in S::ALL.iter().copied() {
            let result = next(state, event, &facts()).map_err(|refusal| refusal.code);
            let expected = match (from(event).contains(&state), event) {
                (true, E::Accept) => Ok(S::Active),
                (true, E::Remove) => Ok(S::Removed),
                (false, _) => Err(C::State),
            };
            assert_eq!(result, expected, "{state} {event}");
        }
    }
}

#[test]
fn only_the_oversight_section_decides_never_on_its_own_nomination_and_never_without_a_reason() {
    for role in Role::ALL.iter().copied().filter(|role| *role != Role::Ov) {
        let refusal = next(S::Nominated, E::Accept, &EvaluatorFacts { role, ..facts() }).unwrap_err();
        assert_eq!(refusal.code, C::Role);
    }
    let own = EvaluatorFacts {
        nominated_by: Some(Uuid::from_u128(1)),
        ..facts()
    };
    assert_eq!(next(S::Nominated, E::Accept, &own).unwrap_err().code, C::Conflict);
    assert_eq!(
        next(S::Nominated, E::Remove, &own),
        Ok(S::Removed),
        "one may take one's own nomination back"
    );
    let silent = EvaluatorFacts {
        reason: " ",
        ..facts()
    };
    assert_eq!(next(S::Active, E::Remove, &silent).unwrap_err().code, C::Reason);
}
