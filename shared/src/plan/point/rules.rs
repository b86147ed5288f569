//! The numbers of §3.2 as a parameter set (§5.13 `deadlines_wd`).

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Deadlines and limits of effectiveness points. Every value is a plan parameter [P]; unknown keys are ignored,
/// missing ones take the default of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PointRules {
    /// Last day for units to submit, month and day.
    pub point_submit_by: (u32, u32),
    /// Last day for the office to approve, month and day.
    pub point_approve_by: (u32, u32),
    /// Working days to review a submitted point, and to send a returned one in again.
    pub point_review: u32,
    /// Working days to decide a change.
    pub point_change: u32,
    /// Working days to verify a claim.
    pub point_verify: u32,
    /// Changes a point may have (a number, not days).
    pub point_changes: u32,
    /// Calendar days by which the oversight section itself may move a due date; beyond it the lead decides.
    pub point_change_own_days: u32,
    /// Calendar days overdue after which a problem is raised.
    pub point_overdue: u32,
    /// Return from which on the office lead is told (a number, not days).
    pub point_returns_to_lead: u32,
    /// Day of the month by which progress is reported.
    pub point_progress_day: u32,
    /// Share of a unit's points that is visited, per cent.
    pub point_sample_percent: u32,
    /// Points of a unit that are visited at least.
    pub point_sample_min: u32,
}

impl Default for PointRules {
    fn default() -> Self {
        Self {
            point_submit_by: (3, 15),
            point_approve_by: (3, 31),
            point_review: 5,
            point_change: 5,
            point_verify: 10,
            point_changes: 2,
            point_change_own_days: 30,
            point_overdue: 30,
            point_returns_to_lead: 3,
            point_progress_day: 5,
            point_sample_percent: 20,
            point_sample_min: 3,
        }
    }
}

impl PointRules {
    /// Last day to submit in a plan's year.
    pub fn submit_by(&self, year: i32) -> NaiveDate {
        day(year, self.point_submit_by)
    }

    /// Last day to approve.
    pub fn approve_by(&self, year: i32) -> NaiveDate {
        day(year, self.point_approve_by)
    }

    /// Day by which the progress after `from` is reported: the progress day of the following month.
    pub fn next_report(&self, from: NaiveDate) -> NaiveDate {
        let month = from.checked_add_months(Months::new(1)).unwrap_or(from);
        month.with_day(self.point_progress_day).unwrap_or(month)
    }
}

/// The last day of a plan's year; §3.2 lets a point run until its end.
pub fn year_end(year: i32) -> NaiveDate {
    day(year, (12, 31))
}

fn day(year: i32, (month, day): (u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX)
}
