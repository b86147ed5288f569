//! Every (state, event) pair of §3.3, allowed and refused.

use remit_shared::problem::ProblemEventKind as E;
use remit_shared::problem::ProblemState as S;
use remit_shared::problem::machine::{LedgerEffect, next};
use remit_shared::problem::{ProblemEventKind, ProblemState};
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;

use crate::world::ideal;

/// Every pair that §3.3 allows, and where it leads. Every other pair is `E_STATE`.
const ALLOWED: &[(S, E, S)] = &[
    (S::Raised, E::Take, S::Verifying),
    (S::Verifying, E::Reject, S::Rejected),
    (S::Verifying, E::Merge, S::Merged),
    (S::Verifying, E::Assign, S::Assigned),
    (S::Assigned, E::Contest, S::Verifying),
    (S::Assigned, E::AcceptNow, S::Immediate),
    (S::Assigned, E::AcceptPlan, S::Ledgered),
    (S::Assigned, E::AcceptByDefault, S::Ledgered),
    (S::Immediate, E::NotImmediate, S::Ledgered),
    (S::Immediate, E::Submit, S::Submitted),
    (S::Immediate, E::Escalate, S::Immediate),
    (S::Ledgered, E::Start, S::Rectifying),
    (S::Ledgered, E::Escalate, S::Ledgered),
    (S::Rectifying, E::AskExtension, S::Rectifying),
    (S::Rectifying, E::GrantExtension, S::Rectifying),
    (S::Rectifying, E::RefuseExtension, S::Rectifying),
    (S::Rectifying, E::Submit, S::Submitted),
    (S::Rectifying, E::Escalate, S::Rectifying),
    (S::Submitted, E::TakeReverification, S::Reverifying),
    (S::Reverifying, E::Return, S::Returned),
    (S::Reverifying, E::CloseOut, S::Closed),
    (S::Returned, E::Resume, S::Rectifying),
    (S::Closed, E::Reopen, S::Rectifying),
];

fn expected(state: ProblemState, event: ProblemEventKind) -> Option<ProblemState> {
    ALLOWED
        .iter()
        .find(|(from, by, _)| *from == state && *by == event)
        .map(|(.., to)| *to)
}

#[test]
fn every_pair_is_allowed_or_refused_as_the_table_says() {
    let (mut allowed, mut refused) = (0, 0);
    for state in S::ALL {
        for event in E::ALL {
            let outcome = next(*state, *event, &ideal(*event));
            if let Some(to) = expected(*state, *event) {
                assert_eq!(outcome.map(|step| step.to), Ok(to), "{state} {event}");
                allowed += 1;
            } else {
                let refusal = outcome.expect_err(&format!("{state} {event}"));
                assert_eq!(refusal.code, RefusalCode::State, "{state} {event}: {refusal}");
                assert!(refusal.zh.contains(state.zh()), "{}", refusal.zh);
                assert!(refusal.en.contains(state.en()), "{}", refusal.en);
                refused += 1;
            }
        }
    }
    assert_eq!((allowed, refused), (23, 229));
    assert_eq!(
        allowed + refused,
        S::ALL.len() * E::ALL.len(),
        "every pair is covered"
    );
}

#[test]
fn final_states_and_close_numbers_go_together() {
    for (state, event, to) in ALLOWED {
        let step = next(*state, *event, &ideal(*event)).unwrap();
        assert_eq!(step.gives_close_no, *to == S::Closed, "{state} {event}");
        if matches!(to, S::Closed | S::Rejected | S::Merged) {
            assert_eq!(step.step_due_on, None, "{state} {event}: nobody is waited for");
        } else {
            assert!(
                step.step_due_on.is_some(),
                "{state} {event}: somebody is waited for"
            );
        }
    }
}

#[test]
fn the_ledger_opens_and_closes_only_where_the_table_says() {
    for (state, event, _) in ALLOWED {
        let step = next(*state, *event, &ideal(*event)).unwrap();
        let expected = match event {
            E::AcceptPlan | E::AcceptByDefault | E::NotImmediate => LedgerEffect::Open,
            E::CloseOut => LedgerEffect::Close,
            E::Reopen => LedgerEffect::OpenAgain,
            _ => LedgerEffect::None,
        };
        assert_eq!(step.ledger, expected, "{state} {event}");
        if matches!(expected, LedgerEffect::Open | LedgerEffect::OpenAgain) {
            assert!(step.due.is_some(), "{state} {event}: an entry has a due date");
        }
    }
}

#[test]
fn only_assigning_issues_a_sheet_and_only_once() {
    for (state, event, _) in ALLOWED {
        let step = next(*state, *event, &ideal(*event)).unwrap();
        assert_eq!(step.issues_sheet, *event == E::Assign, "{state} {event}");
    }
    let mut again = ideal(E::Assign);
    again.contested = true;
    assert!(!next(S::Verifying, E::Assign, &again).unwrap().issues_sheet);
}

#[test]
fn whoever_is_told_is_told_something() {
    for (state, event, _) in ALLOWED {
        let step = next(*state, *event, &ideal(*event)).unwrap();
        assert_eq!(step.notify.is_empty(), step.notice.is_none(), "{state} {event}");
    }
}

#[test]
fn a_due_date_can_always_be_explained() {
    let mut explained = 0;
    for (state, event, _) in ALLOWED {
        let facts = ideal(*event);
        if let Some(due) = next(*state, *event, &facts).unwrap().due {
            let days = facts.calendar.explain(due.from, due.working_days).unwrap();
            assert_eq!(days.last().map(|day| day.date), Some(due.on), "{state} {event}");
            explained += 1;
        }
    }
    assert_eq!(explained, 7);
}
