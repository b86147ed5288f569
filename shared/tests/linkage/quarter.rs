//! The windows of the year of the office (§9).

use remit_shared::linkage::quarter::Quarter;
use remit_shared::refusal::RefusalCode as C;

use crate::world::{calendar, d, deadlines};

#[test]
fn the_windows_of_2022_open_and_end_as_the_year_of_the_office_says() {
    for (quarter, opens, closes, grace) in [
        (1, "2022-03-18", "2022-03-31", "2022-04-08"),
        (2, "2022-06-17", "2022-06-30", "2022-07-07"),
        (3, "2022-09-19", "2022-09-30", "2022-10-12"),
        (4, "2022-12-19", "2022-12-31", "2023-01-09"),
    ] {
        let days = Quarter::new(2022, quarter)
            .and_then(|quarter| quarter.window(calendar(), deadlines()))
            .unwrap();
        assert_eq!(
            (days.opens_on, days.closes_on, days.grace_until),
            (d(opens), d(closes), d(grace)),
            "quarter {quarter}"
        );
        let working = calendar().working_days_between(days.opens_on, days.closes_on);
        assert_eq!(working, Ok(9), "ten working days, the first one included");
    }
}

#[test]
fn every_day_lies_in_its_quarter_and_quarters_follow_each_other() {
    let mut quarter = Quarter::of(d("2022-01-01"));
    for day in calendar().days() {
        let of = Quarter::of(day.date);
        if of != quarter {
            assert_eq!(of, quarter.next(), "{}", day.date);
            quarter = of;
        }
        let (first, last) = of.days().unwrap();
        assert!((first..=last).contains(&day.date));
    }
    assert_eq!(
        quarter,
        Quarter {
            year: 2023,
            quarter: 4
        }
    );
}

#[test]
fn a_quarter_that_is_none_or_that_the_calendar_does_not_know_is_refused() {
    for (year, quarter) in [(2022, 0), (2022, 5), (1999, 1), (2101, 4)] {
        let refusal = Quarter::new(year, quarter).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (C::Input, Some("quarter")),
            "{year}-{quarter}"
        );
    }
    let later = Quarter {
        year: 2031,
        quarter: 1,
    };
    assert_eq!(
        later
            .window(calendar(), deadlines())
            .map_err(|refusal| refusal.code),
        Err(C::Input)
    );
}
