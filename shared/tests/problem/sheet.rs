//! The push-sheet machine (§3.4): every (state, event) pair in both directions, roles, refusals, deadlines.

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::policy::{Reach, matrix};
use remit_shared::problem::ProblemState;
use remit_shared::problem::SheetDirection::{self, Internal, ToUnit};
use remit_shared::problem::SheetEventKind as E;
use remit_shared::problem::SheetState as S;
use remit_shared::problem::machine::{Acting, Audience};
use remit_shared::problem::sheet::{
    SheetFacts, SheetProposal, automatic, available, capability_of, issue, next, roles_of, write,
};
use remit_shared::refusal::RefusalCode as C;
use remit_shared::wire::Wire;
use uuid::Uuid;

use crate::world::{SOMEBODY, TODAY, UNIT, acting, calendar, d, deadlines};

const ALLOWED: &[(SheetDirection, S, E, S)] = &[
    (Internal, S::Draft, E::Write, S::Draft),
    (Internal, S::Draft, E::Push, S::Pushed),
    (Internal, S::Pushed, E::Receive, S::Received),
    (Internal, S::Received, E::Convert, S::Converted),
    (Internal, S::Received, E::File, S::Filed),
    (Internal, S::Converted, E::Finish, S::Done),
    (ToUnit, S::Pushed, E::Receive, S::Received),
    (ToUnit, S::Pushed, E::Finish, S::Done),
    (ToUnit, S::Received, E::Finish, S::Done),
];

fn ordinary(direction: SheetDirection, event: E) -> Option<Acting> {
    match (direction, event) {
        (_, E::Finish) => None,
        (ToUnit, E::Receive) => Some(acting(Role::Dc)),
        (_, E::Write | E::Push) => Some(acting(Role::Os)),
        _ => Some(acting(Role::Ov)),
    }
}

fn ideal(direction: SheetDirection, event: E) -> SheetFacts<'static> {
    SheetFacts {
        today: d(TODAY),
        calendar: calendar(),
        deadlines: deadlines(),
        acting: ordinary(direction, event),
        direction,
        org: Some(UNIT),
        author: Some(SOMEBODY),
        problem_state: Some(ProblemState::Closed),
        proposal: SheetProposal {
            matter: "职责任务清单修订不及时",
            basis: "“三定”规定第三条",
            reason: "已在其他渠道办理。",
            similar: 0,
            not_duplicate: false,
        },
    }
}

#[test]
fn every_pair_in_both_directions_is_allowed_or_refused() {
    let (mut allowed, mut refused) = (0, 0);
    for direction in SheetDirection::ALL {
        for state in S::ALL {
            for event in E::ALL {
                let outcome = next(*state, *event, &ideal(*direction, *event));
                let expected = ALLOWED
                    .iter()
                    .find(|(way, from, by, _)| (way, from, by) == (direction, state, event));
                if let Some((.., to)) = expected {
                    assert_eq!(
                        outcome.map(|step| step.to),
                        Ok(*to),
                        "{direction} {state} {event}"
                    );
                    allowed += 1;
                } else {
                    let refusal = outcome.expect_err(&format!("{direction} {state} {event}"));
                    assert_eq!(refusal.code, C::State, "{direction} {state} {event}: {refusal}");
                    refused += 1;
                }
            }
        }
    }
    assert_eq!((allowed, refused), (9, 63));
    assert_eq!(
        allowed + refused,
        SheetDirection::ALL.len() * S::ALL.len() * E::ALL.len()
    );
}

#[test]
fn every_event_is_refused_to_every_other_role() {
    for (direction, state, event, _) in ALLOWED {
        let may: &[Role] = match (direction, event) {
            (_, E::Finish) => &[],
            (ToUnit, _) => &[Role::Dc],
            (_, E::Write | E::Push) => &[Role::Os, Role::Ov],
            _ => &[Role::Ov],
        };
        assert_eq!(roles_of(*event, *direction), may);
        for role in Role::ALL {
            let facts = SheetFacts {
                acting: Some(acting(*role)),
                ..ideal(*direction, *event)
            };
            let outcome = next(*state, *event, &facts)
                .map(|_| ())
                .map_err(|refusal| refusal.code);
            let expected = if may.contains(role) { Ok(()) } else { Err(C::Role) };
            assert_eq!(outcome, expected, "{direction} {event} by {role}");
        }
        let by_the_system = SheetFacts {
            acting: None,
            ..ideal(*direction, *event)
        };
        assert_eq!(
            next(*state, *event, &by_the_system).is_ok(),
            may.is_empty(),
            "{direction} {event}"
        );
    }
}

