//! The suggestion machine (§3.5): every (state, event) pair, roles, refusals, two persons, deadlines.

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::panel::SuggestionEventKind as E;
use remit_shared::panel::SuggestionState as S;
use remit_shared::panel::suggestion::{
    Proposed, SuggestionFacts, SuggestionProposal, available, capability_of, next, reply_due, roles_of,
    submit, two_persons,
};
use remit_shared::panel::{AppointmentKind, InvalidReason, SuggestionLink, Verdict};
use remit_shared::policy::{Reach, matrix};
use remit_shared::problem::machine::Audience;
use remit_shared::refusal::RefusalCode as C;
use remit_shared::wire::Wire;

use crate::world::{AUTHOR, SCREENER, SECOND, TODAY, UNIT, acting, calendar, d, limits};

const ALLOWED: &[(S, E, S)] = &[
    (S::Submitted, E::Take, S::Screening),
    (S::Screening, E::Judge, S::Valid),
    (S::Invalid, E::AskAgain, S::Screening),
    (S::Valid, E::Adopt, S::Adopted),
    (S::Adopted, E::Reply, S::Replied),
];

fn ideal(event: E) -> SuggestionFacts<'static> {
    let actor = match event {
        E::AskAgain => acting(Role::Io, AUTHOR),
        _ => acting(Role::Ov, SCREENER),
    };
    SuggestionFacts {
        today: d(TODAY),
        calendar: calendar(),
        deadlines: limits(),
        acting: Some(actor),
        author: AUTHOR,
        about_org: Some(UNIT),
        two_persons: false,
        proposed: None,
        due_on: Some(d("2022-06-10")),
        second_look: false,
        judged_by: None,
        judged_on: Some(d("2022-06-01")),
        outcome_on: Some(d("2022-06-02")),
        proposal: SuggestionProposal {
            text: "情况属实，属于部门职责范围。",
            verdict: Some(Verdict::Valid),
            reason: Some(InvalidReason::NoFacts),
            original: true,
            link: Some(SuggestionLink::Note),
            text_for_unit: "监管渠道反映，部分窗口午间无人值守。",
        },
    }
}

#[test]
fn every_pair_is_allowed_or_refused() {
    for state in S::ALL {
        for event in E::ALL {
            let outcome = next(*state, *event, &ideal(*event));
            let expected = ALLOWED.iter().find(|(from, by, _)| (from, by) == (state, event));
            match expected {
                Some((.., to)) => assert_eq!(outcome.map(|step| step.to), Ok(*to), "{state} {event}"),
                None => assert_eq!(outcome.unwrap_err().code, C::State, "{state} {event}"),
            }
        }
    }
}

#[test]
fn every_event_is_refused_to_every_other_role() {
    for (state, event, _) in ALLOWED {
        let person = if *event == E::AskAgain { AUTHOR } else { SCREENER };
        for role in Role::ALL {
            let facts = SuggestionFacts {
                acting: Some(acting(*role, person)),
                ..ideal(*event)
            };
            let outcome = next(*state, *event, &facts)
                .map(drop)
                .map_err(|refusal| refusal.code);
            let expected = if roles_of(*event).contains(role) {
                Ok(())
            } else {
                Err(C::Role)
            };
            assert_eq!(outcome, expected, "{event} by {role}");
        }
        let nobody = SuggestionFacts {
            acting: None,
            ..ideal(*event)
        };
        assert_eq!(next(*state, *event, &nobody).unwrap_err().code, C::Role);
    }
}

#[test]
fn the_policy_gives_every_role_of_the_machine_its_capability() {
    for event in E::ALL {
        for role in roles_of(*event) {
            let reach = matrix::reach(*role, capability_of(*event));
            assert_ne!(reach, Reach::None, "{event} by {role}");
        }
    }
}

#[test]
fn a_verdict_leads_to_its_state_and_the_author_hears_of_it() {
    let cases = [
        (Verdict::Valid, S::Valid, Some("2022-06-13")),
        (Verdict::Invalid, S::Invalid, None),
        (Verdict::Duplicate, S::Duplicate, None),
    ];
    for (verdict, to, due) in cases {
        let mut facts = ideal(E::Judge);
        facts.proposal.verdict = Some(verdict);
        let step = next(S::Screening, E::Judge, &facts).unwrap();
        assert_eq!((step.to, step.settles), (to, Some(verdict)));
        assert_eq!(step.due_on, due.map(d), "adopted in 5 WD");
        assert_eq!(
            (step.notify, step.notice),
            (&[Audience::SourceAuthor][..], Some(NoticeKind::SuggestionJudged))
        );
    }
}

