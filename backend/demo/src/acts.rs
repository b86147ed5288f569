//! What the office does with the year once its records are there: done by the use cases themselves, after the load, at
//! the hours of 2023 (docs/decisions/0018-acted-results.md). A result cannot be generated row by row: it is what the
//! service makes of the rows.

mod result;
mod staffing;
mod stage;

use remit_service::app::App;

use crate::error::DemoError;
use stage::Stage;

/// The year of the acts.
const YEAR: i32 = 2022;

/// Whether the acts have been done, or at least begun.
pub async fn is_enacted(app: &App) -> Result<bool, DemoError> {
    let stage = Stage::open(app);
    result::exists(&stage).await
}

/// Scores the year, has it contested, freezes and exports it, and proposes what follows from it. The same loaded city gives the same rows.
pub async fn enact(app: &App) -> Result<(), DemoError> {
    let stage = Stage::open(app);
    Box::pin(result::enact(&stage)).await?;
    Box::pin(staffing::enact(&stage)).await
}
