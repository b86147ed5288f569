//! Every (state, event) pair of §3.7, allowed and refused; clocks; who may.

use remit_shared::coordination::CaseEventKind as E;
use remit_shared::coordination::CaseState as S;
use remit_shared::coordination::CheckResult;
use remit_shared::coordination::case::{
    alert, automatic, available, capability_of, clock, from, next, roles_of, told,
};
use remit_shared::identity::Role;
use remit_shared::policy::{Reach, matrix};
use remit_shared::problem::Alert;
use remit_shared::refusal::RefusalCode as C;
use remit_shared::wire::Wire;

use crate::world::{LEAD, OTHER, acting, calendar, d, deadlines, ideal};

/// Every pair that §3.7 allows, and where it leads. Every other pair is `E_STATE`.
const ALLOWED: &[(S, E, S)] = &[
    (S::Applied, E::AskSupplement, S::Supplement),
    (S::Supplement, E::Supplement, S::Applied),
    (S::Applied, E::ProposeRefusal, S::Applied),
    (S::Applied, E::Refuse, S::Refused),
    (S::Applied, E::Accept, S::Accepted),
    (S::Accepted, E::AskOpinions, S::Hearing),
    (S::Hearing, E::AskOpinions, S::Hearing),
    (S::Hearing, E::GiveOpinion, S::Hearing),
    (S::Hearing, E::Lapse, S::Hearing),
    (S::Hearing, E::Meet, S::Hearing),
    (S::Hearing, E::ConsultExperts, S::Expert),
    (S::Accepted, E::Extend, S::Accepted),
    (S::Hearing, E::Extend, S::Hearing),
    (S::Expert, E::Extend, S::Expert),
    (S::Hearing, E::Decide, S::Decided),
    (S::Expert, E::Decide, S::Decided),
    (S::Applied, E::Withdraw, S::Withdrawn),
    (S::Accepted, E::Withdraw, S::Withdrawn),
    (S::Hearing, E::Withdraw, S::Withdrawn),
    (S::Decided, E::Publish, S::Published),
    (S::Published, E::BeginFollowUp, S::FollowUp),
    (S::FollowUp, E::Check, S::Closed),
];

#[test]
fn every_pair_is_allowed_or_refused_as_the_table_says() {
    let (mut allowed, mut refused) = (0, 0);
    for state in S::ALL {
        for event in E::ALL {
            let outcome = next(*state, *event, &ideal(*event));
            let expected = ALLOWED.iter().find(|(from, by, _)| (from, by) == (state, event));
            if let Some((.., to)) = expected {
                let step = outcome.unwrap_or_else(|refusal| panic!("{state} {event}: {refusal}"));
                assert_eq!(step.to, *to, "{state} {event}");
                assert_eq!(step.notify.is_empty(), step.notice.is_none(), "{state} {event}");
                allowed += 1;
            } else {
                let refusal = outcome.expect_err(&format!("{state} {event}"));
                assert_eq!(refusal.code, C::State, "{state} {event}: {refusal}");
                assert!(refusal.zh.contains(state.zh()) && refusal.en.contains(state.en()));
                refused += 1;
            }
        }
    }
    assert_eq!((allowed, refused), (22, S::ALL.len() * E::ALL.len() - 22));
}

#[test]
fn only_the_roles_of_the_table_and_the_policy_agrees() {
    for (state, event, _) in ALLOWED {
        for role in Role::ALL {
            let mut facts = ideal(*event);
            facts.acting = Some(acting(*role));
            let may = roles_of(*event).contains(role);
            let outcome = next(*state, *event, &facts);
            assert_eq!(outcome.is_ok(), may, "{state} {event} by {role}");
            if !may {
                assert_eq!(outcome.unwrap_err().code, C::Role);
            }
            let offered = available(*state, &facts)
                .iter()
                .any(|action| action.event == *event);
            assert_eq!(offered, may, "{state} {event} by {role}");
        }
        for role in roles_of(*event) {
            let capability = capability_of(*event, *role).unwrap();
            assert_ne!(matrix::reach(*role, capability), Reach::None, "{event} by {role}");
        }
        let mut clock = ideal(*event);
        clock.acting = None;
        assert_eq!(next(*state, *event, &clock).is_ok(), roles_of(*event).is_empty());
    }
    assert!(from(E::Apply).is_empty());
}

#[test]
fn each_stage_has_its_clock() {
    let due = |state, event| next(state, event, &ideal(event)).unwrap().step_due_on.unwrap();
    // 15 June 2022 is a Wednesday; nothing is off until October.
    assert_eq!(due(S::Applied, E::AskSupplement), d("2022-06-22"), "5 WD");
    assert_eq!(due(S::Supplement, E::Supplement), d("2022-06-22"), "5 WD");
    assert_eq!(
        due(S::Applied, E::Accept),
        d("2022-06-20"),
        "3 WD to ask the parties"
    );
    assert_eq!(due(S::Accepted, E::AskOpinions), d("2022-06-29"), "10 WD");
    assert_eq!(due(S::Hearing, E::ConsultExperts), d("2022-06-29"), "10 WD");
    assert_eq!(due(S::Hearing, E::Decide), d("2022-06-22"), "5 WD to publish");
    let accepted = next(S::Applied, E::Accept, &ideal(E::Accept)).unwrap();
    assert_eq!(accepted.due_on, Some(d("2022-07-27")), "30 WD to decide");
    let extended = next(S::Hearing, E::Extend, &ideal(E::Extend)).unwrap();
    assert_eq!(extended.due_on, Some(d("2022-08-04")), "15 WD more");
    assert_eq!(
        extended.step_due_on,
        ideal(E::Extend).step_due_on,
        "the step's own clock goes on"
    );
}

