//! The days of a quarter's window, from the work calendar (§3.6).

use chrono::{Datelike, Days, NaiveDate};

use crate::calendar::WorkCalendar;
use crate::problem::deadlines::Deadlines;
use crate::refusal::{Refusal, RefusalCode};

/// A quarter of a year; its order is that of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// Year.
    pub year: i32,
    /// 1 to 4.
    pub quarter: u32,
}

/// The days of a window, all in Asia/Shanghai.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowDays {
    /// Opens at 00:00 of this day, the 10th-last working day of the quarter.
    pub opens_on: NaiveDate,
    /// Closes at 24:00 of this day, the quarter's last.
    pub closes_on: NaiveDate,
    /// Late submissions are taken until 24:00 of this day.
    pub grace_until: NaiveDate,
}

impl Quarter {
    /// A quarter, or `E_INPUT` for a number that is none.
    pub fn new(year: i32, quarter: u32) -> Result<Self, Refusal> {
        if (2000..=2100).contains(&year) && (1..=4).contains(&quarter) {
            return Ok(Self { year, quarter });
        }
        Err(Refusal::new(
            RefusalCode::Input,
            "请填写年度（2000至2100）和季度（1至4）。",
            "Give a year from 2000 to 2100 and a quarter from 1 to 4.",
        )
        .on("quarter"))
    }

    /// The quarter a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self {
            year: day.year(),
            quarter: day.month0() / 3 + 1,
        }
    }

    /// The quarter after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if self.quarter == 4 {
            Self {
                year: self.year + 1,
                quarter: 1,
            }
        } else {
            Self {
                quarter: self.quarter + 1,
                ..self
            }
        }
    }

    /// First and last day.
    pub fn days(self) -> Result<(NaiveDate, NaiveDate), Refusal> {
        let next = self.next();
        let first = NaiveDate::from_ymd_opt(self.year, self.quarter * 3 - 2, 1);
        let after = NaiveDate::from_ymd_opt(next.year, next.quarter * 3 - 2, 1);
        first
            .zip(after.and_then(|day| day.checked_sub_days(Days::new(1))))
            .ok_or_else(|| Refusal::plain(RefusalCode::Input))
    }

    /// The days of its window by the work calendar.
    pub fn window(self, calendar: &WorkCalendar, deadlines: &Deadlines) -> Result<WindowDays, Refusal> {
        let (first, last) = self.days()?;
        // Both ends have to be known, or the count from behind would be short.
        calendar.day(first)?;
        calendar.day(last)?;
        let nth = usize::try_from(deadlines.linkage_open.saturating_sub(1)).unwrap_or(0);
        let opens_on = calendar
            .days()
            .iter()
            .rev()
            .filter(|day| day.is_working && (first..=last).contains(&day.date))
            .nth(nth)
            .map_or(first, |day| day.date);
        Ok(WindowDays {
            opens_on,
            closes_on: last,
            grace_until: calendar.add_working_days(last, deadlines.linkage_grace)?,
        })
    }
}
