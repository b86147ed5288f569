//! Occasions to revise lists (§2 `ListTrigger`): every pair, the deadline, and the reading for A21 (§5.4).

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::identity::Role;
use remit_shared::list::trigger::{self as machine, TriggerFacts, timing};
use remit_shared::list::{TriggerEventKind as E, TriggerState as S};
use remit_shared::policy::Reach;
use remit_shared::policy::matrix::reach;
use remit_shared::problem::deadlines::Deadlines;
use remit_shared::problem::machine::Acting;
use remit_shared::refusal::RefusalCode as R;
use remit_shared::scoring::input::record::Timing;
use remit_shared::wire::Wire;
use uuid::Uuid;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

struct World {
    calendar: WorkCalendar,
    deadlines: Deadlines,
}

impl World {
    fn new() -> Self {
        Self {
            calendar: WorkCalendar::new(all_china_days()).unwrap(),
            deadlines: Deadlines::default(),
        }
    }

    fn facts(&self, role: Role) -> TriggerFacts<'_> {
        TriggerFacts {
            today: day(9, 20),
            calendar: &self.calendar,
            deadlines: &self.deadlines,
            acting: Acting {
                role,
                person: Uuid::from_u128(9),
                home_org: None,
                recused: false,
            },
            own_unit: true,
            occurred_on: day(9, 9),
            text: "已按新法修订并报送",
            home_unit: false,
        }
    }
}

#[test]
fn every_pair_of_state_and_event() {
    let world = World::new();
    let to = |event| match event {
        E::Open | E::Return => S::Open,
        E::Submit => S::Submitted,
        E::Void => S::Voided,
    };
    for event in E::ALL.iter().copied() {
        for state in S::ALL.iter().copied() {
            let role = machine::roles_of(event)[0];
            let answer = machine::next(state, event, &world.facts(role)).map(|step| step.to);
            let allowed = matches!(
                (state, event),
                (S::Open, E::Submit | E::Void) | (S::Submitted, E::Return | E::Void)
            );
            assert_eq!(answer.is_ok(), allowed, "{state} {event}");
            match answer {
                Ok(state) => assert_eq!(state, to(event)),
                Err(refusal) => assert_eq!(refusal.code, R::State, "{state} {event}"),
            }
        }
        for role in Role::ALL.iter().copied() {
            let may = machine::roles_of(event).contains(&role);
            assert_eq!(
                reach(role, machine::capability_of(event)) != Reach::None,
                may,
                "{role} {event}"
            );
            if !may {
                let state = machine::from(event).first().copied().unwrap_or(S::Open);
                let code = machine::next(state, event, &world.facts(role)).map_err(|r| r.code);
                assert_eq!(code, Err(R::Role), "{role} {event}");
            }
        }
    }
}

/// §5.15: from 2022-09-09 twenty working days lead to 2022-10-13, across the autumn and the national holidays.
#[test]
fn the_deadline_is_twenty_working_days() {
    let world = World::new();
    let step = machine::open(&world.facts(Role::Ov)).unwrap();
    assert_eq!((step.to, step.due_on), (S::Open, Some(day(10, 13))));
    let mut future = world.facts(Role::Ov);
    future.occurred_on = day(9, 21);
    assert_eq!(machine::open(&future).map_err(|r| r.code), Err(R::Early));
    assert_eq!(
        machine::open(&world.facts(Role::Ol)).map_err(|r| r.code),
        Err(R::Role)
    );
}

#[test]
fn what_is_missing_is_named() {
    let world = World::new();
    let mut silent = world.facts(Role::Dc);
    silent.text = " ";
    let refusal = machine::next(S::Open, E::Submit, &silent).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (R::Reason, Some("note"))
    );
    let mut foreign = world.facts(Role::Dl);
    foreign.own_unit = false;
    assert_eq!(
        machine::next(S::Open, E::Submit, &foreign).map_err(|r| r.code),
        Err(R::NotFound)
    );
    let mut own = world.facts(Role::Ov);
    own.home_unit = true;
    assert_eq!(
        machine::next(S::Submitted, E::Return, &own).map_err(|r| r.code),
        Err(R::Conflict)
    );
}

#[test]
fn buttons_are_the_machines() {
    let world = World::new();
    let names = |state, role| -> Vec<E> {
        machine::available(state, &world.facts(role))
            .into_iter()
            .map(|one| one.event)
            .collect()
    };
    assert_eq!(names(S::Open, Role::Dc), vec![E::Submit]);
    assert_eq!(names(S::Submitted, Role::Ov), vec![E::Return, E::Void]);
    assert_eq!(names(S::Voided, Role::Ov), vec![]);
}

/// A21: on time 1, at most 30 working days late 0.6, else 0; what is not due yet does not count.
#[test]
fn a21_reads_on_time_late_and_missed() {
    let world = World::new();
    let due = day(10, 13);
    let thirty = world.calendar.add_working_days(due, 30).unwrap();
    let thirty_one = world.calendar.add_working_days(due, 31).unwrap();
    let cut = day(12, 31);
    let cases = [
        (S::Submitted, Some(due), cut, Some(Timing::OnTime)),
        (S::Submitted, due.succ_opt(), cut, Some(Timing::Late)),
        (S::Submitted, Some(thirty), cut, Some(Timing::Late)),
        (S::Submitted, Some(thirty_one), cut, Some(Timing::Missed)),
        (S::Submitted, Some(cut), day(12, 1), Some(Timing::Missed)),
        (S::Open, None, cut, Some(Timing::Missed)),
        (S::Open, None, due, None),
        (S::Voided, None, cut, None),
        (S::Voided, Some(due), cut, None),
    ];
    for (state, submitted, cut, wanted) in cases {
        let read = timing(state, due, submitted, cut, &world.calendar).unwrap();
        assert_eq!(read, wanted, "{state} {submitted:?} {cut}");
    }
}