#[test]
fn checks_come_60_and_120_working_days_after_the_decision() {
    let step = next(S::Published, E::BeginFollowUp, &ideal(E::BeginFollowUp)).unwrap();
    let [first, second] = step.plans.map(Option::unwrap);
    let days = |from, to| calendar().working_days_between(from, to).unwrap();
    assert_eq!(
        (days(d("2022-06-10"), first), days(d("2022-06-10"), second)),
        (60, 120)
    );
    assert_eq!(days(first, step.step_due_on.unwrap()), 10);
}

#[test]
fn the_case_closes_with_its_last_check_and_a_bad_one_raises_a_problem() {
    let mut facts = ideal(E::Check);
    facts.later_check_on = Some(d("2022-09-05"));
    let first = next(S::FollowUp, E::Check, &facts).unwrap();
    assert_eq!(
        (first.to, first.raises_problem, first.plans[0]),
        (S::FollowUp, false, None)
    );
    assert_eq!(
        first.step_due_on,
        Some(d("2022-09-20")),
        "10 WD from the second one's day"
    );
    facts.proposal.result = Some(CheckResult::NotEffective);
    let bad = next(S::FollowUp, E::Check, &facts).unwrap();
    assert!(
        bad.raises_problem && bad.plans[0].is_none(),
        "the second check comes anyway"
    );
    facts.later_check_on = None;
    let again = next(S::FollowUp, E::Check, &facts).unwrap();
    assert!(again.raises_problem);
    let days = calendar().working_days_between(d("2022-06-15"), again.plans[0].unwrap());
    assert_eq!(
        (again.to, days),
        (S::FollowUp, Ok(60)),
        "the last one is repeated"
    );
}

#[test]
fn the_last_opinion_ends_the_round_and_silence_counts_as_no_objection() {
    let mut facts = ideal(E::GiveOpinion);
    facts.waiting = 2;
    let one = next(S::Hearing, E::GiveOpinion, &facts).unwrap();
    assert_eq!(one.step_due_on, facts.step_due_on, "the others have their time");
    facts.waiting = 1;
    assert_eq!(
        next(S::Hearing, E::GiveOpinion, &facts).unwrap().step_due_on,
        None
    );
    let lapsed = next(S::Hearing, E::Lapse, &ideal(E::Lapse)).unwrap();
    assert!(lapsed.lapses && lapsed.step_due_on.is_none());
}

#[test]
fn the_clock_does_what_it_owes_and_nothing_else() {
    for state in S::ALL {
        let owed = automatic(*state, &ideal(E::Lapse));
        let expected = match state {
            S::Hearing => Some(E::Lapse),
            S::Published => Some(E::BeginFollowUp),
            _ => None,
        };
        assert_eq!(owed, expected, "{state}");
    }
    let mut early = ideal(E::Lapse);
    early.step_due_on = Some(d("2022-06-15"));
    assert_eq!(automatic(S::Hearing, &early), None, "the last day ends at 24:00");
}

#[test]
fn alerts_run_beside_the_state() {
    let level = |state, due: Option<&str>, step: Option<&str>| {
        let days = (due.map(d), step.map(d));
        alert(state, days, d("2022-06-15"), (calendar(), deadlines())).unwrap()
    };
    assert_eq!(
        level(S::Hearing, Some("2022-07-14"), Some("2022-06-21")),
        Alert::None
    );
    assert_eq!(
        level(S::Hearing, Some("2022-07-14"), Some("2022-06-20")),
        Alert::Blue
    );
    assert_eq!(
        level(S::Hearing, Some("2022-06-14"), Some("2022-06-29")),
        Alert::Yellow,
        "the decision's own"
    );
    assert_eq!(level(S::Applied, None, Some("2022-05-31")), Alert::Red);
    assert_eq!(level(S::Closed, Some("2022-01-01"), None), Alert::None);
    assert_eq!(
        clock::running(S::FollowUp, Some(d("2022-06-01")), Some(d("2022-09-01"))),
        Some(d("2022-09-01"))
    );
    for state in S::ALL {
        for level in [Alert::Blue, Alert::Yellow, Alert::Red] {
            assert!(!told(level, *state).is_empty(), "{level} {state}");
            assert!(clock::notice_of(level).is_some());
        }
        assert!(told(Alert::None, *state).is_empty());
    }
}

#[test]
fn another_section_acts_only_on_cases_in_its_charge() {
    let mut facts = ideal(E::Check);
    facts.acting = Some(acting(Role::Os));
    assert!(next(S::FollowUp, E::Check, &facts).is_ok());
    facts.handles = false;
    assert_eq!(next(S::FollowUp, E::Check, &facts).unwrap_err().code, C::Scope);
    assert!(available(S::FollowUp, &facts).is_empty());
    assert_ne!(LEAD, OTHER);
}