#[test]
fn two_persons_decide_where_the_author_is_an_expert_on_a_scored_unit_or_writes_on_the_own_unit() {
    use AppointmentKind::{Expert, InfoOfficer};
    let table = [
        (Expert, false, true, true),
        (Expert, false, false, false),
        (Expert, true, false, true),
        (InfoOfficer, false, true, false),
        (InfoOfficer, true, true, true),
        (InfoOfficer, false, false, false),
    ];
    for (author, own, scored, two) in table {
        assert_eq!(
            two_persons(author, own, scored),
            two,
            "{author} own:{own} scored:{scored}"
        );
    }

    // The first verdict is only proposed, and keeps the deadline.
    let mut facts = SuggestionFacts {
        two_persons: true,
        ..ideal(E::Judge)
    };
    let step = next(S::Screening, E::Judge, &facts).unwrap();
    assert_eq!((step.to, step.settles, step.proposes), (S::Screening, None, true));
    assert_eq!(step.due_on, Some(d("2022-06-10")));
    assert_eq!(step.notify, [Audience::Oversight]);

    // The same person cannot confirm it.
    facts.proposed = Some(Proposed {
        verdict: Verdict::Valid,
        by: SCREENER,
    });
    assert_eq!(
        next(S::Screening, E::Judge, &facts).unwrap_err().code,
        C::Conflict
    );

    // Another person who agrees settles it; one who does not proposes anew.
    facts.acting = Some(acting(Role::Ov, SECOND));
    assert_eq!(next(S::Screening, E::Judge, &facts).unwrap().to, S::Valid);
    facts.proposal.verdict = Some(Verdict::Invalid);
    let step = next(S::Screening, E::Judge, &facts).unwrap();
    assert_eq!((step.to, step.proposes), (S::Screening, true));
}

