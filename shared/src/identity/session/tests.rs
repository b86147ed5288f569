use chrono::{Duration, TimeZone};

use super::*;
use crate::wire::Wire;

fn at(minutes: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2022, 5, 12, 0, 0, 0).unwrap() + Duration::minutes(minutes)
}

#[test]
fn idle_time_is_fifteen_minutes_and_ten_for_administrators() {
    for role in Role::ALL {
        let limit = if role.is_administrator() { 10 } else { 15 };
        assert!(!is_idle(*role, at(0), at(limit)), "{role}");
        assert!(is_idle(*role, at(0), at(limit) + Duration::seconds(1)), "{role}");
    }
    assert!(
        !is_idle(Role::Sa, at(5), at(0)),
        "a clock that runs back is not idleness"
    );
}

#[test]
fn a_session_ends_after_eight_hours_however_busy_it_is() {
    assert_eq!(expires_at(at(0)), at(480));
    assert!(is_live(Role::Ov, at(0), at(479), at(479)));
    assert!(!is_live(Role::Ov, at(0), at(479), at(480)));
    assert!(!is_live(Role::Ov, at(0), at(0), at(16)), "idle");
    assert!(!is_live(Role::Au, at(0), at(0), at(11)), "idle administrator");
}

#[test]
fn one_session_for_administrators_three_for_others() {
    assert_eq!((max_sessions(Role::Se), max_sessions(Role::Dc)), (1, 3));
    assert_eq!(
        [0, 1, 2, 3, 4].map(|open| surplus_sessions(Role::Dc, open)),
        [0, 0, 0, 1, 2]
    );
    assert_eq!([0, 1, 2].map(|open| surplus_sessions(Role::Se, open)), [0, 1, 2]);
}

#[test]
fn an_access_token_lives_ten_minutes_and_never_longer_than_its_session() {
    assert_eq!(access_expires_at(at(0), at(0)), at(10));
    assert_eq!(access_expires_at(at(0), at(475)), at(480));
}

#[test]
fn the_fifth_failure_within_fifteen_minutes_locks_for_thirty() {
    let mut failure = lockout_after_failure(0, None, at(0));
    assert_eq!(
        failure,
        Failure {
            count: 1,
            first_failed_at: at(0),
            locked_until: None
        }
    );
    for minute in [3, 6, 9] {
        failure = lockout_after_failure(failure.count, Some(failure.first_failed_at), at(minute));
        assert_eq!(failure.locked_until, None, "minute {minute}");
    }
    failure = lockout_after_failure(failure.count, Some(failure.first_failed_at), at(15));
    assert_eq!(
        failure,
        Failure {
            count: 5,
            first_failed_at: at(0),
            locked_until: Some(at(45))
        }
    );
    assert!(is_locked(failure.locked_until, at(44)));
    assert!(!is_locked(failure.locked_until, at(45)));
    assert!(!is_locked(None, at(0)));
}

#[test]
fn failures_further_apart_start_a_new_window() {
    let failure = lockout_after_failure(4, Some(at(0)), at(15) + Duration::seconds(1));
    assert_eq!((failure.count, failure.locked_until), (1, None));
    assert_eq!(failure.first_failed_at, at(15) + Duration::seconds(1));
    let after_lock = lockout_after_failure(5, Some(at(0)), at(31));
    assert_eq!(
        (after_lock.count, after_lock.locked_until),
        (1, None),
        "a lockout that has run out begins anew"
    );
}

#[test]
fn twenty_failures_of_an_address_in_ten_minutes_make_it_wait() {
    let failures: Vec<_> = (0..19).map(|n| at(0) + Duration::seconds(n)).collect();
    assert_eq!(throttled_until(&failures, at(1)), None);
    let mut twenty = failures.clone();
    twenty.push(at(1));
    assert_eq!(
        throttled_until(&twenty, at(1)),
        Some(at(10)),
        "until the first of the twenty is old"
    );
    assert_eq!(throttled_until(&twenty, at(10)), None);
    twenty.reverse();
    assert_eq!(throttled_until(&twenty, at(1)), Some(at(10)), "in any order");
    twenty.extend(vec![at(2); 3]);
    assert_eq!(
        throttled_until(&twenty, at(2)),
        Some(at(10) + Duration::seconds(3))
    );
}

#[test]
fn ninety_days_without_use_are_dormant() {
    assert!(!is_dormant(at(0), at(90 * 24 * 60)));
    assert!(is_dormant(at(0), at(90 * 24 * 60 + 1)));
}
