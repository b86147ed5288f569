//! Every (state, event) pair of §3.8, allowed and refused.

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::evaluation::machine::{
    CampaignFacts, CampaignStep, automatic, available, from, next, roles_of,
};
use remit_shared::evaluation::{CampaignEventKind as E, CampaignKind, CampaignState as S};
use remit_shared::identity::Role;
use remit_shared::refusal::RefusalCode as C;
use remit_shared::wire::Wire;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn calendar() -> WorkCalendar {
    WorkCalendar::new(all_china_days()).unwrap()
}

/// Facts under which the event may be fired.
fn facts(calendar: &WorkCalendar, event: E) -> CampaignFacts<'_> {
    let today = match event {
        E::Edit | E::Approve => "2022-09-30",
        E::Close | E::Tally | E::Publish => "2022-10-29",
        _ => "2022-10-12",
    };
    CampaignFacts {
        today: day(today),
        calendar,
        role: roles_of(event).first().copied(),
        kind: CampaignKind::Grassroots,
        opens_on: day("2022-10-12"),
        closes_on: day("2022-10-28"),
        weights: &[30, 25, 25, 20],
        targets: 50,
        min_cell: 5,
        prolonged: false,
        invited: 312,
        answered: 100,
        reason: "填答率偏低",
        days: 5,
    }
}

#[test]
fn every_pair_is_allowed_or_refused_as_the_table_says() {
    let calendar = calendar();
    for event in E::ALL.iter().copied() {
        let facts = facts(&calendar, event);
        for state in S::ALL.iter().copied() {
            let result = next(state, event, &facts);
            if from(event).contains(&state) {
                let to = match event {
                    E::Edit | E::Answer | E::Remind | E::Prolong => state,
                    E::Approve => S::Approved,
                    E::Open => S::Open,
                    E::Close => S::Closed,
                    E::Tally => S::Tallied,
                    E::Publish => S::Published,
                    E::Void => S::Voided,
                };
                assert_eq!(result.map(|step| step.to), Ok(to), "{state} {event}");
            } else {
                let early = event == E::Tally && matches!(state, S::Draft | S::Approved | S::Open);
                let code = if early { C::Early } else { C::State };
                let refusal = result.unwrap_err();
                assert_eq!(refusal.code, code, "{state} {event}");
                assert!(!refusal.zh.is_empty() && refusal.en.is_ascii());
            }
        }
    }
}

#[test]
fn nobody_else_may() {
    let calendar = calendar();
    for event in E::ALL.iter().copied() {
        for role in Role::ALL
            .iter()
            .copied()
            .filter(|role| !roles_of(event).contains(role))
        {
            let facts = CampaignFacts {
                role: Some(role),
                ..facts(&calendar, event)
            };
            for state in S::ALL.iter().copied() {
                assert_eq!(
                    next(state, event, &facts).unwrap_err().code,
                    C::Role,
                    "{role} {event}"
                );
            }
        }
    }
}

#[test]
fn a_plan_is_approved_only_when_it_is_sound() {
    let calendar = calendar();
    let sound = facts(&calendar, E::Approve);
    let code = |facts: &CampaignFacts| {
        next(S::Draft, E::Approve, facts)
            .map_err(|refusal| refusal.code)
            .err()
    };
    assert_eq!(code(&sound), None);
    assert_eq!(
        code(&CampaignFacts {
            weights: &[30, 25, 25, 19],
            ..sound
        }),
        Some(C::Weights)
    );
    assert_eq!(
        code(&CampaignFacts {
            weights: &[100, 0],
            ..sound
        }),
        Some(C::Weights)
    );
    assert_eq!(code(&CampaignFacts { targets: 0, ..sound }), Some(C::Input));
    assert_eq!(code(&CampaignFacts { min_cell: 4, ..sound }), Some(C::KAnon));
    assert_eq!(
        code(&CampaignFacts {
            closes_on: day("2022-10-11"),
            ..sound
        }),
        Some(C::Input)
    );
    assert_eq!(
        code(&CampaignFacts {
            today: day("2022-10-13"),
            ..sound
        }),
        Some(C::Late)
    );
}

#[test]
fn the_clock_opens_and_closes() {
    let calendar = calendar();
    let at = |text: &str| CampaignFacts {
        today: day(text),
        ..facts(&calendar, E::Open)
    };
    assert_eq!(automatic(S::Approved, &at("2022-10-11")), None);
    assert_eq!(automatic(S::Approved, &at("2022-10-12")), Some(E::Open));
    assert_eq!(automatic(S::Open, &at("2022-10-28")), None);
    assert_eq!(automatic(S::Open, &at("2022-10-29")), Some(E::Close));
    for state in [S::Draft, S::Closed, S::Tallied, S::Published, S::Voided] {
        assert_eq!(automatic(state, &at("2022-10-29")), None);
    }
}

#[test]
fn one_prolongation_of_at_most_five_working_days_while_fewer_than_sixty_per_cent_answered() {
    let calendar = calendar();
    let base = facts(&calendar, E::Prolong);
    let try_it = |facts: CampaignFacts| next(S::Open, E::Prolong, &facts).map_err(|refusal| refusal.code);
    assert_eq!(
        try_it(base),
        Ok(CampaignStep {
            to: S::Open,
            closes_on: Some(day("2022-11-04")),
            due_on: None
        })
    );
    assert_eq!(
        try_it(CampaignFacts {
            prolonged: true,
            ..base
        }),
        Err(C::Limit)
    );
    assert_eq!(try_it(CampaignFacts { days: 6, ..base }), Err(C::Limit));
    assert_eq!(try_it(CampaignFacts { days: 0, ..base }), Err(C::Limit));
    assert_eq!(
        try_it(CampaignFacts {
            answered: 188,
            ..base
        }),
        Err(C::Limit)
    );
    assert!(
        try_it(CampaignFacts {
            answered: 187,
            ..base
        })
        .is_ok()
    );
    assert_eq!(try_it(CampaignFacts { reason: " ", ..base }), Err(C::Reason));
}

#[test]
fn voiding_needs_a_reason_and_late_ballots_are_late() {
    let calendar = calendar();
    let base = facts(&calendar, E::Void);
    let refusal = next(S::Open, E::Void, &CampaignFacts { reason: "", ..base }).unwrap_err();
    assert_eq!(refusal.code, C::Reason);
    let late = CampaignFacts {
        today: day("2022-10-29"),
        ..facts(&calendar, E::Answer)
    };
    assert_eq!(next(S::Open, E::Answer, &late).unwrap_err().code, C::Late);
}

#[test]
fn buttons_show_with_the_reason_why_not() {
    let calendar = calendar();
    let base = facts(&calendar, E::Prolong);
    let lead = available(
        S::Open,
        Role::Ol,
        &CampaignFacts {
            answered: 300,
            ..base
        },
    );
    let events: Vec<_> = lead.iter().map(|one| (one.event, one.outcome.is_ok())).collect();
    assert_eq!(events, [(E::Prolong, false), (E::Void, true)]);
    assert!(available(S::Open, Role::Dc, &base).is_empty());
}
