//! Each refusal of §3.9 with its code.

use remit_shared::identity::Role;
use remit_shared::problem::machine::Acting;
use remit_shared::rating::BadEventKind as E;
use remit_shared::rating::BadRatingState as S;
use remit_shared::rating::bad::{BadFacts, BadProposal, available, next};
use remit_shared::rating::{BadEventKind, BadRatingState, RevisitResult};
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;

use crate::world::{FIRST, UNIT, acting, d, ideal};

fn refused(
    state: BadRatingState,
    event: BadEventKind,
    change: impl Fn(&mut BadFacts<'static>),
) -> RefusalCode {
    let mut facts = ideal(event);
    change(&mut facts);
    next(state, event, &facts).expect_err("refused").code
}

fn home(facts: &mut BadFacts<'static>) {
    facts.acting = facts.acting.map(|acting| Acting {
        home_org: Some(UNIT),
        ..acting
    });
}

#[test]
fn conflicts_are_refused() {
    use RefusalCode::Conflict;
    let served = |facts: &mut BadFacts<'static>| facts.proposal.served_rater = true;
    assert_eq!(refused(S::Opened, E::Contact, served), Conflict);
    for (state, event) in [
        (S::Appealed, E::Decide),
        (S::Feedback, E::Revisit),
        (S::Revisited, E::SendBack),
        (S::Revisited, E::Close),
    ] {
        assert_eq!(refused(state, event, home), Conflict, "{event}: R9");
    }
    let twice = |facts: &mut BadFacts<'static>| {
        facts.acting = facts.acting.map(|acting| Acting {
            person: FIRST,
            ..acting
        });
    };
    assert_eq!(refused(S::Appealed, E::Decide, twice), Conflict, "R10");
}

#[test]
fn appeals_are_made_once_in_time_and_with_evidence() {
    let appeal = |change: fn(&mut BadFacts<'static>)| refused(S::Verifying, E::Appeal, change);
    assert_eq!(appeal(|facts| facts.appealed = true), RefusalCode::Limit);
    assert_eq!(
        appeal(|facts| facts.due_on = Some(d("2022-07-05"))),
        RefusalCode::Late
    );
    assert_eq!(
        appeal(|facts| facts.proposal.evidence_count = 0),
        RefusalCode::Evidence
    );
    assert_eq!(appeal(|facts| facts.proposal.ground = None), RefusalCode::Input);
    assert_eq!(appeal(|facts| facts.proposal.text = " "), RefusalCode::Reason);
}

#[test]
fn sending_back_happens_once_and_only_for_the_unsatisfied() {
    let back = |change: fn(&mut BadFacts<'static>)| refused(S::Revisited, E::SendBack, change);
    assert_eq!(back(|facts| facts.sent_back = true), RefusalCode::Limit);
    assert_eq!(
        back(|facts| facts.result = Some(RevisitResult::NoAnswer)),
        RefusalCode::State
    );
}

#[test]
fn words_are_asked_for() {
    for (state, event) in [
        (S::Opened, E::Contact),
        (S::Verifying, E::Explain),
        (S::Rectifying, E::ReportBack),
        (S::Appealed, E::Decide),
        (S::Revisited, E::SendBack),
    ] {
        let silent = |facts: &mut BadFacts<'static>| facts.proposal.text = "  ";
        assert_eq!(refused(state, event, silent), RefusalCode::Reason, "{event}");
    }
    let complex = |facts: &mut BadFacts<'static>| {
        facts.proposal = BadProposal {
            complex: true,
            text: "",
            ..facts.proposal
        };
    };
    assert_eq!(refused(S::Verifying, E::Accept, complex), RefusalCode::Reason);
    let unsaid = |facts: &mut BadFacts<'static>| facts.proposal.result = None;
    assert_eq!(refused(S::Feedback, E::Revisit, unsaid), RefusalCode::Input);
}

#[test]
fn whoever_cannot_be_reached_is_not_revisited_and_nobody_answers_for_the_rater() {
    let silent = |facts: &mut BadFacts<'static>| facts.contactable = false;
    assert_eq!(refused(S::Feedback, E::Revisit, silent), RefusalCode::State);
    let by_hand = |facts: &mut BadFacts<'static>| facts.acting = Some(acting(Role::Ra));
    assert_eq!(refused(S::Feedback, E::RaterAnswers, by_hand), RefusalCode::Role);
    let early = |facts: &mut BadFacts<'static>| facts.due_on = Some(d("2022-07-06"));
    assert_eq!(refused(S::Feedback, E::Lapse, early), RefusalCode::Early);
}

#[test]
fn other_roles_are_refused_and_see_no_actions() {
    for role in Role::ALL {
        for event in [E::Contact, E::Appeal, E::Decide, E::Revisit] {
            let state = match event {
                E::Contact => S::Opened,
                E::Appeal => S::Verifying,
                E::Decide => S::Appealed,
                _ => S::Feedback,
            };
            let facts = BadFacts {
                acting: Some(acting(*role)),
                ..ideal(event)
            };
            let allowed = next(state, event, &facts).is_ok();
            let shown = available(state, *role, &facts)
                .iter()
                .any(|line| line.event == event && line.outcome.is_ok());
            assert_eq!(allowed, shown, "{role} {event}");
            if !matches!(role, Role::Dl | Role::Dc | Role::Ra | Role::Ov) {
                assert!(!allowed, "{role} {event}");
            }
        }
    }
}
