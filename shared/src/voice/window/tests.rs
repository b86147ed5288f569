use super::*;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

fn facts(today: NaiveDate, role: Option<Role>) -> WindowFacts<'static> {
    let days = Days {
        opens_on: day(10, 20),
        closes_on: day(11, 4),
    };
    WindowFacts {
        today,
        role,
        year: 2022,
        days,
        reminded_on: None,
        proposed: Some(days),
        reason: "领导外出",
    }
}

/// Every (state, event) pair for the role whose event it is: the state after it, or the refusal.
#[test]
fn every_event_in_every_state() {
    use RefusalCode::State as No;
    let table = [
        (E::Set, [Ok(S::Scheduled), Ok(S::Open), Err(No), Err(No)]),
        (E::Open, [Ok(S::Open), Err(No), Err(No), Err(No)]),
        (E::Remind, [Err(No), Ok(S::Open), Err(No), Err(No)]),
        (E::Close, [Err(No), Ok(S::Closed), Err(No), Err(No)]),
        (E::Publish, [Err(No), Err(No), Ok(S::Published), Err(No)]),
    ];
    for (event, outcomes) in table {
        let today = match event {
            E::Set => day(10, 20),
            _ => day(11, 5),
        };
        for (state, wanted) in S::ALL.iter().zip(outcomes) {
            let got = next(*state, event, &facts(today, roles_of(event).first().copied()));
            assert_eq!(got.map_err(|refusal| refusal.code), wanted, "{event} in {state}");
        }
    }
}

#[test]
fn only_its_role_fires_an_event_and_nobody_those_of_the_clock() {
    for event in E::ALL {
        for role in Role::ALL {
            let state = from(*event)[0];
            let got = next(state, *event, &facts(day(11, 5), Some(*role)));
            if !roles_of(*event).contains(role) {
                assert_eq!(got.unwrap_err().code, RefusalCode::Role, "{event} by {role}");
            }
        }
    }
}

#[test]
fn the_clock_opens_on_the_first_day_and_closes_after_the_last() {
    assert_eq!(automatic(S::Scheduled, &facts(day(10, 19), None)), None);
    assert_eq!(automatic(S::Scheduled, &facts(day(10, 20), None)), Some(E::Open));
    assert_eq!(automatic(S::Open, &facts(day(11, 4), None)), None);
    assert_eq!(automatic(S::Open, &facts(day(11, 5), None)), Some(E::Close));
}

#[test]
fn writing_is_refused_before_the_first_day_and_after_the_last() {
    let days = facts(day(1, 1), None).days;
    let code = |state, today| takes(state, days, today).map_err(|refusal| refusal.code);
    assert_eq!(code(S::Scheduled, day(10, 20)), Err(RefusalCode::Early));
    assert_eq!(code(S::Open, day(10, 20)), Ok(()));
    assert_eq!(code(S::Open, day(11, 4)), Ok(()));
    assert_eq!(code(S::Open, day(11, 5)), Err(RefusalCode::Late));
    assert_eq!(code(S::Published, day(11, 1)), Err(RefusalCode::Late));
}

#[test]
fn days_stay_within_the_year_and_an_open_window_keeps_its_first_day() {
    let set = |state, today, opens_on, closes_on, reason: &'static str| {
        let facts = WindowFacts {
            proposed: Some(Days { opens_on, closes_on }),
            reason,
            ..facts(today, Some(Role::Ov))
        };
        next(state, E::Set, &facts).map_err(|refusal| refusal.code)
    };
    let cut_off = NaiveDate::from_ymd_opt(2023, 1, 10).unwrap();
    assert_eq!(
        set(S::Scheduled, day(9, 1), day(10, 1), cut_off, ""),
        Ok(S::Scheduled)
    );
    let after = cut_off.succ_opt().unwrap();
    assert_eq!(
        set(S::Scheduled, day(9, 1), day(10, 1), after, ""),
        Err(RefusalCode::Input)
    );
    assert_eq!(
        set(S::Scheduled, day(9, 1), day(8, 1), day(10, 1), ""),
        Err(RefusalCode::Late)
    );
    assert_eq!(
        set(S::Scheduled, day(9, 1), day(10, 2), day(10, 1), ""),
        Err(RefusalCode::Input)
    );
    assert_eq!(
        set(S::Open, day(10, 25), day(10, 20), day(11, 11), "延长"),
        Ok(S::Open)
    );
    assert_eq!(
        set(S::Open, day(10, 25), day(10, 20), day(11, 11), ""),
        Err(RefusalCode::Reason)
    );
    assert_eq!(
        set(S::Open, day(10, 25), day(10, 21), day(11, 11), "延长"),
        Err(RefusalCode::Input)
    );
    assert_eq!(
        set(S::Open, day(10, 25), day(10, 20), day(10, 24), "提前"),
        Err(RefusalCode::Late)
    );
}

#[test]
fn nobody_is_reminded_twice_on_one_day() {
    let twice = WindowFacts {
        reminded_on: Some(day(11, 1)),
        ..facts(day(11, 1), Some(Role::Ov))
    };
    assert_eq!(
        next(S::Open, E::Remind, &twice).unwrap_err().code,
        RefusalCode::Limit
    );
}
