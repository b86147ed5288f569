//! The window's machine: every (state, event) pair, roles, days, refusals.

use remit_shared::identity::Role;
use remit_shared::linkage::Audience;
use remit_shared::linkage::WindowEventKind as E;
use remit_shared::linkage::WindowState as S;
use remit_shared::linkage::quarter::Quarter;
use remit_shared::linkage::window::{
    WindowFacts, automatic, available, capability_of, next, reminds, roles_of,
};
use remit_shared::notice::NoticeKind;
use remit_shared::policy::{Reach, matrix};
use remit_shared::refusal::RefusalCode as C;
use remit_shared::wire::Wire;

use crate::world::{acting, calendar, d, deadlines};

const ALLOWED: [(S, E, S); 5] = [
    (S::Scheduled, E::Open, S::Open),
    (S::Open, E::Grace, S::Grace),
    (S::Grace, E::Close, S::Closed),
    (S::Closed, E::Study, S::Studied),
    (S::Studied, E::FeedBack, S::FedBack),
];

/// The first quarter of 2022 on a day on which its event stands.
fn ideal(event: E) -> WindowFacts<'static> {
    let today = match event {
        E::Open => "2022-03-18",
        E::Grace => "2022-04-01",
        E::Close => "2022-04-09",
        E::Study => "2022-04-21",
        E::FeedBack => "2022-04-25",
    };
    facts(event, today)
}

fn facts(event: E, today: &str) -> WindowFacts<'static> {
    let days = Quarter::new(2022, 1)
        .and_then(|quarter| quarter.window(calendar(), deadlines()))
        .unwrap();
    WindowFacts {
        today: d(today),
        calendar: calendar(),
        deadlines: deadlines(),
        acting: roles_of(event).first().copied().map(acting),
        days,
        undecided: 0,
        unanswered: 0,
    }
}

#[test]
fn every_pair_is_allowed_or_refused() {
    let (mut allowed, mut refused) = (0, 0);
    for state in S::ALL {
        for event in E::ALL {
            let outcome = next(*state, *event, &ideal(*event));
            if let Some((.., to)) = ALLOWED.iter().find(|(from, by, _)| (from, by) == (state, event)) {
                assert_eq!(outcome.map(|step| step.to), Ok(*to), "{state} {event}");
                allowed += 1;
            } else {
                assert_eq!(outcome.map_err(|no| no.code), Err(C::State), "{state} {event}");
                refused += 1;
            }
        }
    }
    assert_eq!((allowed, refused), (5, S::ALL.len() * E::ALL.len() - 5));
}

#[test]
fn only_the_clock_opens_and_closes_only_the_section_studies_only_the_lead_feeds_back() {
    for (state, event, _) in ALLOWED {
        for role in Role::ALL {
            let facts = WindowFacts {
                acting: Some(acting(*role)),
                ..ideal(event)
            };
            let may = roles_of(event).contains(role);
            let outcome = next(state, event, &facts).map(|_| ()).map_err(|no| no.code);
            assert_eq!(
                outcome,
                if may { Ok(()) } else { Err(C::Role) },
                "{event} by {role}"
            );
            let listed = available(state, &facts);
            assert_eq!(
                listed.iter().any(|action| action.event == event),
                may,
                "{event} for {role}"
            );
            if may {
                let capability = capability_of(event).unwrap();
                assert_ne!(matrix::reach(*role, capability), Reach::None);
            }
        }
        let by_the_clock = WindowFacts {
            acting: None,
            ..ideal(event)
        };
        assert_eq!(
            next(state, event, &by_the_clock).is_ok(),
            roles_of(event).is_empty()
        );
    }
}

#[test]
fn the_clock_opens_at_midnight_closes_after_the_last_day_and_never_earlier() {
    for (state, event, too_early) in [
        (S::Scheduled, E::Open, "2022-03-17"),
        (S::Open, E::Grace, "2022-03-31"),
        (S::Grace, E::Close, "2022-04-08"),
    ] {
        let early = facts(event, too_early);
        assert_eq!(next(state, event, &early).map_err(|no| no.code), Err(C::Early));
        assert_eq!(automatic(state, &early), None, "{event} on {too_early}");
        assert_eq!(automatic(state, &ideal(event)), Some(event));
    }
    // Nothing that a person has to decide happens by itself, however late it is.
    for state in [S::Closed, S::Studied, S::FedBack] {
        assert_eq!(automatic(state, &facts(E::Study, "2023-01-31")), None, "{state}");
    }
}

#[test]
fn silent_departments_are_reminded_three_working_days_before_the_end() {
    let on = |state, today| reminds(state, &facts(E::Open, today)).unwrap();
    assert!(!on(S::Open, "2022-03-25"), "four working days are left");
    assert!(on(S::Open, "2022-03-28"));
    assert!(on(S::Open, "2022-03-31"));
    assert!(!on(S::Scheduled, "2022-03-31") && !on(S::Grace, "2022-04-01"));
}

#[test]
fn each_step_tells_the_right_people_and_sets_the_next_deadline() {
    let step = |state, event| {
        let step = next(state, event, &ideal(event)).unwrap();
        (step.notify, step.notice, step.due_on.map(|day| day.to_string()))
    };
    let due = |day: &str| Some(day.to_owned());
    assert_eq!(
        step(S::Scheduled, E::Open),
        (Audience::Members, NoticeKind::LinkageOpened, due("2022-03-31"))
    );
    assert_eq!(
        step(S::Open, E::Grace),
        (
            Audience::SilentMembers,
            NoticeKind::LinkageGrace,
            due("2022-04-08")
        )
    );
    assert_eq!(
        step(S::Grace, E::Close),
        (Audience::Oversight, NoticeKind::LinkageClosed, due("2022-04-28")),
        "15 working days; 24 April was a make-up day"
    );
    assert_eq!(
        step(S::Closed, E::Study),
        (
            Audience::OfficeLead,
            NoticeKind::LinkageStudied,
            due("2022-04-27")
        )
    );
    assert_eq!(
        step(S::Studied, E::FeedBack),
        (Audience::Members, NoticeKind::LinkageFedBack, None)
    );
}

#[test]
fn a_study_is_finished_when_every_submission_is_settled() {
    for (undecided, unanswered) in [(1, 0), (0, 1), (2, 3)] {
        let facts = WindowFacts {
            undecided,
            unanswered,
            ..ideal(E::Study)
        };
        let refusal = next(S::Closed, E::Study, &facts).unwrap_err();
        assert_eq!(refusal.code, C::State);
        assert!(
            refusal.zh.contains(&format!("{undecided}件")) && refusal.zh.contains(&format!("{unanswered}件"))
        );
        let listed = available(S::Closed, &facts);
        assert_eq!(listed.len(), 1);
        assert!(listed[0].outcome.is_err(), "the button says why");
    }
}
