//! The work calendar as the use cases need it: loaded once, dropped when it changes (K43).

use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDate;
use remit_shared::calendar::{Day, WorkCalendar};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::calendar as rows;
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};

/// Longest span one query may ask for, days.
const LONGEST_SPAN: i64 = 800;

/// The calendar of the installation's jurisdiction.
#[derive(Debug, Default)]
pub struct CalendarCache {
    loaded: RwLock<Option<Arc<WorkCalendar>>>,
}

impl CalendarCache {
    /// The calendar, read from the database on first use.
    pub async fn get(&self, app: &App) -> Answer<Arc<WorkCalendar>> {
        if let Some(calendar) = self.loaded.read().unwrap_or_else(PoisonError::into_inner).clone() {
            return Ok(calendar);
        }
        let days = all_days(app, app.settings.jurisdiction_id).await?;
        let calendar = WorkCalendar::new(days)
            .map(Arc::new)
            .map_err(|error| Fault::Broken(format!("the work calendar is not usable: {error}")))?;
        *self.loaded.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&calendar));
        Ok(calendar)
    }

    /// Forgets the calendar; the next use reads it again.
    pub fn forget(&self) {
        *self.loaded.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

async fn all_days(app: &App, jurisdiction: Uuid) -> Answer<Vec<Day>> {
    let rows = rows::all_days(app.db.read(), jurisdiction).await?;
    Ok(rows
        .into_iter()
        .map(|row| Day {
            date: row.date,
            is_working: row.is_working,
            note: row.note,
        })
        .collect())
}

/// The days from `from` to `to`, both included, for the due-date explainer.
pub async fn days(app: &App, ctx: &OpCtx, from: NaiveDate, to: NaiveDate) -> Answer<Vec<Day>> {
    ctx.authorise(Capability::CalendarRead)?;
    let span = (to - from).num_days();
    if !(0..=LONGEST_SPAN).contains(&span) {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("请选择起止日期，跨度不超过{LONGEST_SPAN}天。"),
            format!("Choose a span of at most {LONGEST_SPAN} days, from the earlier day to the later one."),
        )
        .on("to")
        .into());
    }
    let days = all_days(app, app.settings.jurisdiction_id).await?;
    Ok(days
        .into_iter()
        .filter(|day| (from..=to).contains(&day.date))
        .collect())
}