#[test]
fn the_policy_gives_every_role_of_the_machine_its_capability() {
    for direction in SheetDirection::ALL {
        for event in E::ALL {
            let capability = capability_of(*event, *direction);
            assert_eq!(
                capability.is_none(),
                roles_of(*event, *direction).is_empty(),
                "{direction} {event}"
            );
            for role in roles_of(*event, *direction) {
                let reach = capability.map(|capability| matrix::reach(*role, capability));
                assert!(
                    reach.is_some_and(|reach| reach != Reach::None),
                    "{direction} {event} by {role}"
                );
            }
        }
    }
}

#[test]
fn deadlines_run_in_working_days() {
    let friday = |direction, event| SheetFacts {
        today: d("2022-05-13"),
        ..ideal(direction, event)
    };
    let due = |direction, state, event| next(state, event, &friday(direction, event)).unwrap().due_on;
    assert_eq!(
        due(Internal, S::Draft, E::Push),
        Some(d("2022-05-16")),
        "received in 1 WD"
    );
    assert_eq!(
        due(Internal, S::Pushed, E::Receive),
        Some(d("2022-05-18")),
        "decided in 3 WD"
    );
    assert_eq!(
        issue(&friday(ToUnit, E::Receive)).unwrap().due_on,
        Some(d("2022-05-17")),
        "the unit has 2 WD"
    );
    assert_eq!(
        due(ToUnit, S::Pushed, E::Receive),
        None,
        "nobody is waited for on a received sheet of a unit"
    );
    assert_eq!(due(Internal, S::Received, E::Convert), None);
}

#[test]
fn numbers_are_given_when_pushed_and_problems_raised_when_converted() {
    for (direction, state, event, _) in ALLOWED {
        let step = next(*state, *event, &ideal(*direction, *event)).unwrap();
        assert_eq!(step.gives_no, *event == E::Push, "{direction} {event}");
        assert_eq!(step.raises_problem, *event == E::Convert, "{direction} {event}");
        assert_eq!(
            step.notify.is_empty(),
            step.notice.is_none(),
            "{direction} {event}"
        );
    }
    assert!(issue(&ideal(ToUnit, E::Receive)).unwrap().gives_no);
}

#[test]
fn the_right_people_are_told() {
    let told = |direction, state, event| {
        let step = next(state, event, &ideal(direction, event)).unwrap();
        (step.notify, step.notice)
    };
    assert_eq!(
        told(Internal, S::Draft, E::Push),
        (&[Audience::Oversight][..], Some(NoticeKind::SheetPushed))
    );
    let author = &[Audience::SourceAuthor][..];
    assert_eq!(
        told(Internal, S::Received, E::Convert),
        (author, Some(NoticeKind::SheetConverted))
    );
    assert_eq!(
        told(Internal, S::Received, E::File),
        (author, Some(NoticeKind::SheetFiled))
    );
    assert_eq!(
        told(Internal, S::Converted, E::Finish),
        (author, Some(NoticeKind::SheetDone))
    );
    let issued = issue(&ideal(ToUnit, E::Receive)).unwrap();
    assert_eq!(issued.notify, [Audience::UnitContact, Audience::UnitLead]);
}

type Case = (S, E, fn(&mut SheetFacts<'static>), C, Option<&'static str>);

const REFUSED: &[Case] = &[
    (S::Draft, E::Push, |f| f.org = None, C::Input, Some("orgId")),
    (
        S::Draft,
        E::Push,
        |f| f.proposal.matter = " ",
        C::Input,
        Some("matter"),
    ),
    (
        S::Draft,
        E::Push,
        |f| f.proposal.basis = "",
        C::Basis,
        Some("basis"),
    ),
    (
        S::Draft,
        E::Push,
        |f| f.author = Some(Uuid::from_u128(77)),
        C::Scope,
        None,
    ),
    (
        S::Draft,
        E::Write,
        |f| f.author = Some(Uuid::from_u128(77)),
        C::Scope,
        None,
    ),
    (
        S::Pushed,
        E::Receive,
        |f| f.acting.as_mut().unwrap().home_org = Some(UNIT),
        C::Conflict,
        None,
    ),
    (
        S::Received,
        E::Convert,
        |f| f.acting.as_mut().unwrap().recused = true,
        C::Conflict,
        None,
    ),
    (
        S::Received,
        E::Convert,
        |f| f.proposal.similar = 2,
        C::Dup,
        Some("notDuplicate"),
    ),
    (
        S::Received,
        E::File,
        |f| f.proposal.reason = "\n",
        C::Reason,
        Some("reason"),
    ),
    (
        S::Converted,
        E::Finish,
        |f| f.problem_state = Some(ProblemState::Rectifying),
        C::Early,
        None,
    ),
    (
        S::Converted,
        E::Finish,
        |f| f.problem_state = None,
        C::Early,
        None,
    ),
];

#[test]
fn each_refusal_has_its_code_and_field() {
    for (state, event, change, code, field) in REFUSED {
        let mut facts = ideal(Internal, *event);
        change(&mut facts);
        let refusal = next(*state, *event, &facts).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (*code, *field),
            "{event}: {refusal}"
        );
        assert!(
            refusal.zh.ends_with('。') && refusal.en.ends_with('.'),
            "{refusal:?}"
        );
    }
}

