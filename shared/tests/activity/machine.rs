//! Every (state, event) pair of an activity, and every refusal (§3.13).

use chrono::NaiveDate;
use remit_shared::activity::machine::{self, ActivityFacts, ActivityProposal};
use remit_shared::activity::{ActivityEventKind as E, ActivityState as S};
use remit_shared::calendar::WorkCalendar;
use remit_shared::calendar::china::all_china_days;
use remit_shared::identity::Role;
use remit_shared::policy::Reach;
use remit_shared::policy::matrix::reach;
use remit_shared::problem::deadlines::Deadlines;
use remit_shared::refusal::RefusalCode as R;
use remit_shared::wire::Wire;

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

    /// Facts under which every event of its own state and role is allowed.
    fn facts(&self, acting: Option<Role>, event: E) -> ActivityFacts<'_> {
        ActivityFacts {
            today: if event == E::Notify { day(4, 29) } else { day(5, 9) },
            calendar: &self.calendar,
            deadlines: &self.deadlines,
            acting,
            from_on: day(5, 9),
            unvisited: 0,
            unsettled: 0,
            open_problems: 0,
            proposal: ActivityProposal {
                text: "检查12个单位，发现5项问题",
                doc_no: "诸编办〔2022〕9号",
            },
        }
    }
}

fn doer(event: E) -> Option<Role> {
    machine::roles_of(event).first().copied()
}

/// The whole machine: event, the states it leaves and where it leads.
const TABLE: &[(E, &[(S, S)])] = &[
    (E::Plan, &[]),
    (E::Notify, &[(S::Planned, S::Notified)]),
    (E::Enter, &[(S::Notified, S::OnSite)]),
    (E::Put, &[(S::OnSite, S::Findings)]),
    (E::Report, &[(S::Findings, S::Reported)]),
    (E::Close, &[(S::Reported, S::Closed)]),
    (
        E::Cancel,
        &[(S::Planned, S::Cancelled), (S::Notified, S::Cancelled)],
    ),
];

#[test]
fn every_pair_of_state_and_event() {
    let world = World::new();
    assert_eq!(TABLE.len(), E::ALL.len());
    for (event, ways) in TABLE {
        for state in S::ALL {
            let answer = machine::next(*state, *event, &world.facts(doer(*event), *event));
            match ways.iter().find(|(from, _)| from == state) {
                Some((_, to)) => assert_eq!(answer.map(|step| step.to), Ok(*to), "{state} {event}"),
                None => assert_eq!(answer.map_err(|r| r.code), Err(R::State), "{state} {event}"),
            }
        }
    }
}

#[test]
fn every_other_role_is_refused_and_the_policy_agrees() {
    let world = World::new();
    for (event, _) in TABLE {
        let may = machine::roles_of(*event);
        let state = machine::from(*event).first().copied().unwrap_or(S::Planned);
        for role in Role::ALL.iter().filter(|role| !may.contains(role)) {
            let answer = machine::next(state, *event, &world.facts(Some(*role), *event));
            assert_eq!(answer.map_err(|r| r.code), Err(R::Role), "{role} {event}");
        }
        for role in may {
            let capability = machine::capability_of(*event).unwrap();
            assert_ne!(reach(*role, capability), Reach::None, "{role} {event}");
        }
    }
    let clock = world.facts(None, E::Notify);
    let answer = machine::next(S::Planned, E::Notify, &clock);
    assert_eq!(answer.map_err(|r| r.code), Err(R::Role));
}

#[test]
fn units_hear_three_working_days_before() {
    let world = World::new();
    let mut facts = world.facts(Some(Role::Ov), E::Notify);
    // 5, 6 and 7 May 2022 are working days after the holiday: told on 5 May is in time for the 9th, on 6 May not.
    assert!(machine::next(S::Planned, E::Notify, &facts).is_ok());
    facts.today = day(5, 5);
    assert!(machine::next(S::Planned, E::Notify, &facts).is_ok());
    facts.today = day(5, 6);
    let refusal = machine::next(S::Planned, E::Notify, &facts).unwrap_err();
    assert_eq!(refusal.code, R::Late);
    assert!(refusal.zh.contains("3个工作日"), "{}", refusal.zh);
}

#[test]
fn units_have_five_working_days_to_answer() {
    let world = World::new();
    let mut facts = world.facts(Some(Role::Ov), E::Put);
    facts.today = day(5, 12);
    let step = machine::next(S::OnSite, E::Put, &facts).unwrap();
    assert_eq!(step.answer_due, Some(day(5, 19)));
}

#[test]
fn an_activity_closes_by_itself_with_its_last_problem() {
    let world = World::new();
    let mut facts = world.facts(Some(Role::Ol), E::Close);
    assert_eq!(machine::automatic(S::Reported, &facts), Some(E::Close));
    assert_eq!(machine::automatic(S::Findings, &facts), None);
    facts.open_problems = 1;
    assert_eq!(machine::automatic(S::Reported, &facts), None);
}

type Spoil = for<'a> fn(&mut ActivityFacts<'a>);

#[test]
fn what_is_missing_is_named_and_nothing_happens() {
    let world = World::new();
    let cases: &[(S, E, R, &str, Spoil)] = &[
        (S::Planned, E::Notify, R::Basis, "docNo", |f| {
            f.proposal.doc_no = " ";
        }),
        (S::Notified, E::Enter, R::Early, "", |f| f.today = day(5, 8)),
        (S::OnSite, E::Put, R::State, "", |f| f.unvisited = 2),
        (S::Findings, E::Report, R::State, "", |f| f.unsettled = 1),
        (S::Findings, E::Report, R::Input, "report", |f| {
            f.proposal.text = "";
        }),
        (S::Planned, E::Cancel, R::Reason, "reason", |f| {
            f.proposal.text = " ";
        }),
        (S::Reported, E::Close, R::Early, "", |f| f.open_problems = 1),
    ];
    for (state, event, code, field, spoil) in cases {
        let mut facts = world.facts(doer(*event), *event);
        assert!(machine::next(*state, *event, &facts).is_ok(), "{state} {event}");
        spoil(&mut facts);
        let refusal = machine::next(*state, *event, &facts).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.field.as_deref().unwrap_or("")),
            (*code, *field)
        );
    }
}

#[test]
fn actions_are_those_of_the_state_and_the_role() {
    let world = World::new();
    let of = |state, role| {
        let facts = world.facts(None, E::Notify);
        let all = machine::available(state, role, &facts);
        all.into_iter().map(|one| one.event).collect::<Vec<_>>()
    };
    assert_eq!(of(S::Planned, Role::Ov), [E::Notify, E::Cancel]);
    assert_eq!(of(S::Findings, Role::Ol), [E::Report]);
    assert_eq!(of(S::Findings, Role::Ov), []);
    assert_eq!(of(S::Planned, Role::Dl), []);
}
