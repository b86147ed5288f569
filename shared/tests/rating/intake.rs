//! Limits on arrival (§5.6 a, b) and flag rules (§5.6 c).

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use remit_shared::rating::flags::{
    Review, Reviewed, Seen, bursts, from_staff, is_burst, outside_hours, review, same,
};
use remit_shared::rating::hours::OpeningHours;
use remit_shared::rating::intake::{Arrival, may_add_comment, opens_case, status_on_arrival};
use remit_shared::rating::{
    FlagRule, FlagState, FlagVerdict, RatingChannel as C, RatingLevel as L, RatingStatus as S,
};
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;
use uuid::Uuid;

use crate::world::rules;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn the_first_rating_of_a_receipt_counts_and_the_limits_hold_without_one() {
    let plain = Arrival::default();
    let device = |window, day| Arrival {
        device_window_today: Some(window),
        device_today: Some(day),
        ..plain
    };
    let net = |hour| Arrival {
        net_window_hour: Some(hour),
        ..plain
    };
    let receipt = |used| Arrival {
        receipted: true,
        receipt_used: used,
        ..device(9, 9)
    };
    for (channel, arrival, expected) in [
        (C::QrReceipt, receipt(false), S::Accepted),
        (C::QrReceipt, receipt(true), S::Duplicate),
        (C::QrWindow, device(0, 2), S::Accepted),
        (C::QrWindow, device(1, 1), S::Limited),
        (C::QrWindow, device(0, 3), S::Limited),
        (C::QrWindow, net(19), S::Accepted),
        (C::QrWindow, net(20), S::Limited),
        (C::Hotline, net(500), S::Accepted),
        (C::Device, plain, S::Accepted),
    ] {
        assert_eq!(
            status_on_arrival(rules(), channel, arrival),
            expected,
            "{channel} {arrival:?}"
        );
    }
}

#[test]
fn bad_levels_open_cases_but_duplicates_do_not() {
    for level in L::ALL {
        for status in S::ALL {
            let expected = matches!(level, L::L1 | L::L2) && *status != S::Duplicate;
            assert_eq!(opens_case(*level, *status), expected, "{level} {status}");
        }
    }
}

#[test]
fn a_comment_is_added_once_within_thirty_days() {
    let rated = at("2022-07-06T02:00:00Z");
    assert!(may_add_comment(rules(), rated, false, rated + Duration::days(30)).is_ok());
    let late = may_add_comment(rules(), rated, false, rated + Duration::days(31));
    assert_eq!(late.unwrap_err().code, RefusalCode::Late);
    let twice = may_add_comment(rules(), rated, true, rated);
    assert_eq!(twice.unwrap_err().code, RefusalCode::Limit);
}

#[test]
fn a_burst_is_more_than_twenty_and_more_than_the_usual_rate_allows() {
    assert!(!is_burst(20, &[]) && is_burst(21, &[]));
    // λ = 25: the bound is 25 + 4·5 = 45.
    assert!(!is_burst(45, &[25; 20]) && is_burst(46, &[25; 20]));
    // The median of an even number of days.
    assert!(!is_burst(60, &[30, 40]) && is_burst(62, &[30, 40]) || is_burst(59, &[30, 40]));
}

fn stream(count: u64, gap_s: i64, net: fn(u64) -> &'static str, level: fn(u64) -> L) -> Vec<Seen<'static>> {
    (0..count)
        .map(|index| Seen {
            id: Uuid::from_u128(u128::from(index) + 1),
            at: at("2022-07-20T01:00:00Z") + Duration::seconds(gap_s * i64::try_from(index).unwrap()),
            channel: C::QrWindow,
            level: level(index),
            net: Some(net(index)),
        })
        .collect()
}

#[test]
fn two_hundred_from_one_network_are_one_pattern_and_a_burst() {
    let day = stream(200, 17, |_| "a", |_| L::L5);
    let found = same(&day);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].rule, found[0].ratings.len(), found[0].networks),
        (FlagRule::Same, 200, 1)
    );
    let burst = bursts(&day, |_| vec![2; 20]);
    assert_eq!((burst.len(), burst[0].hour), (1, Some(9)));
}

