//! What the clock does for ratings: cases past their deadline, flags, contacts to erase (F4).

use remit_store::rating::bad as rows;

use super::bad::run_clock;
use super::flag;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// Cases looked at in one statement.
const CHUNK: u64 = 200;

/// Fires what is due on every running case; returns the changes. Safe to repeat and to run on several nodes.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let (mut changes, mut after) = (0, None);
    loop {
        let conn = app.db.read();
        let cases =
            rows::watch_overdue(conn, app.settings.jurisdiction_id, ctx.today(), after, CHUNK).await?;
        let Some(last) = cases.last() else {
            return Ok(changes);
        };
        after = Some(last.id);
        for case in &cases {
            let ran = run_clock(app, ctx, case.id).await?;
            changes += ran.transitions + ran.alerts;
        }
    }
}

/// Flags what the rules find among the ratings of yesterday and today.
pub async fn run_flags(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let today = ctx.today();
    let mut made = 0;
    for day in [today - chrono::Duration::days(1), today] {
        made += flag::run(app, ctx, day).await?;
    }
    Ok(made)
}
