//! The work calendar, for the due-date explainer (K43).

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::calendar as service;
use remit_shared::calendar::Day;

use crate::context::RequestContext;

/// One day of the work calendar (K43).
#[derive(SimpleObject)]
pub struct WorkDay {
    /// The day, in Asia/Shanghai.
    date: NaiveDate,
    /// Whether deadlines count it.
    is_working: bool,
    /// Name of the holiday or of the make-up arrangement; empty on ordinary days.
    note: String,
}

impl From<Day> for WorkDay {
    fn from(day: Day) -> Self {
        Self {
            date: day.date,
            is_working: day.is_working,
            note: day.note,
        }
    }
}

/// Working days by which a deadline has passed; 0 while it has not or where there is none.
pub async fn overdue_by(request: &RequestContext, due: Option<NaiveDate>) -> Result<u32> {
    let Some(due) = due else { return Ok(0) };
    let calendar = request.value(request.app.calendar.get(&request.app).await)?;
    Ok(calendar
        .overdue_working_days(due, request.op.today())
        .unwrap_or(0))
}

/// Reads of the work calendar.
#[derive(Debug, Default)]
pub struct CalendarQuery;

#[Object]
impl CalendarQuery {
    /// The days of a span, at most 800, both ends included, as far as the calendar goes (K43).
    async fn work_calendar(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "First day.")] from: NaiveDate,
        #[graphql(desc = "Last day.")] to: NaiveDate,
    ) -> Result<Vec<WorkDay>> {
        let request = RequestContext::of(ctx)?;
        let days = request.value(service::days(&request.app, &request.op, from, to).await)?;
        Ok(days.into_iter().map(WorkDay::from).collect())
    }
}
