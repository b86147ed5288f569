//! Every (state, event) pair of §3.9, allowed and refused, with its deadline.

use remit_shared::problem::Alert;
use remit_shared::rating::BadEventKind as E;
use remit_shared::rating::BadRatingState as S;
use remit_shared::rating::bad::{BadFacts, BadProposal, Ruling, alert, automatic, next, open};
use remit_shared::rating::{BadEventKind, BadRatingState, RevisitResult};
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;

use crate::world::{calendar, d, ideal, rules};

/// Every pair that §3.9 allows, where it leads and what is due next. Every other pair is `E_STATE`.
const ALLOWED: &[(S, E, S, Option<&str>)] = &[
    (S::Opened, E::Contact, S::Verifying, Some("2022-07-11")),
    (S::Verifying, E::Appeal, S::Appealed, Some("2022-07-13")),
    (S::Verifying, E::Explain, S::Explained, Some("2022-07-13")),
    (S::Verifying, E::Accept, S::Rectifying, Some("2022-07-13")),
    (S::Appealed, E::Decide, S::Excluded, None),
    (S::Rectifying, E::ReportBack, S::Feedback, Some("2022-07-13")),
    (S::Explained, E::ReportBack, S::Feedback, Some("2022-07-13")),
    (S::Feedback, E::Revisit, S::Revisited, Some("2022-07-13")),
    (S::Feedback, E::RaterAnswers, S::Revisited, Some("2022-07-13")),
    (S::Feedback, E::Lapse, S::Closed, None),
    (S::Revisited, E::SendBack, S::Rectifying, Some("2022-07-13")),
    (S::Revisited, E::Close, S::Closed, None),
];

fn expected(state: BadRatingState, event: BadEventKind) -> Option<(S, Option<&'static str>)> {
    ALLOWED
        .iter()
        .find(|(from, by, ..)| *from == state && *by == event)
        .map(|(_, _, to, due)| (*to, *due))
}

#[test]
fn every_pair_is_allowed_or_refused_as_the_table_says() {
    let mut allowed = 0;
    for state in S::ALL {
        for event in E::ALL {
            let outcome = next(*state, *event, &ideal(*event));
            if let Some((to, due)) = expected(*state, *event) {
                let step = outcome.unwrap_or_else(|refusal| panic!("{state} {event}: {refusal}"));
                assert_eq!((step.to, step.due_on), (to, due.map(d)), "{state} {event}");
                allowed += 1;
            } else {
                let refusal = outcome.expect_err(&format!("{state} {event}"));
                assert_eq!(refusal.code, RefusalCode::State, "{state} {event}: {refusal}");
                assert!(refusal.zh.contains(state.zh()), "{}", refusal.zh);
            }
        }
    }
    assert_eq!(allowed, ALLOWED.len());
}

#[test]
fn a_case_opens_by_itself_and_waits_for_contact_within_a_working_day() {
    let step = open(&ideal(E::Open)).unwrap();
    assert_eq!((step.to, step.due_on), (S::Opened, Some(d("2022-07-07"))));
    assert!(!step.notify.is_empty());
}

#[test]
fn a_complex_matter_takes_fifteen_days() {
    let facts = ideal(E::Accept);
    let complex = BadFacts {
        proposal: BadProposal {
            complex: true,
            ..facts.proposal
        },
        ..facts
    };
    let step = next(S::Verifying, E::Accept, &complex).unwrap();
    assert_eq!(step.due_on, Some(d("2022-07-27")));
}

#[test]
fn without_a_contact_the_rater_has_ten_days_to_answer_by_code() {
    let facts = BadFacts {
        contactable: false,
        ..ideal(E::ReportBack)
    };
    let step = next(S::Rectifying, E::ReportBack, &facts).unwrap();
    assert_eq!(step.due_on, Some(d("2022-07-20")));
    assert_eq!(automatic(S::Feedback, &ideal(E::Lapse)), Some(E::Lapse));
    assert_eq!(
        automatic(S::Feedback, &facts),
        None,
        "not before the day has passed"
    );
}

#[test]
fn a_satisfied_rater_ends_the_case_and_an_unsatisfied_one_does_not() {
    let facts = ideal(E::Revisit);
    let satisfied = BadFacts {
        proposal: BadProposal {
            result: Some(RevisitResult::Satisfied),
            ..facts.proposal
        },
        ..facts
    };
    assert_eq!(next(S::Feedback, E::Revisit, &satisfied).unwrap().to, S::Closed);
    assert_eq!(next(S::Feedback, E::Revisit, &facts).unwrap().to, S::Revisited);
}

#[test]
fn an_appeal_is_decided_by_two_who_agree() {
    let facts = ideal(E::Decide);
    let rule = |first, exclude| {
        let facts = BadFacts {
            first_ruling: first,
            proposal: BadProposal {
                exclude,
                ..facts.proposal
            },
            ..facts
        };
        let step = next(S::Appealed, E::Decide, &facts).unwrap();
        (step.to, step.ruling, step.excludes)
    };
    let first = |exclude| Some((crate::world::FIRST, exclude));
    assert_eq!(rule(None, true), (S::Appealed, Some(Ruling::First), false));
    assert_eq!(rule(first(true), true), (S::Excluded, Some(Ruling::Agreed), true));
    assert_eq!(
        rule(first(false), false),
        (S::Verifying, Some(Ruling::Agreed), false)
    );
    assert_eq!(
        rule(first(true), false),
        (S::Appealed, Some(Ruling::Differs), false)
    );
}

#[test]
fn alerts_follow_the_working_days_overdue() {
    for (today, expected) in [
        ("2022-07-06", Alert::None),
        ("2022-07-07", Alert::Yellow),
        ("2022-07-12", Alert::Yellow),
        ("2022-07-13", Alert::Red),
    ] {
        let alert = alert(
            S::Rectifying,
            Some(d("2022-07-06")),
            d(today),
            calendar(),
            rules(),
        );
        assert_eq!(alert.unwrap(), expected, "{today}");
    }
    let over = alert(
        S::Closed,
        Some(d("2022-07-06")),
        d("2022-07-20"),
        calendar(),
        rules(),
    );
    assert_eq!(over.unwrap(), Alert::None);
}
