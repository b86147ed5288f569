//! Every (state, event) pair of a finding, and every refusal (§3.13).

use chrono::NaiveDate;
use remit_shared::activity::finding::{self as machine, FindingFacts, FindingProposal};
use remit_shared::activity::{ActivityState, FindingEventKind as E, FindingState as S};
use remit_shared::identity::Role;
use remit_shared::policy::Reach;
use remit_shared::policy::matrix::reach;
use remit_shared::problem::machine::Acting;
use remit_shared::refusal::RefusalCode as R;
use remit_shared::wire::Wire;
use uuid::Uuid;

const UNITS: [Uuid; 2] = [Uuid::from_u128(1), Uuid::from_u128(2)];

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 5, day).unwrap()
}

fn acting(role: Role) -> Acting {
    Acting {
        role,
        person: Uuid::from_u128(9),
        home_org: None,
        recused: false,
    }
}

/// Facts under which every event of its own state and role is allowed.
fn facts(role: Option<Role>, event: E) -> FindingFacts<'static> {
    FindingFacts {
        today: day(if event == E::Lapse { 20 } else { 19 }),
        acting: role.map(acting),
        own_orgs: if matches!(role, Some(Role::Dl | Role::Dc)) {
            &UNITS[..1]
        } else {
            &[]
        },
        activity: ActivityState::OnSite,
        units: &UNITS,
        org: UNITS[0],
        answer_due: Some(day(19)),
        proposal: FindingProposal {
            text: "6所幼儿园均无检查记录",
            basis: "“三定”规定第三条第（五）项",
        },
    }
}

fn doer(event: E) -> Option<Role> {
    machine::roles_of(event).first().copied()
}

/// The whole machine: event, the states it leaves and where it leads. RECORD has a function of its own.
const TABLE: &[(E, &[(S, S)])] = &[
    (E::Put, &[(S::Recorded, S::Put)]),
    (E::Confirm, &[(S::Put, S::Confirmed)]),
    (E::Contest, &[(S::Put, S::Contested)]),
    (E::Lapse, &[(S::Put, S::Confirmed)]),
    (
        E::Convert,
        &[(S::Confirmed, S::Converted), (S::Contested, S::Converted)],
    ),
    (
        E::Drop,
        &[
            (S::Recorded, S::Dropped),
            (S::Put, S::Dropped),
            (S::Confirmed, S::Dropped),
            (S::Contested, S::Dropped),
        ],
    ),
    (E::Record, &[]),
];

#[test]
fn every_pair_of_state_and_event() {
    assert_eq!(TABLE.len(), E::ALL.len());
    for (event, ways) in TABLE {
        for state in S::ALL {
            let answer = machine::next(*state, *event, &facts(doer(*event), *event));
            match ways.iter().find(|(from, _)| from == state) {
                Some((_, to)) => assert_eq!(answer, Ok(*to), "{state} {event}"),
                None => assert_eq!(answer.map_err(|r| r.code), Err(R::State), "{state} {event}"),
            }
        }
    }
}

#[test]
fn every_other_role_is_refused_and_the_policy_agrees() {
    for (event, _) in TABLE {
        let may = machine::roles_of(*event);
        let state = machine::from(*event).first().copied().unwrap_or(S::Recorded);
        for role in Role::ALL.iter().filter(|role| !may.contains(role)) {
            let facts = facts(Some(*role), *event);
            let answer = if *event == E::Record {
                machine::record(&facts)
            } else {
                machine::next(state, *event, &facts)
            };
            assert_eq!(answer.map_err(|r| r.code), Err(R::Role), "{role} {event}");
        }
        for role in may {
            let capability = machine::capability_of(*event).unwrap();
            assert_ne!(reach(*role, capability), Reach::None, "{role} {event}");
        }
    }
}

type Spoil = fn(&mut FindingFacts<'static>);

#[test]
fn recording_asks_for_the_site_the_unit_the_facts_and_the_basis() {
    let cases: &[(R, &str, Spoil)] = &[
        (R::State, "", |f| f.activity = ActivityState::Notified),
        (R::Scope, "orgId", |f| f.units = &UNITS[1..]),
        (R::Input, "facts", |f| f.proposal.text = " "),
        (R::Basis, "basis", |f| f.proposal.basis = ""),
        (R::Conflict, "", |f| {
            f.acting = Some(Acting {
                home_org: Some(UNITS[0]),
                ..acting(Role::Lk)
            });
        }),
    ];
    for role in machine::roles_of(E::Record) {
        assert_eq!(machine::record(&facts(Some(*role), E::Record)), Ok(S::Recorded));
    }
    for (code, field, spoil) in cases {
        let mut facts = facts(Some(Role::Ov), E::Record);
        spoil(&mut facts);
        let refusal = machine::record(&facts).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.field.as_deref().unwrap_or("")),
            (*code, *field)
        );
    }
}

#[test]
fn what_is_missing_is_named_and_nothing_happens() {
    let cases: &[(S, E, R, Spoil)] = &[
        (S::Put, E::Contest, R::Reason, |f| f.proposal.text = ""),
        (S::Put, E::Confirm, R::Scope, |f| f.own_orgs = &UNITS[1..]),
        (S::Put, E::Confirm, R::Late, |f| f.today = day(20)),
        (S::Put, E::Contest, R::Late, |f| f.today = day(20)),
        (S::Put, E::Lapse, R::Early, |f| f.today = day(19)),
        (S::Confirmed, E::Drop, R::Reason, |f| f.proposal.text = " "),
        (S::Contested, E::Convert, R::Reason, |f| f.proposal.text = ""),
        (S::Confirmed, E::Convert, R::Conflict, |f| {
            f.acting = Some(Acting {
                recused: true,
                ..acting(Role::Ov)
            });
        }),
    ];
    for (state, event, code, spoil) in cases {
        let mut facts = facts(doer(*event), *event);
        assert!(machine::next(*state, *event, &facts).is_ok(), "{state} {event}");
        spoil(&mut facts);
        let refusal = machine::next(*state, *event, &facts).map_err(|r| r.code);
        assert_eq!(refusal, Err(*code), "{state} {event}");
    }
}

#[test]
fn a_confirmed_finding_becomes_a_problem_without_another_word() {
    let mut facts = facts(Some(Role::Ov), E::Convert);
    facts.proposal.text = "";
    assert_eq!(machine::next(S::Confirmed, E::Convert, &facts), Ok(S::Converted));
}

#[test]
fn only_the_lead_contests_and_silence_lapses() {
    let of = |role| {
        let all = machine::available(S::Put, role, &facts(Some(role), E::Confirm));
        all.into_iter().map(|one| one.event).collect::<Vec<_>>()
    };
    assert_eq!(of(Role::Dl), [E::Confirm, E::Contest]);
    assert_eq!(of(Role::Dc), [E::Confirm]);
    assert_eq!(machine::automatic(S::Put, &facts(None, E::Lapse)), Some(E::Lapse));
    assert_eq!(machine::automatic(S::Put, &facts(None, E::Confirm)), None);
    assert_eq!(machine::automatic(S::Contested, &facts(None, E::Lapse)), None);
}
