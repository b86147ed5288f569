//! Every refusal of §3.3: its code, the field it points at, and words specific enough to act on.

use remit_shared::problem::ProblemEventKind as E;
use remit_shared::problem::ProblemState as S;
use remit_shared::problem::machine::{Facts, next, raise};
use remit_shared::refusal::{Refusal, RefusalCode as C};
use remit_shared::wire::Wire;

use crate::world::{FIRST_VERIFIER, UNIT, d, ideal};
use cases::{CONFLICTS, Case, LIMITS_AND_TIMES, act, target};
use inputs::INPUTS;

mod cases;
mod inputs;

fn check(cases: &[Case]) {
    for (name, state, event, change, code, field, words) in cases {
        assert!(
            next(*state, *event, &ideal(*event)).is_ok(),
            "{name}: would have been allowed"
        );
        let mut facts = ideal(*event);
        change(&mut facts);
        let refusal = next(*state, *event, &facts).expect_err(name);
        assert_eq!(refusal.code, *code, "{name}: {refusal}");
        assert_eq!(refusal.field.as_deref(), *field, "{name}");
        assert!(refusal.zh.contains(words), "{name}: {}", refusal.zh);
        assert_complete(name, &refusal);
    }
}

/// Both sentences are sentences, and say more than the code.
fn assert_complete(name: &str, refusal: &Refusal) {
    assert!(
        refusal.zh.ends_with('。') && refusal.zh != refusal.code.zh(),
        "{name}: {}",
        refusal.zh
    );
    assert!(
        refusal.en.ends_with('.') && refusal.en != refusal.code.en(),
        "{name}: {}",
        refusal.en
    );
    assert!(refusal.en.is_ascii(), "{name}: {}", refusal.en);
}

#[test]
fn conflicts_of_interest_are_refused() {
    check(CONFLICTS);
}

#[test]
fn limits_and_times_are_refused() {
    check(LIMITS_AND_TIMES);
}

#[test]
fn incomplete_or_excessive_input_is_refused() {
    check(INPUTS);
}

#[test]
fn an_empty_text_is_refused_on_its_field() {
    for (state, event, code, field) in [
        (S::Verifying, E::Reject, C::Reason, "reason"),
        (S::Verifying, E::Merge, C::Reason, "reason"),
        (S::Assigned, E::Contest, C::Reason, "reason"),
        (S::Assigned, E::AcceptNow, C::Reason, "promise"),
        (S::Assigned, E::AcceptPlan, C::Reason, "measures"),
        (S::Rectifying, E::AskExtension, C::Reason, "reason"),
        (S::Rectifying, E::RefuseExtension, C::Reason, "reason"),
        (S::Rectifying, E::Submit, C::Reason, "statement"),
        (S::Reverifying, E::Return, C::Reason, "reason"),
        (S::Closed, E::Reopen, C::Reason, "reason"),
    ] {
        for empty in ["", "  ", "\n\u{3000}"] {
            let mut facts = ideal(event);
            facts.proposal.text = empty;
            let refusal = next(state, event, &facts).unwrap_err();
            assert_eq!(
                (refusal.code, refusal.field.as_deref()),
                (code, Some(field)),
                "{event}"
            );
            assert_complete(event.code(), &refusal);
        }
    }
    let mut facts = ideal(E::Raise);
    facts.proposal.text = " ";
    let refusal = raise(&facts).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (C::Input, Some("facts"))
    );
}

#[test]
fn every_code_that_the_machine_may_give_has_a_case() {
    let mut codes: Vec<C> = [CONFLICTS, LIMITS_AND_TIMES, INPUTS]
        .iter()
        .flat_map(|cases| cases.iter().map(|case| case.4))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    // E_REASON is in the test above, E_STATE and E_ROLE for whole pairs in `pairs` and `roles`.
    assert_eq!(
        codes,
        [
            C::State,
            C::Role,
            C::Scope,
            C::Conflict,
            C::Late,
            C::Early,
            C::Evidence,
            C::Dup,
            C::Limit,
            C::Input
        ]
    );
}

#[test]
fn the_last_allowed_day_and_number_are_allowed() {
    let allow = |state, event, change: fn(&mut Facts<'static>)| {
        let mut facts = ideal(event);
        change(&mut facts);
        let outcome = next(state, event, &facts);
        assert!(outcome.is_ok(), "{event}: {outcome:?}");
    };
    allow(S::Assigned, E::AcceptPlan, |f| {
        f.proposal.due_on = Some(d("2022-06-10"));
    });
    allow(S::Reverifying, E::Return, |f| {
        f.proposal.due_on = Some(d("2022-05-26"));
    });
    allow(S::Rectifying, E::AskExtension, |f| f.proposal.days = Some(15));
    allow(S::Rectifying, E::AskExtension, |f| {
        f.due_on = Some(d("2022-05-17"));
    });
    allow(S::Rectifying, E::AskExtension, |f| f.extensions_count = 1);
    allow(S::Assigned, E::AcceptNow, |f| {
        f.step_due_on = Some(d("2022-05-12"));
    });
    allow(S::Assigned, E::Contest, |f| f.step_due_on = Some(d("2022-05-11")));
    allow(S::Immediate, E::Submit, |f| f.due_on = Some(d("2022-05-12")));
    allow(S::Rectifying, E::Submit, |f| f.due_on = Some(d("2022-05-11")));
    allow(S::Closed, E::Reopen, |f| f.closed_on = Some(d("2021-11-13")));
    allow(S::Submitted, E::TakeReverification, |f| {
        act(f, |a| a.person = FIRST_VERIFIER);
    });
    allow(S::Reverifying, E::CloseOut, |f| f.proposal.visited = false);
    allow(S::Verifying, E::Merge, |f| {
        f.proposal.merge_into = Some(target(UNIT, S::Closed, false));
    });
}

#[test]
fn a_due_date_outside_the_calendar_is_refused_not_panicked_on() {
    for date in ["2021-01-01", "2024-01-02", "9999-12-31"] {
        let mut facts = ideal(E::AcceptPlan);
        facts.proposal.due_on = Some(d(date));
        let refusal = next(S::Assigned, E::AcceptPlan, &facts).unwrap_err();
        assert!(matches!(refusal.code, C::Input | C::Limit), "{date}: {refusal}");
    }
    let mut facts = ideal(E::Take);
    facts.today = d("2023-12-29");
    assert_eq!(
        next(S::Raised, E::Take, &facts).unwrap_err().code,
        C::Input,
        "no working days are left to count"
    );
}