#[test]
fn the_oversight_section_may_push_for_others_and_convert_what_is_no_duplicate() {
    let mut facts = ideal(Internal, E::Push);
    facts.acting = Some(acting(Role::Ov));
    facts.author = Some(Uuid::from_u128(77));
    assert!(next(S::Draft, E::Push, &facts).is_ok());
    let mut facts = ideal(Internal, E::Convert);
    facts.proposal.similar = 2;
    facts.proposal.not_duplicate = true;
    assert!(next(S::Received, E::Convert, &facts).is_ok());
}

#[test]
fn a_sheet_is_done_when_its_problem_is() {
    for problem in ProblemState::ALL {
        let over = matches!(problem, ProblemState::Closed | ProblemState::Rejected);
        for (direction, state) in [
            (Internal, S::Converted),
            (ToUnit, S::Pushed),
            (ToUnit, S::Received),
        ] {
            let facts = SheetFacts {
                problem_state: Some(*problem),
                ..ideal(direction, E::Finish)
            };
            assert_eq!(
                automatic(state, &facts),
                over.then_some(E::Finish),
                "{direction} {state} {problem}"
            );
        }
        let facts = SheetFacts {
            problem_state: Some(*problem),
            ..ideal(Internal, E::Finish)
        };
        assert_eq!(automatic(S::Filed, &facts), None);
    }
}

#[test]
fn buttons_follow_state_role_and_direction() {
    let shown = |direction, state, role| -> Vec<E> {
        available(state, role, &ideal(direction, E::File))
            .iter()
            .map(|one| one.event)
            .collect()
    };
    assert_eq!(shown(Internal, S::Draft, Role::Os), [E::Write, E::Push]);
    assert_eq!(shown(Internal, S::Pushed, Role::Ov), [E::Receive]);
    assert_eq!(shown(Internal, S::Received, Role::Ov), [E::Convert, E::File]);
    assert_eq!(shown(ToUnit, S::Pushed, Role::Dc), [E::Receive]);
    assert!(shown(ToUnit, S::Pushed, Role::Ov).is_empty());
    assert!(
        shown(ToUnit, S::Received, Role::Ov).is_empty(),
        "a sheet to a unit never founds a problem"
    );
    assert!(shown(Internal, S::Received, Role::Dl).is_empty());
}

#[test]
fn a_button_that_is_off_says_why() {
    let mut facts = ideal(Internal, E::Convert);
    facts.acting.as_mut().unwrap().home_org = Some(UNIT);
    let offered = available(S::Received, Role::Ov, &facts);
    assert!(offered.iter().all(|one| {
        one.outcome
            .as_ref()
            .is_err_and(|refusal| refusal.code == C::Conflict)
    }));
    assert_eq!(offered.len(), 2);
}

#[test]
fn only_sections_of_the_office_begin_a_sheet() {
    let facts = ideal(Internal, E::Write);
    let begun = write(&facts).unwrap();
    assert_eq!((begun.to, begun.gives_no, begun.due_on), (S::Draft, false, None));
    let by_unit = SheetFacts {
        acting: Some(acting(Role::Dc)),
        ..facts
    };
    assert_eq!(write(&by_unit).unwrap_err().code, C::Role);
    let to_unit = SheetFacts {
        direction: ToUnit,
        acting: Some(acting(Role::Ov)),
        ..facts
    };
    assert_eq!(next(S::Draft, E::Write, &to_unit).unwrap_err().code, C::State);
}
