//! The draw (§3.2) and the light.

use remit_shared::plan::point::draw::{Ticket, draw, quota};
use remit_shared::plan::point::light::{LightDays, PointLight, light};
use remit_shared::plan::point::{PointRules, PointState as S};

use crate::world::{d, rules};

#[test]
fn a_fifth_and_at_least_three_of_every_unit() {
    for (points, visited) in [
        (1, 1),
        (2, 2),
        (3, 3),
        (12, 3),
        (13, 3),
        (15, 3),
        (16, 4),
        (20, 4),
        (21, 5),
    ] {
        assert_eq!(quota(points, rules()), visited, "{points} points");
        assert!(visited * 5 >= points);
    }
}

#[test]
fn the_draw_is_the_stream_of_the_specification_in_the_order_of_the_codes() {
    let codes: Vec<String> = (1..=21).map(|n| format!("MZ-{n:02}")).collect();
    let tickets: Vec<_> = codes.iter().map(|code| Ticket { code, unit: 1 }).collect();
    let lots = draw(20_220_101, &tickets, rules());
    let first: Vec<u64> = lots.iter().take(3).map(|lot| lot.number).collect();
    assert_eq!(
        first,
        [
            0xba11_d758_79b5_1069,
            0x2917_25ca_206d_39ae,
            0xcf18_b7b4_4ac3_4a82
        ]
    );
    let mut chosen: Vec<u64> = lots
        .iter()
        .filter(|lot| lot.chosen)
        .map(|lot| lot.number)
        .collect();
    let mut all: Vec<u64> = lots.iter().map(|lot| lot.number).collect();
    all.sort_unstable();
    chosen.sort_unstable();
    assert_eq!(chosen, all[..5]);
    assert_eq!(lots, draw(20_220_101, &tickets, rules()));
    assert_ne!(lots, draw(20_220_102, &tickets, rules()));
}

#[test]
fn units_compete_among_themselves() {
    let codes: Vec<String> = (0..60).map(|n| format!("P-{n:02}")).collect();
    let tickets: Vec<_> = codes
        .iter()
        .zip(0..)
        .map(|(code, n)| Ticket { code, unit: n % 4 })
        .collect();
    let lots = draw(7, &tickets, rules());
    for unit in 0..4 {
        let of_unit = lots
            .iter()
            .zip(&tickets)
            .filter(|(_, ticket)| ticket.unit == unit);
        assert_eq!(of_unit.filter(|(lot, _)| lot.chosen).count(), 3);
    }
}

#[test]
fn the_light_turns_with_the_month_and_the_deadline() {
    let rules = PointRules::default();
    let lit = |state, since: &str, today: &str| {
        light(
            state,
            Some(d(since)),
            d("2022-09-30"),
            LightDays::of(d(today), &rules),
        )
    };
    assert_eq!(lit(S::Active, "2022-04-01", "2022-04-30"), PointLight::Green);
    assert_eq!(lit(S::Active, "2022-04-01", "2022-05-05"), PointLight::Blue);
    assert_eq!(lit(S::Active, "2022-04-01", "2022-05-06"), PointLight::Yellow);
    assert_eq!(lit(S::Active, "2022-05-06", "2022-05-06"), PointLight::Green);
    assert_eq!(lit(S::ChangePending, "2022-10-02", "2022-10-03"), PointLight::Red);
    assert_eq!(lit(S::Claimed, "2022-04-01", "2022-10-03"), PointLight::None);
}
