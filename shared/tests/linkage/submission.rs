//! The submission's machine: every (state, event) pair, roles, windows, refusals.

use remit_shared::identity::Role;
use remit_shared::linkage::SubmissionEventKind as E;
use remit_shared::linkage::SubmissionState as S;
use remit_shared::linkage::submission::{
    MergeTarget, SubmissionFacts, SubmissionProposal, available, begin, capability_of, next, roles_of,
};
use remit_shared::linkage::{Audience, SubmissionOutcome, WindowState};
use remit_shared::policy::{Reach, matrix};
use remit_shared::problem::ProblemState;
use remit_shared::refusal::{Refusal, RefusalCode as C};
use remit_shared::wire::Wire;

use crate::world::{DEPARTMENT, UNIT, acting, calendar, d, deadlines};

const ALLOWED: [(S, E, S); 11] = [
    (S::Draft, E::Save, S::Draft),
    (S::Draft, E::Submit, S::Submitted),
    (S::Returned, E::Save, S::Draft),
    (S::Returned, E::Submit, S::Submitted),
    (S::Nil, E::Supersede, S::Voided),
    (S::Submitted, E::Accept, S::Accepted),
    (S::Submitted, E::Return, S::Returned),
    (S::Accepted, E::Convert, S::Accepted),
    (S::Accepted, E::Merge, S::Accepted),
    (S::Accepted, E::Advise, S::Accepted),
    (S::Accepted, E::Note, S::Accepted),
];

fn ideal(event: E) -> SubmissionFacts<'static> {
    SubmissionFacts {
        today: d("2022-03-21"),
        calendar: calendar(),
        deadlines: deadlines(),
        acting: roles_of(event).first().copied().map(acting),
        own_org: DEPARTMENT,
        is_member: true,
        about_org: Some(UNIT),
        supervised: true,
        urgent: false,
        window: WindowState::Open,
        replies: 0,
        has_nil: false,
        outcome: None,
        proposal: SubmissionProposal {
            text: "办理时限超过承诺时限3个工作日。",
            similar: 0,
            not_duplicate: false,
            merge_into: Some(MergeTarget {
                org: UNIT,
                state: ProblemState::Rectifying,
            }),
            responsible_named: true,
            due_on: Some(d("2022-05-31")),
        },
    }
}

fn code<T>(outcome: Result<T, Refusal>) -> Result<(), C> {
    outcome.map(|_| ()).map_err(|refusal| refusal.code)
}

#[test]
fn every_pair_is_allowed_or_refused() {
    let mut allowed = 0;
    for state in S::ALL {
        for event in E::ALL {
            let outcome = next(*state, *event, &ideal(*event));
            match ALLOWED.iter().find(|(from, by, _)| (from, by) == (state, event)) {
                Some((.., to)) => {
                    assert_eq!(outcome.map(|step| step.to), Ok(*to), "{state} {event}");
                    allowed += 1;
                }
                None => assert_eq!(code(outcome), Err(C::State), "{state} {event}"),
            }
        }
    }
    assert_eq!(allowed, ALLOWED.len());
}

#[test]
fn a_submission_begins_as_a_draft_a_reply_or_a_nil_return_and_as_nothing_else() {
    for event in E::ALL {
        let expected = match event {
            E::Save => Ok(S::Draft),
            E::Submit => Ok(S::Submitted),
            E::NilReturn => Ok(S::Nil),
            _ => Err(C::State),
        };
        let begun = begin(*event, &ideal(*event))
            .map(|step| step.to)
            .map_err(|no| no.code);
        assert_eq!(begun, expected, "{event}");
    }
}

#[test]
fn every_event_is_refused_to_every_other_role() {
    for (state, event, _) in ALLOWED {
        for role in Role::ALL {
            let facts = SubmissionFacts {
                acting: Some(acting(*role)),
                ..ideal(event)
            };
            let may = roles_of(event).contains(role);
            let expected = if may { Ok(()) } else { Err(C::Role) };
            assert_eq!(code(next(state, event, &facts)), expected, "{event} by {role}");
            assert_eq!(
                available(state, &facts)
                    .iter()
                    .any(|action| action.event == event),
                may,
                "{event} for {role}"
            );
            if may {
                let capability = capability_of(event).unwrap();
                assert_ne!(matrix::reach(*role, capability), Reach::None, "{event} by {role}");
            }
        }
        let by_the_system = SubmissionFacts {
            acting: None,
            ..ideal(event)
        };
        assert_eq!(
            next(state, event, &by_the_system).is_ok(),
            roles_of(event).is_empty()
        );
    }
}

#[test]
fn only_an_open_window_and_its_grace_take_replies() {
    use WindowState as W;
    for (window, urgent, expected) in [
        (W::Scheduled, false, Err(C::Early)),
        (W::Scheduled, true, Ok(false)),
        (W::Open, false, Ok(false)),
        (W::Open, true, Ok(false)),
        (W::Grace, false, Ok(true)),
        (W::Closed, false, Err(C::Late)),
        (W::Closed, true, Err(C::Late)),
        (W::Studied, false, Err(C::Late)),
        (W::FedBack, false, Err(C::Late)),
    ] {
        let facts = SubmissionFacts {
            window,
            urgent,
            ..ideal(E::Submit)
        };
        let late = begin(E::Submit, &facts)
            .map(|step| step.late)
            .map_err(|no| no.code);
        assert_eq!(late, expected, "{window} urgent={urgent}");
        assert!(begin(E::Save, &facts).is_ok(), "a draft can be kept at any time");
    }
    for (window, expected) in [
        (W::Scheduled, Err(C::Early)),
        (W::Grace, Ok(())),
        (W::Closed, Err(C::Late)),
    ] {
        let facts = SubmissionFacts {
            window,
            ..ideal(E::NilReturn)
        };
        assert_eq!(code(begin(E::NilReturn, &facts)), expected, "{window}");
    }
}

