//! Work calendar (K43): which days count, and how a deadline of "n working days" came about.
//!
//! A deadline "n WD" counts from the day after the event and ends at 24:00 Asia/Shanghai of the n-th working
//! day (domain §0). Everything here is exact arithmetic on dates; the calendar itself is data.

pub mod china;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, RefusalCode};

/// Asia/Shanghai is UTC+8 all year; it has had no summer time since 1991.
const SHANGHAI_SECONDS_EAST: i32 = 8 * 3600;

/// One calendar day as the office keeps it (§2 `WorkDay`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The day, in Asia/Shanghai.
    pub date: NaiveDate,
    /// Whether deadlines count it.
    pub is_working: bool,
    /// Name of the holiday or of the make-up arrangement; empty on ordinary days.
    pub note: String,
}

crate::wire_enum! {
    /// Why a day counts or does not (the due-date explainer).
    pub enum DayReason {
        Working = "WORKING", "工作日", "working day";
        MakeUp = "MAKE_UP", "调休上班", "make-up working day";
        Weekend = "WEEKEND", "周末", "weekend";
        Holiday = "HOLIDAY", "节假日", "public holiday";
    }
}

impl DayReason {
    /// The reason of a day, from its weekday and its entry in the calendar.
    pub fn of(day: &Day) -> Self {
        use chrono::Datelike;
        let weekend = day.date.weekday().number_from_monday() > 5;
        match (day.is_working, weekend) {
            (true, false) => Self::Working,
            (true, true) => Self::MakeUp,
            (false, true) if day.note.is_empty() => Self::Weekend,
            (false, _) => Self::Holiday,
        }
    }
}

/// One day of an explained deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedDay {
    /// The day.
    pub date: NaiveDate,
    /// The how-many-th counted day it is (from 1); `None` when it is skipped.
    pub counted: Option<u32>,
    /// Why it counts or not.
    pub reason: DayReason,
    /// The calendar's note on it.
    pub note: String,
}

/// A contiguous stretch of days with fast working-day arithmetic (K43).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCalendar {
    first: NaiveDate,
    days: Vec<Day>,
    /// Working days among `days[..=i]`.
    counts: Vec<u32>,
}

impl WorkCalendar {
    /// Builds a calendar from days in any order; refuses an empty list, a duplicate and a gap (`E_INPUT`).
    pub fn new(mut days: Vec<Day>) -> Result<Self, Refusal> {
        days.sort_by_key(|day| day.date);
        for pair in days.windows(2) {
            if let [before, after] = pair {
                check_neighbours(before.date, after.date)?;
            }
        }
        let Some(first) = days.first().map(|day| day.date) else {
            return Err(Refusal::new(
                RefusalCode::Input,
                "工作日历为空，请先导入当年的工作日历。",
                "The work calendar is empty; import the calendar of the year first.",
            ));
        };
        let mut total = 0;
        let counts = days
            .iter()
            .map(|day| {
                total += u32::from(day.is_working);
                total
            })
            .collect();
        Ok(Self { first, days, counts })
    }

    /// First day of the range.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// Last day of the range.
    pub fn last(&self) -> NaiveDate {
        self.days.last().map_or(self.first, |day| day.date)
    }

    /// The days, ascending.
    pub fn days(&self) -> &[Day] {
        &self.days
    }

    /// The entry of a date, or `E_INPUT` outside the range.
    pub fn day(&self, date: NaiveDate) -> Result<&Day, Refusal> {
        let index = usize::try_from(date.signed_duration_since(self.first).num_days()).ok();
        index
            .and_then(|index| self.days.get(index))
            .ok_or_else(|| self.outside(date))
    }

    /// Whether deadlines count this date.
    pub fn is_working(&self, date: NaiveDate) -> Result<bool, Refusal> {
        Ok(self.day(date)?.is_working)
    }

