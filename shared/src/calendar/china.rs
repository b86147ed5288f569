//! Public holidays and make-up working days of mainland China as announced by the State Council
//! (2022: 国办发明电〔2021〕11号; 2023: 国办发明电〔2022〕16号). Used by the demo city and by the tests;
//! an installation keeps its own calendar rows.

use chrono::{Datelike, NaiveDate};

use super::Day;

/// A run of days off, first and last as (year, month, day), and its name.
type Holiday = ((i32, u32, u32), (i32, u32, u32), &'static str);

/// Holidays of 2022 and 2023. New Year 2023 begins on 31 December 2022.
pub const HOLIDAYS: &[Holiday] = &[
    ((2022, 1, 1), (2022, 1, 3), "元旦"),
    ((2022, 1, 31), (2022, 2, 6), "春节"),
    ((2022, 4, 3), (2022, 4, 5), "清明节"),
    ((2022, 4, 30), (2022, 5, 4), "劳动节"),
    ((2022, 6, 3), (2022, 6, 5), "端午节"),
    ((2022, 9, 10), (2022, 9, 12), "中秋节"),
    ((2022, 10, 1), (2022, 10, 7), "国庆节"),
    ((2022, 12, 31), (2023, 1, 2), "元旦"),
    ((2023, 1, 21), (2023, 1, 27), "春节"),
    ((2023, 4, 5), (2023, 4, 5), "清明节"),
    ((2023, 4, 29), (2023, 5, 3), "劳动节"),
    ((2023, 6, 22), (2023, 6, 24), "端午节"),
    ((2023, 9, 29), (2023, 10, 6), "中秋节、国庆节"),
    ((2023, 12, 30), (2023, 12, 31), "元旦"),
];

/// Weekend days worked in exchange, with the holiday they make up for.
pub const MAKE_UP_DAYS: &[((i32, u32, u32), &str)] = &[
    ((2022, 1, 29), "春节调休上班"),
    ((2022, 1, 30), "春节调休上班"),
    ((2022, 4, 2), "清明节调休上班"),
    ((2022, 4, 24), "劳动节调休上班"),
    ((2022, 5, 7), "劳动节调休上班"),
    ((2022, 10, 8), "国庆节调休上班"),
    ((2022, 10, 9), "国庆节调休上班"),
    ((2023, 1, 28), "春节调休上班"),
    ((2023, 1, 29), "春节调休上班"),
    ((2023, 4, 23), "劳动节调休上班"),
    ((2023, 5, 6), "劳动节调休上班"),
    ((2023, 6, 25), "端午节调休上班"),
    ((2023, 10, 7), "国庆节调休上班"),
    ((2023, 10, 8), "国庆节调休上班"),
];

/// First and last year of the tables above.
pub const YEARS: (i32, i32) = (2022, 2023);

/// The days from `from` to `to`, both included, by the official arrangements.
///
/// Years without an arrangement here are left out rather than guessed: the result covers the part of the range
/// that lies in [`YEARS`].
pub fn china_days(from: NaiveDate, to: NaiveDate) -> Vec<Day> {
    from.iter_days()
        .take_while(|date| *date <= to && date.year() <= YEARS.1)
        .filter(|date| date.year() >= YEARS.0)
        .map(china_day)
        .collect()
}

/// All days of the announced years.
pub fn all_china_days() -> Vec<Day> {
    let from = NaiveDate::from_ymd_opt(YEARS.0, 1, 1).unwrap_or_default();
    let to = NaiveDate::from_ymd_opt(YEARS.1, 12, 31).unwrap_or_default();
    china_days(from, to)
}

fn china_day(date: NaiveDate) -> Day {
    let key = (date.year(), date.month(), date.day());
    if let Some((_, note)) = MAKE_UP_DAYS.iter().find(|(day, _)| *day == key) {
        return Day {
            date,
            is_working: true,
            note: (*note).to_owned(),
        };
    }
    if let Some((_, _, note)) = HOLIDAYS
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&key))
    {
        return Day {
            date,
            is_working: false,
            note: (*note).to_owned(),
        };
    }
    Day {
        date,
        is_working: date.weekday().number_from_monday() <= 5,
        note: String::new(),
    }
}
