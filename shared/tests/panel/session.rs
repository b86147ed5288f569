//! Expert sessions and blind reviews (K14): every pair, refusals, and what is shown when.

use remit_shared::identity::Role;
use remit_shared::panel::SessionEventKind as E;
use remit_shared::panel::SessionState as S;
use remit_shared::panel::session::{
    ReviewProposal, SessionFacts, SessionProposal, all_in, automatic, available, capability_of, next, review,
    roles_of, shows,
};
use remit_shared::panel::{ReviewGrade, ReviewState as R, SessionKind};
use remit_shared::policy::{Reach, matrix};
use remit_shared::refusal::RefusalCode as C;
use remit_shared::wire::Wire;

use crate::world::{TODAY, d};

fn ideal(event: E) -> SessionFacts<'static> {
    SessionFacts {
        today: d(TODAY),
        acting: roles_of(event).first().copied(),
        held_on: d(TODAY),
        all_in: true,
        proposal: SessionProposal {
            text: "与会专家认为方案总体可行。",
            attended: 5,
        },
    }
}

#[test]
fn every_pair_is_allowed_or_refused() {
    let allowed = [
        (S::Planned, E::Hold, S::Held),
        (S::Planned, E::Cancel, S::Cancelled),
        (S::Held, E::Close, S::Closed),
    ];
    for state in S::ALL {
        for event in E::ALL {
            let outcome = next(*state, *event, &ideal(*event));
            match allowed.iter().find(|(from, by, _)| (from, by) == (state, event)) {
                Some((.., to)) => assert_eq!(outcome.map(|step| step.to), Ok(*to), "{state} {event}"),
                None => assert_eq!(outcome.unwrap_err().code, C::State, "{state} {event}"),
            }
        }
    }
    for (state, event, _) in allowed {
        for role in Role::ALL {
            let facts = SessionFacts {
                acting: Some(*role),
                ..ideal(event)
            };
            let may = roles_of(event).contains(role);
            assert_eq!(next(state, event, &facts).is_ok(), may, "{event} by {role}");
            assert_eq!(
                !available(state, *role, &facts).is_empty(),
                roles_of(E::Hold).contains(role) && state == S::Planned
            );
        }
        for role in roles_of(event) {
            let reach = capability_of(event).map(|capability| matrix::reach(*role, capability));
            assert!(reach.is_some_and(|reach| reach != Reach::None));
        }
    }
}

#[test]
fn minutes_attendance_and_the_day_are_asked_for() {
    let refused = |event, change: fn(&mut SessionFacts<'static>)| {
        let mut facts = ideal(event);
        change(&mut facts);
        let refusal = next(S::Planned, event, &facts).unwrap_err();
        (refusal.code, refusal.field)
    };
    let on = |field: &str| Some(field.to_owned());
    assert_eq!(
        refused(E::Hold, |f| f.proposal.text = " "),
        (C::Input, on("minutes"))
    );
    assert_eq!(
        refused(E::Hold, |f| f.proposal.attended = 0),
        (C::Input, on("attendedIds"))
    );
    assert_eq!(
        refused(E::Hold, |f| f.held_on = d("2022-06-07")),
        (C::Early, None)
    );
    assert_eq!(
        refused(E::Cancel, |f| f.proposal.text = ""),
        (C::Reason, on("reason"))
    );
}

#[test]
fn a_session_closes_by_itself_once_everything_is_in() {
    assert!(!all_in([]));
    assert!(!all_in([R::Recused, R::Waived]), "somebody has to have judged");
    assert!(!all_in([R::Submitted, R::Pending]));
    assert!(all_in([R::Submitted, R::Recused, R::Waived]));
    let open = SessionFacts {
        all_in: false,
        ..ideal(E::Close)
    };
    assert_eq!(automatic(S::Held, &open), None);
    assert_eq!(automatic(S::Held, &ideal(E::Close)), Some(E::Close));
    assert_eq!(automatic(S::Planned, &ideal(E::Close)), None);
}

#[test]
fn reviews_are_blind_until_all_are_in() {
    for state in S::ALL {
        assert!(shows(*state, true), "one's own is always shown");
        assert_eq!(shows(*state, false), *state == S::Closed, "{state}");
    }
}

#[test]
fn a_review_is_written_once_by_whoever_is_not_recused() {
    let proposal = ReviewProposal {
        kind: SessionKind::Evaluation,
        session: S::Held,
        recused: false,
        grade: Some(ReviewGrade::Good),
        opinion: "履职总体规范。",
        declares: false,
    };
    assert_eq!(review(R::Pending, &proposal), Ok(R::Submitted));
    let declared = ReviewProposal {
        declares: true,
        grade: None,
        ..proposal
    };
    assert_eq!(review(R::Pending, &declared), Ok(R::Recused));
    let code = |state, proposal: ReviewProposal| review(state, &proposal).unwrap_err().code;
    assert_eq!(code(R::Submitted, proposal), C::Dup);
    assert_eq!(code(R::Recused, proposal), C::Conflict);
    assert_eq!(code(R::Waived, proposal), C::State);
    assert_eq!(
        code(
            R::Pending,
            ReviewProposal {
                recused: true,
                ..proposal
            }
        ),
        C::Conflict
    );
    assert_eq!(
        code(
            R::Pending,
            ReviewProposal {
                session: S::Closed,
                ..proposal
            }
        ),
        C::State
    );
    assert_eq!(
        code(
            R::Pending,
            ReviewProposal {
                session: S::Cancelled,
                ..proposal
            }
        ),
        C::State
    );
    assert_eq!(
        code(
            R::Pending,
            ReviewProposal {
                grade: None,
                ..proposal
            }
        ),
        C::Input
    );
    assert_eq!(
        code(
            R::Pending,
            ReviewProposal {
                opinion: " ",
                ..proposal
            }
        ),
        C::Reason
    );
    let seminar = ReviewProposal {
        kind: SessionKind::Seminar,
        grade: None,
        ..proposal
    };
    assert_eq!(
        review(R::Pending, &seminar),
        Ok(R::Submitted),
        "a seminar asks for no grade"
    );
}
