//! Every (state, event) pair of a regulation, and every refusal.

use chrono::NaiveDate;
use remit_shared::identity::Role;
use remit_shared::plan::RegulationState as S;
use remit_shared::plan::regulation::{
    RegulationEventKind as E, RegulationFacts, available, capability_of, next, roles_of,
};
use remit_shared::policy::Reach;
use remit_shared::policy::matrix::reach;
use remit_shared::refusal::RefusalCode as R;
use remit_shared::wire::Wire;

fn facts(role: Role) -> RegulationFacts<'static> {
    let day = NaiveDate::from_ymd_opt(2022, 2, 15).unwrap();
    RegulationFacts {
        today: day,
        role: Some(role),
        doc_no: "诸编发〔2022〕1号",
        issued_on: Some(day),
        supersedes: None,
        reason: "已由新办法替代",
    }
}

#[test]
fn a_draft_is_written_published_and_repealed_and_nothing_else() {
    for state in S::ALL {
        for event in E::ALL {
            let result = next(*state, *event, &facts(roles_of(*event)[0]));
            match (state, event) {
                (S::Draft, E::Write) => assert_eq!(result, Ok(S::Draft)),
                (S::Draft, E::Publish) => assert_eq!(result, Ok(S::Published)),
                (S::Published, E::Repeal) => assert_eq!(result, Ok(S::Repealed)),
                _ => assert_eq!(result.unwrap_err().code, R::State, "{state} {event}"),
            }
        }
    }
}

#[test]
fn the_machine_and_the_matrix_name_the_same_roles() {
    for event in E::ALL {
        for role in Role::ALL {
            let may = roles_of(*event).contains(role);
            assert_eq!(reach(*role, capability_of(*event)) != Reach::None, may);
            if !may {
                assert_eq!(next(S::Draft, *event, &facts(*role)).unwrap_err().code, R::Role);
            }
        }
    }
    let events: Vec<_> = available(S::Draft, Role::Ol, &facts(Role::Ol))
        .into_iter()
        .map(|one| one.0)
        .collect();
    assert_eq!(events, [E::Publish]);
}

#[test]
fn publishing_needs_a_number_a_day_that_has_come_and_something_to_replace_that_is_in_force() {
    let base = facts(Role::Ol);
    let refused = |facts: RegulationFacts| {
        let refusal = next(S::Draft, E::Publish, &facts).unwrap_err();
        (refusal.code, refusal.field.unwrap_or_default())
    };
    assert_eq!(
        refused(RegulationFacts { doc_no: " ", ..base }),
        (R::Input, "docNo".to_owned())
    );
    assert_eq!(
        refused(RegulationFacts {
            issued_on: None,
            ..base
        }),
        (R::Input, "issuedOn".to_owned())
    );
    let tomorrow = base.today.succ_opt();
    assert_eq!(
        refused(RegulationFacts {
            issued_on: tomorrow,
            ..base
        }),
        (R::Early, "issuedOn".to_owned())
    );
    for state in [S::Draft, S::Repealed] {
        assert_eq!(
            refused(RegulationFacts {
                supersedes: Some(state),
                ..base
            }),
            (R::State, "supersedesId".to_owned())
        );
    }
    assert!(
        next(
            S::Draft,
            E::Publish,
            &RegulationFacts {
                supersedes: Some(S::Published),
                ..base
            }
        )
        .is_ok()
    );
    let silent = RegulationFacts { reason: "", ..base };
    assert_eq!(
        next(S::Published, E::Repeal, &silent).unwrap_err().code,
        R::Reason
    );
}