#[test]
fn many_networks_are_no_pattern_unless_equal_levels_come_in_quick_succession() {
    const NETS: [&str; 5] = ["a", "b", "c", "d", "e"];
    let nets = |index: u64| NETS[usize::try_from(index % 5).unwrap()];
    let mixed = |index: u64| L::ALL[usize::try_from(index % 5).unwrap()];
    assert!(
        same(&stream(29, 1, |_| "a", |_| L::L5)).is_empty(),
        "29 are too few"
    );
    assert!(
        same(&stream(100, 600, nets, |_| L::L5)).is_empty(),
        "an ordinary day"
    );
    assert!(
        same(&stream(60, 3, nets, mixed)).is_empty(),
        "twelve of each level"
    );
    assert_eq!(same(&stream(40, 10, nets, |_| L::L1))[0].ratings.len(), 40);
}

#[test]
fn a_few_honest_ratings_hide_nobody() {
    const HONEST: [&str; 8] = ["h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8"];
    let net = |index: u64| {
        if index < 35 {
            "a"
        } else {
            HONEST[usize::try_from(index % 8).unwrap()]
        }
    };
    let mixed = |index: u64| L::ALL[usize::try_from(index % 5).unwrap()];
    let found = same(&stream(43, 600, net, mixed));
    assert_eq!(found.len(), 1);
    assert!(found[0].ratings.len() >= 35 && found[0].networks <= 3);
    // Thirty quick ones in the morning, as many slow ones through the day, all from different networks.
    let nets: Vec<String> = (0..70).map(|place| format!("n{place}")).collect();
    let mut day: Vec<Seen> = stream(70, 5, |_| "x", |_| L::L1);
    for (place, seen) in day.iter_mut().enumerate() {
        seen.net = Some(&nets[place]);
        if place >= 32 {
            seen.at += Duration::minutes(10 * i64::try_from(place).unwrap());
        }
    }
    let found = same(&day);
    assert_eq!(found.len(), 1);
    let caught = found[0].ratings.len();
    assert!((32..=64).contains(&caught), "{caught}");
}

#[test]
fn devices_outside_the_hours_and_the_units_own_network_are_found() {
    let hours = OpeningHours::parse("08:30-12:00,13:30-17:30").unwrap();
    let mut day = stream(2, 60, |_| "own", |_| L::L5);
    day[1].channel = C::Device;
    day[1].at = at("2022-07-20T13:00:00Z");
    assert_eq!(outside_hours(&day, &hours, true).unwrap().ratings, [day[1].id]);
    assert_eq!(
        from_staff(&day, &BTreeSet::from(["own"])).unwrap().ratings,
        [day[0].id]
    );
    assert_eq!(from_staff(&day, &BTreeSet::new()), None);
}

#[test]
fn a_group_is_decided_by_two_persons_from_elsewhere_who_agree() {
    let (unit, one, two) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
    let first = Review {
        person: one,
        home_org: None,
        org: unit,
        state: FlagState::Open,
        first: None,
        verdict: FlagVerdict::Exclude,
    };
    assert_eq!(review(first), Ok(Reviewed::Noted));
    let second = Review {
        person: two,
        state: FlagState::Reviewed,
        first: Some((one, FlagVerdict::Exclude)),
        ..first
    };
    assert_eq!(review(second), Ok(Reviewed::Decided(FlagVerdict::Exclude)));
    let differs = Review {
        verdict: FlagVerdict::Keep,
        ..second
    };
    assert_eq!(review(differs), Ok(Reviewed::Again));
    let code = |review_: Review| review(review_).unwrap_err().code;
    assert_eq!(
        code(Review {
            person: one,
            ..second
        }),
        RefusalCode::Conflict
    );
    assert_eq!(
        code(Review {
            home_org: Some(unit),
            ..second
        }),
        RefusalCode::Conflict
    );
    assert_eq!(
        code(Review {
            state: FlagState::Decided,
            ..second
        }),
        RefusalCode::State
    );
}
