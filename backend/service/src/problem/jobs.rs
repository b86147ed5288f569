//! What the clock does: automatic transitions and alerts (§3.3), once a minute and before anybody acts.

use remit_shared::problem::machine;
use remit_store::entity::problem;
use remit_store::problem as rows;
use uuid::Uuid;

use super::alert::escalate;
use super::fire::settle;
use super::loaded::{Loaded, facts_of};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Problems looked at in one statement.
const CHUNK: u64 = 200;

/// What one run of the clock changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ran {
    /// Automatic transitions fired.
    pub transitions: usize,
    /// Alerts raised or lowered.
    pub alerts: usize,
}

/// Fires what is due on every live problem. Safe to repeat and to run on several nodes: whatever looks due is
/// judged again inside the writing transaction.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<Ran> {
    let calendar = app.calendar.get(app).await?;
    let soon = calendar.add_working_days(ctx.today(), app.settings.deadlines.alert_blue)?;
    let (mut ran, mut after) = (Ran::default(), None);
    loop {
        let live = rows::watch_live(app.db.read(), app.settings.jurisdiction_id, soon, after, CHUNK).await?;
        let Some(last) = live.last() else { return Ok(ran) };
        after = Some(last.id);
        for row in &live {
            let facts = facts_of(row, ctx.today(), &calendar, &app.settings.deadlines);
            let state = row.state.get();
            if machine::automatic(state, &facts).is_some()
                || machine::alert(state, &facts)? != row.alert.get()
            {
                let one = run_one(app, ctx, row).await?;
                ran.transitions += one.transitions;
                ran.alerts += one.alerts;
            }
        }
    }
}

async fn run_one(app: &App, ctx: &OpCtx, row: &problem::Model) -> Answer<Ran> {
    let mut work = Work::begin(app, ctx, "problem.clock").await?;
    let result = run_in(&mut work, row.id).await;
    if matches!(result, Ok(ran) if ran == Ran::default()) {
        work.abandon().await?;
        return Ok(Ran::default());
    }
    work.finish(result).await
}

async fn run_in(work: &mut Work<'_>, id: Uuid) -> Answer<Ran> {
    let found = rows::watch_find(&work.tx, work.tx.jurisdiction_id(), id).await?;
    let Some(row) = found else {
        return Ok(Ran::default());
    };
    let mut loaded = Loaded::for_clock(work, row).await?;
    let transitions = settle(work, &mut loaded).await?;
    let alerts = usize::from(escalate(work, &mut loaded).await?);
    Ok(Ran { transitions, alerts })
}
