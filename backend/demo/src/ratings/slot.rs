//! What is decided about one rating before its row is made.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::calendar::WorkCalendar;
use remit_shared::rating::{RatingChannel, RatingLevel, RatingStatus};
use uuid::Uuid;

use crate::hours;
use crate::rng::Rng;

/// How the case of a bad rating went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// Closed, every step in time.
    InTime,
    /// Closed after the reply came late.
    Late,
    /// Still open, the reply overdue.
    Overdue,
}

/// One rating.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// Place among all ratings.
    pub index: u64,
    /// Place of the unit among those with windows.
    pub unit: usize,
    /// Place of the window in the unit; none on platforms and the hotline.
    pub window: Option<usize>,
    pub channel: RatingChannel,
    pub level: RatingLevel,
    pub status: RatingStatus,
    /// Flagged ratings belong to a group.
    pub flag: Option<Uuid>,
    pub at: DateTime<Utc>,
    /// The rating whose receipt it names once more.
    pub repeats: Option<u64>,
    /// How its case went, for bad ones.
    pub course: Option<Course>,
}

impl Slot {
    /// Whether it names a receipt.
    pub fn receipted(&self) -> bool {
        matches!(
            self.channel,
            RatingChannel::Device | RatingChannel::QrReceipt | RatingChannel::Platform
        )
    }
}

/// The working days of 2022.
pub(super) fn days(calendar: &WorkCalendar) -> Vec<NaiveDate> {
    let year = hours::day(2022, 1, 4)..=hours::day(2022, 12, 30);
    calendar
        .days()
        .iter()
        .filter(|day| day.is_working && year.contains(&day.date))
        .map(|day| day.date)
        .collect()
}

/// A moment of a working day.
pub(super) fn moment(rng: &mut Rng, day: NaiveDate) -> DateTime<Utc> {
    hours::at(day, rng.between(0, hours::MINUTES - 1), rng.between(0, 59))
}
