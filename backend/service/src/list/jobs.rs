//! What the clock does: reminds units of overdue lists and the office of checks that are due. Once each.

use remit_shared::list::adjustment::AdjustmentStep;
use remit_shared::notice::NoticeKind;
use remit_shared::problem::machine::Audience;
use remit_store::entity::{duty_adjustment, list_trigger};
use remit_store::list::{adjustment, trigger};
use remit_store::row;

use super::tell;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Reminds of what is due; returns of how many. Safe to repeat and to run on several nodes.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let (conn, jurisdiction, today) = (app.db.read(), app.settings.jurisdiction_id, ctx.today());
    let late = trigger::watch_overdue(conn, jurisdiction, today).await?;
    let checks = adjustment::watch_checks(conn, jurisdiction, today).await?;
    if late.is_empty() && checks.is_empty() {
        return Ok(0);
    }
    let mut work = Work::begin(app, ctx, "lists.clock").await?;
    let result = remind(&mut work).await;
    if matches!(result, Ok(0)) {
        work.abandon().await?;
        return Ok(0);
    }
    work.finish(result).await
}

/// The same inside the transaction, where nobody else can have done it meanwhile.
async fn remind(work: &mut Work<'_>) -> Answer<usize> {
    let (jurisdiction, today, now) = (work.tx.jurisdiction_id(), work.ctx.today(), work.ctx.now());
    let late = trigger::watch_overdue(&work.tx, jurisdiction, today).await?;
    let checks = adjustment::watch_checks(&work.tx, jurisdiction, today).await?;
    let told = late.len() + checks.len();
    for row in late {
        let reminded = list_trigger::Model {
            reminded_on: Some(today),
            updated_at: now,
            ..row
        };
        let row = row::update(&work.tx, reminded).await?;
        let audiences = [Audience::UnitLead, Audience::UnitContact, Audience::Oversight];
        tell::of_trigger(work, &row, &audiences, NoticeKind::ListTriggerOverdue).await?;
    }
    for row in checks {
        let reminded = duty_adjustment::Model {
            reminded_on: Some(today),
            updated_at: now,
            ..row
        };
        let row = row::update(&work.tx, reminded).await?;
        let step = AdjustmentStep {
            notify: &[Audience::Oversight],
            notice: Some(NoticeKind::AdjustmentCheckDue),
            ..AdjustmentStep::to(row.state.get())
        };
        tell::of_adjustment(work, &row, &step).await?;
    }
    Ok(told)
}
