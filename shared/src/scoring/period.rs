//! Which records count in a year's result (§5, §3.10): one rule for every kind of input.
//!
//! *What happened in the year, as recorded by the cut-off.* Something that happens belongs to the calendar year of its
//! day; something that is owed belongs to the year in which it falls due, so that every obligation is judged once. The
//! days between New Year and the cut-off are there for recording, not for happening: a problem raised on 5 January
//! counts in the new year only, while the close-out on 5 January of a problem of the old year is still seen.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::calendar::shanghai_day;

/// The days of a year that a result is made of, and the day up to which its records were taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScorePeriod {
    year: i32,
    cut_on: NaiveDate,
}

impl ScorePeriod {
    /// A year, with the last day on which a record was taken.
    pub fn new(year: i32, cut_on: NaiveDate) -> Self {
        Self { year, cut_on }
    }

    /// The year.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// First day on which something happens that counts.
    pub fn first(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, 1, 1).unwrap_or(self.cut_on)
    }

    /// Last day on which something happens that counts: the year's, or the cut-off of a trial run within the year.
    pub fn last(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, 12, 31).map_or(self.cut_on, |end| end.min(self.cut_on))
    }

    /// Last day of which the records are taken.
    pub fn cut_on(&self) -> NaiveDate {
        self.cut_on
    }

    /// Whether something that happened, or fell due, on this day counts.
    pub fn holds(&self, day: NaiveDate) -> bool {
        day.year() == self.year && day <= self.cut_on
    }

    /// Whether something written down at this instant was recorded by the cut-off.
    pub fn recorded(&self, at: DateTime<Utc>) -> bool {
        shanghai_day(at) <= self.cut_on
    }
}

#[cfg(test)]
mod tests {
    use super::ScorePeriod;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn every_day_happens_in_one_year_and_january_only_records_the_last() {
        let period = ScorePeriod::new(2022, day("2023-01-10"));
        assert_eq!(
            (period.first(), period.last()),
            (day("2022-01-01"), day("2022-12-31"))
        );
        for (on, held) in [
            ("2021-12-31", false),
            ("2022-01-01", true),
            ("2022-12-31", true),
            ("2023-01-01", false),
            ("2023-01-10", false),
        ] {
            assert_eq!(period.holds(day(on)), held, "{on}");
        }
        // Midnight in Shanghai is 16:00 UTC.
        assert!(period.recorded("2023-01-10T15:59:59Z".parse().expect("an instant")));
        assert!(!period.recorded("2023-01-10T16:00:00Z".parse().expect("an instant")));
    }

    #[test]
    fn two_years_share_no_day_and_leave_none_out() {
        let (old, new) = (
            ScorePeriod::new(2022, day("2023-01-10")),
            ScorePeriod::new(2023, day("2024-01-10")),
        );
        for on in day("2022-01-01").iter_days().take(365 * 2) {
            assert_ne!(old.holds(on), new.holds(on), "{on}");
        }
    }

    #[test]
    fn a_trial_run_within_the_year_ends_at_its_cut_off() {
        let period = ScorePeriod::new(2022, day("2022-06-30"));
        assert_eq!(period.last(), day("2022-06-30"));
        assert!(!period.holds(day("2022-07-01")));
    }
}
