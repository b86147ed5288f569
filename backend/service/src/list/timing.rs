//! How punctually units revised their lists (§5.4, A21): one statement for a year.

use chrono::NaiveDate;
use remit_shared::list::trigger::timing;
use remit_shared::policy::Scope;
use remit_shared::scoring::input::record::Timing;
use remit_store::list::trigger;
use uuid::Uuid;

use crate::app::App;
use crate::failure::Answer;

/// An occasion that counts for A21.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Punctuality {
    /// The unit.
    pub org: Uuid,
    /// The occasion, as people name it.
    pub reference: String,
    /// On time, late within 30 working days, later or never.
    pub timing: Timing,
}

/// The occasions that fell due within the days, both included, as they stand at the last of them; by unit.
pub async fn of_days(
    app: &App,
    scope: &Scope,
    (from, cut_on): (NaiveDate, NaiveDate),
) -> Answer<Vec<Punctuality>> {
    let calendar = app.calendar.get(app).await?;
    let rows = trigger::falling_due(app.db.read(), scope, from, cut_on).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let read = timing(row.state.get(), row.due_on, row.submitted_on, cut_on, &calendar)?;
        found.extend(read.map(|timing| Punctuality {
            org: row.org_id,
            reference: row.title,
            timing,
        }));
    }
    Ok(found)
}