    /// The `n`-th working day after `from`; `n = 0` gives `from` itself.
    pub fn add_working_days(&self, from: NaiveDate, n: u32) -> Result<NaiveDate, Refusal> {
        let start = self.count_to(from)?;
        if n == 0 {
            return Ok(from);
        }
        let wanted = start.saturating_add(n);
        let index = self.counts.partition_point(|count| *count < wanted);
        self.days
            .get(index)
            .map(|day| day.date)
            .ok_or_else(|| self.too_far(from, n))
    }

    /// Working days after `from` up to and including `to`; negative when `to` lies before `from`.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> Result<i64, Refusal> {
        Ok(i64::from(self.count_to(to)?) - i64::from(self.count_to(from)?))
    }

    /// Working days by which `today` has passed `due`; 0 while it has not. The due day itself is not overdue.
    pub fn overdue_working_days(&self, due: NaiveDate, today: NaiveDate) -> Result<u32, Refusal> {
        Ok(u32::try_from(self.working_days_between(due, today)?).unwrap_or(0))
    }

    /// Every day after `from` up to the `n`-th working day: which one it is, or why it is skipped.
    pub fn explain(&self, from: NaiveDate, n: u32) -> Result<Vec<ExplainedDay>, Refusal> {
        let end = self.add_working_days(from, n)?;
        let mut nth = 0;
        Ok(self
            .days
            .iter()
            .skip_while(|day| day.date <= from)
            .take_while(|day| day.date <= end)
            .map(|day| {
                nth += u32::from(day.is_working);
                ExplainedDay {
                    date: day.date,
                    counted: day.is_working.then_some(nth),
                    reason: DayReason::of(day),
                    note: day.note.clone(),
                }
            })
            .collect())
    }

    fn count_to(&self, date: NaiveDate) -> Result<u32, Refusal> {
        let index = usize::try_from(date.signed_duration_since(self.first).num_days()).ok();
        index
            .and_then(|index| self.counts.get(index))
            .copied()
            .ok_or_else(|| self.outside(date))
    }

    fn outside(&self, date: NaiveDate) -> Refusal {
        let (first, last) = (self.first, self.last());
        Refusal::new(
            RefusalCode::Input,
            format!(
                "日期{date}不在工作日历范围内（{first}至{last}），请改选日期，或请职能运行监管科补充工作日历。"
            ),
            format!(
                "{date} is outside the work calendar ({first} to {last}); choose another date or have the oversight section extend the calendar."
            ),
        )
    }

    fn too_far(&self, from: NaiveDate, n: u32) -> Refusal {
        let last = self.last();
        Refusal::new(
            RefusalCode::Input,
            format!("自{from}起{n}个工作日超出工作日历（止于{last}），请先由职能运行监管科补充工作日历。"),
            format!(
                "{n} working days after {from} lie beyond the work calendar, which ends on {last}; have the oversight section extend it first."
            ),
        )
    }
}

fn check_neighbours(before: NaiveDate, after: NaiveDate) -> Result<(), Refusal> {
    if before == after {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("工作日历中{before}重复，请删除其中一条。"),
            format!("The work calendar has {before} twice; remove one of them."),
        ));
    }
    if before.checked_add_days(Days::new(1)) != Some(after) {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("工作日历在{before}与{after}之间有缺口，请补齐中间的日期。"),
            format!("The work calendar has a gap between {before} and {after}; add the days in between."),
        ));
    }
    Ok(())
}

/// The calendar day in Asia/Shanghai at this instant; deadlines are judged by it.
pub fn shanghai_day(at: DateTime<Utc>) -> NaiveDate {
    shanghai().map_or_else(|| at.date_naive(), |zone| at.with_timezone(&zone).date_naive())
}

/// The instant at which a day ends in Asia/Shanghai: 24:00, that is 16:00 UTC of the same date.
pub fn end_of_day_utc(date: NaiveDate) -> DateTime<Utc> {
    let next = date
        .checked_add_days(Days::new(1))
        .unwrap_or(date)
        .and_time(NaiveTime::MIN);
    Utc.from_utc_datetime(&(next - chrono::Duration::seconds(i64::from(SHANGHAI_SECONDS_EAST))))
}

fn shanghai() -> Option<FixedOffset> {
    FixedOffset::east_opt(SHANGHAI_SECONDS_EAST)
}