type Case = (S, E, fn(&mut SuggestionFacts<'static>), C, Option<&'static str>);

const REFUSED: &[Case] = &[
    (
        S::Screening,
        E::Judge,
        |f| f.proposal.verdict = None,
        C::Input,
        Some("verdict"),
    ),
    (
        S::Screening,
        E::Judge,
        |f| f.proposal.text = " ",
        C::Reason,
        Some("text"),
    ),
    (
        S::Screening,
        E::Judge,
        |f| (f.proposal.verdict, f.proposal.reason) = (Some(Verdict::Invalid), None),
        C::Reason,
        Some("reason"),
    ),
    (
        S::Screening,
        E::Judge,
        |f| (f.proposal.verdict, f.proposal.text) = (Some(Verdict::Invalid), ""),
        C::Reason,
        Some("text"),
    ),
    (
        S::Screening,
        E::Judge,
        |f| (f.proposal.verdict, f.proposal.original) = (Some(Verdict::Duplicate), false),
        C::Input,
        Some("duplicateOfId"),
    ),
    (
        S::Submitted,
        E::Take,
        |f| f.acting.as_mut().unwrap().home_org = Some(UNIT),
        C::Conflict,
        None,
    ),
    (
        S::Screening,
        E::Judge,
        |f| f.acting.as_mut().unwrap().recused = true,
        C::Conflict,
        None,
    ),
    (
        S::Screening,
        E::Judge,
        |f| (f.second_look, f.judged_by) = (true, Some(SCREENER)),
        C::Conflict,
        None,
    ),
    (
        S::Valid,
        E::Adopt,
        |f| f.proposal.link = None,
        C::Input,
        Some("link"),
    ),
    (
        S::Valid,
        E::Adopt,
        |f| (f.proposal.link, f.about_org) = (Some(SuggestionLink::Problem), None),
        C::Input,
        Some("orgId"),
    ),
    (
        S::Valid,
        E::Adopt,
        |f| (f.proposal.link, f.proposal.text_for_unit) = (Some(SuggestionLink::Problem), ""),
        C::Input,
        Some("textForUnit"),
    ),
    (S::Adopted, E::Reply, |f| f.outcome_on = None, C::Early, None),
    (
        S::Adopted,
        E::Reply,
        |f| f.proposal.text = "\n",
        C::Input,
        Some("reply"),
    ),
    (S::Invalid, E::AskAgain, |f| f.second_look = true, C::Limit, None),
    (
        S::Invalid,
        E::AskAgain,
        |f| f.judged_on = Some(d("2022-05-19")),
        C::Late,
        None,
    ),
    (
        S::Invalid,
        E::AskAgain,
        |f| f.proposal.text = "",
        C::Reason,
        Some("reason"),
    ),
    (
        S::Invalid,
        E::AskAgain,
        |f| f.acting.as_mut().unwrap().person = SECOND,
        C::Scope,
        None,
    ),
];

#[test]
fn each_refusal_has_its_code_and_field() {
    for (state, event, change, code, field) in REFUSED {
        let mut facts = ideal(*event);
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
fn only_appointees_in_their_term_submit_and_say_something() {
    let facts = SuggestionFacts {
        acting: Some(acting(Role::Io, AUTHOR)),
        ..ideal(E::AskAgain)
    };
    let step = submit(&facts, true).unwrap();
    assert_eq!((step.to, step.due_on), (S::Submitted, Some(d("2022-06-09"))));
    assert_eq!(submit(&facts, false).unwrap_err().code, C::State);
    for role in Role::ALL {
        let facts = SuggestionFacts {
            acting: Some(acting(*role, AUTHOR)),
            ..facts
        };
        let may = matches!(role, Role::Ex | Role::Io);
        assert_eq!(submit(&facts, true).is_ok(), may, "{role}");
    }
    let mut short = facts;
    short.proposal.text = "窗口没有人值班哦";
    let refusal = submit(&short, true).unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_deref()), (C::Input, Some("text")));
}

#[test]
fn deadlines_run_in_working_days_and_the_reply_from_the_outcome() {
    let due = |state, event| next(state, event, &ideal(event)).unwrap().due_on;
    assert_eq!(
        due(S::Submitted, E::Take),
        Some(d("2022-06-20")),
        "screened in 10 WD"
    );
    assert_eq!(due(S::Invalid, E::AskAgain), Some(d("2022-06-20")));
    assert_eq!(
        due(S::Valid, E::Adopt),
        Some(d("2022-06-13")),
        "a note is known at once"
    );
    let mut problem = ideal(E::Adopt);
    problem.proposal.link = Some(SuggestionLink::Problem);
    assert_eq!(next(S::Valid, E::Adopt, &problem).unwrap().due_on, None);
    assert_eq!(reply_due(&ideal(E::Reply)), Ok(Some(d("2022-06-10"))));
    assert_eq!(due(S::Adopted, E::Reply), None);
}

#[test]
fn buttons_follow_state_and_role_and_say_why_not() {
    let shown = |state, role, facts: &SuggestionFacts| -> Vec<(E, bool)> {
        available(state, role, facts)
            .into_iter()
            .map(|one| (one.event, one.outcome.is_ok()))
            .collect()
    };
    assert_eq!(shown(S::Submitted, Role::Ov, &ideal(E::Take)), [(E::Take, true)]);
    assert_eq!(
        shown(S::Screening, Role::Ol, &ideal(E::Judge)),
        [(E::Judge, true)]
    );
    assert_eq!(
        shown(S::Invalid, Role::Io, &ideal(E::AskAgain)),
        [(E::AskAgain, true)]
    );
    assert!(shown(S::Submitted, Role::Io, &ideal(E::AskAgain)).is_empty());
    let waits = SuggestionFacts {
        outcome_on: None,
        ..ideal(E::Reply)
    };
    assert_eq!(shown(S::Adopted, Role::Ov, &waits), [(E::Reply, false)]);
}

#[test]
fn valid_is_counted_from_the_verdict_on() {
    let valid: Vec<_> = S::ALL.iter().filter(|state| state.is_valid()).collect();
    assert_eq!(valid, [&S::Valid, &S::Adopted, &S::Replied]);
}
