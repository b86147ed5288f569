//! Office hours: 8:30–12:00 and 13:30–17:30 in Asia/Shanghai. Everything in the demo's history happens then.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use remit_shared::calendar::end_of_day_utc;

/// Minutes of the morning, 8:30 to 12:00.
const MORNING: u32 = 210;
/// Minutes of noon, 12:00 to 13:30.
const NOON: u32 = 90;
/// Minute of the day at which the office opens.
const OPENS: u32 = 8 * 60 + 30;
/// Minutes of a working day.
pub(crate) const MINUTES: u32 = 450;

/// A date written out; the tables use it.
pub(crate) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

/// The instant at which the `minute`-th minute of the office's day begins, noon left out.
pub(crate) fn at(date: NaiveDate, minute: u32, second: u32) -> DateTime<Utc> {
    let noon = if minute < MORNING { 0 } else { NOON };
    let seconds = i64::from(OPENS + minute + noon) * 60 + i64::from(second);
    end_of_day_utc(date) - Duration::days(1) + Duration::seconds(seconds)
}

/// The instant at which the office opens; the clock's automatic steps are dated so.
pub(crate) fn opening(date: NaiveDate) -> DateTime<Utc> {
    at(date, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn the_office_opens_at_half_past_eight_rests_at_noon_and_closes_at_half_past_five() {
        let utc = |hour, minute| Utc.with_ymd_and_hms(2022, 5, 12, hour, minute, 0).unwrap();
        let date = day(2022, 5, 12);
        assert_eq!(opening(date), utc(0, 30));
        assert_eq!(at(date, MORNING - 1, 0), utc(3, 59));
        assert_eq!(at(date, MORNING, 0), utc(5, 30));
        assert_eq!(at(date, MINUTES - 1, 0), utc(9, 29));
    }
}
