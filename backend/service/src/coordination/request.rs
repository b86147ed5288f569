//! Requests that consultations and cases address to units, judged by the calendar: what A31 counts (§5.7).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use remit_shared::calendar::WorkCalendar;
use remit_store::coordination::request::{self as rows, Request};
use uuid::Uuid;

use crate::app::App;
use crate::failure::Answer;

/// Working days of lateness that still count for something (§5.7: A31).
pub const LATE_WD: u32 = 5;

/// How a unit answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answered {
    /// On time.
    pub on_time: u32,
    /// Late by at most 5 working days.
    pub late: u32,
    /// Later, or not at all.
    pub missed: u32,
}

/// By unit: requests that fell due between two days, on time, late by at most 5 WD, or else.
pub async fn answered(
    app: &App,
    jurisdiction: Uuid,
    days: (NaiveDate, NaiveDate),
) -> Answer<BTreeMap<Uuid, Answered>> {
    let calendar = app.calendar.get(app).await?;
    let mut units: BTreeMap<Uuid, Answered> = BTreeMap::new();
    for request in rows::due_between(app.db.read(), jurisdiction, days).await? {
        let unit = units.entry(request.org_id).or_default();
        match late_by(&calendar, &request)? {
            Some(0) => unit.on_time += 1,
            Some(days) if days <= LATE_WD => unit.late += 1,
            _ => unit.missed += 1,
        }
    }
    Ok(units)
}

/// Working days by which a request was answered late; `None` if it was not.
fn late_by(calendar: &WorkCalendar, request: &Request) -> Answer<Option<u32>> {
    let Some(on) = request.answered_on else {
        return Ok(None);
    };
    Ok(Some(calendar.overdue_working_days(request.due_on, on)?))
}
