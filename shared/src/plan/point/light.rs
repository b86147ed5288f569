//! How fresh the progress of a running point is (§3.2: by the 5th of each month).

use chrono::{Datelike, NaiveDate};

use super::{PointRules, PointState};

crate::wire_enum! {
    /// The light of a point in the daily ledger.
    pub enum PointLight {
        None = "NONE", "不适用", "not running";
        Green = "GREEN", "进度正常", "reported";
        Blue = "BLUE", "本月待填", "due this month";
        Yellow = "YELLOW", "逾期未填", "report overdue";
        Red = "RED", "逾期未完成", "point overdue";
    }
}

/// The days by which lights are told apart today; the store makes conditions of them, [`light`] a light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LightDays {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// First day of the month: a report on or after it is this month's.
    pub month: NaiveDate,
    /// Whether the day by which this month's report was due has passed.
    pub passed: bool,
}

impl LightDays {
    /// The days of today.
    pub fn of(today: NaiveDate, rules: &PointRules) -> Self {
        Self {
            today,
            month: today.with_day(1).unwrap_or(today),
            passed: today.day() > rules.point_progress_day,
        }
    }
}

/// Whether a point in this state runs: its progress is asked for and its deadline counts.
pub fn runs(state: PointState) -> bool {
    matches!(state, PointState::Active | PointState::ChangePending)
}

/// The light of a point. `since` is the day of the last report, or of the beginning of supervision.
pub fn light(state: PointState, since: Option<NaiveDate>, due_on: NaiveDate, days: LightDays) -> PointLight {
    if !runs(state) {
        return PointLight::None;
    }
    if days.today > due_on {
        return PointLight::Red;
    }
    if since.is_some_and(|since| since >= days.month) {
        return PointLight::Green;
    }
    if days.passed {
        PointLight::Yellow
    } else {
        PointLight::Blue
    }
}