#[test]
fn a_department_reports_on_other_supervised_units_only() {
    let own = SubmissionFacts {
        about_org: Some(DEPARTMENT),
        ..ideal(E::Submit)
    };
    assert_eq!(code(begin(E::Submit, &own)), Err(C::Conflict));
    let nobody = SubmissionFacts {
        about_org: None,
        ..ideal(E::Submit)
    };
    assert_eq!(code(begin(E::Submit, &nobody)), Err(C::Input));
    let town = SubmissionFacts {
        supervised: false,
        ..ideal(E::Submit)
    };
    assert_eq!(code(begin(E::Submit, &town)), Err(C::Input));
    let stranger = SubmissionFacts {
        is_member: false,
        ..ideal(E::Submit)
    };
    for event in [E::Save, E::Submit, E::NilReturn] {
        assert_eq!(code(begin(event, &stranger)), Err(C::Scope), "{event}");
    }
}

#[test]
fn a_nil_return_stands_alone_and_a_later_reply_replaces_it() {
    for (replies, has_nil) in [(1, false), (0, true)] {
        let facts = SubmissionFacts {
            replies,
            has_nil,
            ..ideal(E::NilReturn)
        };
        assert_eq!(code(begin(E::NilReturn, &facts)), Err(C::Dup));
    }
    let facts = SubmissionFacts {
        has_nil: true,
        ..ideal(E::Submit)
    };
    assert!(begin(E::Submit, &facts).unwrap().supersedes_nil);
}

#[test]
fn the_office_decides_within_five_working_days_and_tells_the_department() {
    let sent = begin(E::Submit, &ideal(E::Submit)).unwrap();
    assert_eq!(sent.due_on, Some(d("2022-03-28")));
    assert_eq!(sent.tells.map(|(who, _)| who), Some(Audience::Oversight));
    for event in [E::Accept, E::Return] {
        let step = next(S::Submitted, event, &ideal(event)).unwrap();
        assert_eq!(
            (step.due_on, step.tells.map(|(who, _)| who)),
            (None, Some(Audience::Submitter))
        );
    }
}

#[test]
fn nothing_is_returned_noted_or_merged_without_a_reason() {
    for (state, event) in [
        (S::Submitted, E::Return),
        (S::Accepted, E::Note),
        (S::Accepted, E::Merge),
    ] {
        let mut facts = ideal(event);
        facts.proposal.text = "  ";
        assert_eq!(code(next(state, event, &facts)), Err(C::Reason), "{event}");
    }
    let mut facts = ideal(E::Submit);
    facts.proposal.text = "\n";
    assert_eq!(code(begin(E::Submit, &facts)), Err(C::Input));
}

#[test]
fn a_submission_is_answered_once_and_how_is_remembered() {
    for (event, outcome) in [
        (E::Convert, SubmissionOutcome::Problem),
        (E::Merge, SubmissionOutcome::Merged),
        (E::Advise, SubmissionOutcome::Advice),
        (E::Note, SubmissionOutcome::Noted),
    ] {
        assert_eq!(
            next(S::Accepted, event, &ideal(event)).unwrap().outcome,
            Some(outcome)
        );
        let answered = SubmissionFacts {
            outcome: Some(SubmissionOutcome::Noted),
            ..ideal(event)
        };
        assert_eq!(
            code(next(S::Accepted, event, &answered)),
            Err(C::State),
            "{event}"
        );
        assert!(available(S::Accepted, &answered).is_empty());
    }
}

#[test]
fn a_problem_is_founded_only_if_it_is_no_duplicate_and_merged_only_into_a_live_one_of_the_unit() {
    let mut facts = ideal(E::Convert);
    facts.proposal.similar = 2;
    assert_eq!(code(next(S::Accepted, E::Convert, &facts)), Err(C::Dup));
    facts.proposal.not_duplicate = true;
    assert_eq!(code(next(S::Accepted, E::Convert, &facts)), Ok(()));
    for target in [
        None,
        Some((DEPARTMENT, ProblemState::Rectifying)),
        Some((UNIT, ProblemState::Rejected)),
        Some((UNIT, ProblemState::Merged)),
    ] {
        let mut facts = ideal(E::Merge);
        facts.proposal.merge_into = target.map(|(org, state)| MergeTarget { org, state });
        assert_eq!(
            code(next(S::Accepted, E::Merge, &facts)),
            Err(C::Input),
            "{target:?}"
        );
    }
}

#[test]
fn a_countermeasure_names_who_is_responsible_and_a_day_to_come() {
    let mut facts = ideal(E::Advise);
    facts.proposal.responsible_named = false;
    assert_eq!(code(next(S::Accepted, E::Advise, &facts)), Err(C::Input));
    let mut facts = ideal(E::Advise);
    facts.proposal.due_on = Some(d("2022-03-20"));
    assert_eq!(code(next(S::Accepted, E::Advise, &facts)), Err(C::Input));
}

#[test]
fn nobody_of_the_office_handles_a_matter_of_the_unit_he_or_she_comes_from() {
    for (state, event) in [
        (S::Submitted, E::Accept),
        (S::Submitted, E::Return),
        (S::Accepted, E::Note),
    ] {
        let mut facts = ideal(event);
        facts.acting = facts.acting.map(|acting| remit_shared::problem::machine::Acting {
            home_org: Some(UNIT),
            ..acting
        });
        assert_eq!(code(next(state, event, &facts)), Err(C::Conflict), "{event}");
    }
}
