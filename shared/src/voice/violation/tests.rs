use super::*;
use crate::calendar::china::all_china_days;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

fn person(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn by(role: Role, n: u128, home: u128) -> Acting {
    Acting {
        role,
        person: person(n),
        home_org: Some(person(home)),
        recused: false,
    }
}

const OFFICE: u128 = 100;
const UNIT: u128 = 200;

/// Runs a check with facts of a record that person 1 entered and person 2 confirmed.
fn with<T>(acting: Acting, run: impl Fn(&ViolationFacts) -> T) -> T {
    let calendar = WorkCalendar::new(all_china_days()).unwrap();
    let facts = ViolationFacts {
        today: day(6, 15),
        calendar: &calendar,
        deadlines: &Deadlines::default(),
        acting: Some(acting),
        org: person(UNIT),
        recorded_by: Some(person(1)),
        confirmed_by: Some(person(2)),
        due_on: Some(day(6, 20)),
        contested: false,
        reason: "事实清楚",
        evidence: 1,
    };
    run(&facts)
}

fn actor_of(event: E) -> Acting {
    match event {
        E::Record => by(Role::Ov, 1, OFFICE),
        E::Confirm | E::Reject => by(Role::Ov, 2, OFFICE),
        E::Contest => by(Role::Dl, 9, UNIT),
        E::Uphold | E::Revoke => by(Role::Ol, 3, OFFICE),
    }
}

/// Every (state, event) pair by whoever may do it.
#[test]
fn every_event_in_every_state() {
    let table = [
        (E::Confirm, S::Recorded, S::Confirmed),
        (E::Reject, S::Recorded, S::Revoked),
        (E::Contest, S::Confirmed, S::Contested),
        (E::Uphold, S::Contested, S::Upheld),
        (E::Revoke, S::Contested, S::Revoked),
    ];
    for event in E::ALL {
        for state in S::ALL {
            let got = with(actor_of(*event), |facts| next(*state, *event, facts));
            let wanted = table
                .iter()
                .find(|(known, from, _)| known == event && from == state);
            match wanted {
                Some((_, _, to)) => assert_eq!(got.unwrap().to, *to, "{event} in {state}"),
                None => assert_eq!(got.unwrap_err().code, RefusalCode::State, "{event} in {state}"),
            }
        }
    }
}

#[test]
fn other_roles_fire_nothing() {
    for event in E::ALL {
        for role in Role::ALL {
            if !roles_of(*event).contains(role) {
                let state = from(*event).first().copied().unwrap_or(S::Recorded);
                let got = with(by(*role, 7, OFFICE), |facts| next(state, *event, facts));
                assert_eq!(got.unwrap_err().code, RefusalCode::Role, "{event} by {role}");
            }
        }
    }
}

/// R9 and R10: three persons, none of them from the unit.
#[test]
fn recording_confirming_and_deciding_are_three_persons_and_none_of_the_unit() {
    let code = |acting, state, event| {
        with(acting, |facts| {
            next(state, event, facts).map_err(|refusal| refusal.code)
        })
        .map(|step| step.to)
    };
    let conflict = Err(RefusalCode::Conflict);
    assert_eq!(code(by(Role::Ov, 1, OFFICE), S::Recorded, E::Confirm), conflict);
    assert_eq!(code(by(Role::Ov, 4, UNIT), S::Recorded, E::Confirm), conflict);
    assert_eq!(code(by(Role::Ov, 1, OFFICE), S::Contested, E::Uphold), conflict);
    assert_eq!(code(by(Role::Ov, 2, OFFICE), S::Contested, E::Revoke), conflict);
    assert_eq!(
        code(by(Role::Ov, 4, OFFICE), S::Contested, E::Uphold),
        Ok(S::Upheld)
    );
}

#[test]
fn a_unit_contests_once_in_time_with_reason_and_evidence() {
    let dl = by(Role::Dl, 9, UNIT);
    let contest = |change: fn(&mut ViolationFacts)| {
        with(dl, |facts| {
            let mut facts = *facts;
            change(&mut facts);
            next(S::Confirmed, E::Contest, &facts).map_err(|refusal| refusal.code)
        })
    };
    // 10 working days from 15 June 2022.
    assert_eq!(contest(|_| ()).unwrap().due_on, Some(day(6, 29)));
    assert_eq!(
        contest(|facts| facts.contested = true).unwrap_err(),
        RefusalCode::Limit
    );
    assert_eq!(
        contest(|facts| facts.today = day(6, 21)).unwrap_err(),
        RefusalCode::Late
    );
    assert_eq!(
        contest(|facts| facts.reason = " ").unwrap_err(),
        RefusalCode::Reason
    );
    assert_eq!(
        contest(|facts| facts.evidence = 0).unwrap_err(),
        RefusalCode::Evidence
    );
}

#[test]
fn a_record_needs_its_document_its_day_its_facts_and_evidence() {
    let entered = Entered {
        title: "违规超职数配备干部",
        doc_no: "诸编办通〔2022〕7号",
        issued_on: day(6, 10),
        facts: "经核查，该单位超职数配备中层1名。",
        supervised: true,
    };
    let record = |entered: Entered<'_>, evidence: usize| {
        with(by(Role::Ov, 1, OFFICE), |facts| {
            let facts = ViolationFacts { evidence, ..*facts };
            record(&entered, &facts).map_err(|refusal| refusal.code)
        })
    };
    let done = record(entered, 1).unwrap();
    assert_eq!((done.to, done.due_on), (S::Recorded, Some(day(6, 22))));
    assert_eq!(record(entered, 0), Err(RefusalCode::Evidence));
    assert_eq!(
        record(
            Entered {
                doc_no: "",
                ..entered
            },
            1
        ),
        Err(RefusalCode::Input)
    );
    assert_eq!(
        record(Entered { facts: "", ..entered }, 1),
        Err(RefusalCode::Input)
    );
    let tomorrow = day(6, 16);
    assert_eq!(
        record(
            Entered {
                issued_on: tomorrow,
                ..entered
            },
            1
        ),
        Err(RefusalCode::Early)
    );
    assert_eq!(
        record(
            Entered {
                supervised: false,
                ..entered
            },
            1
        ),
        Err(RefusalCode::Scope)
    );
}

#[test]
fn a_contested_record_counts_until_it_is_revoked() {
    let counting: Vec<S> = S::ALL.iter().copied().filter(|state| counts(*state)).collect();
    assert_eq!(counting, [S::Confirmed, S::Contested, S::Upheld]);
}
