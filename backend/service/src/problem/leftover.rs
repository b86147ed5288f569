//! "No leftover account" (不留余账): open entries older than 90 days, empty or explained line by line (§3.3).

use remit_shared::policy::Capability;
use remit_shared::problem::leftover::{explainable, opened_until};
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::ledger_entry;
use remit_store::problem::ledger::{self, LedgerRow};
use remit_store::{StoreError, row};

use super::Step;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// The report as of today: open entries that are older than the limit, oldest first.
pub async fn report(app: &App, ctx: &OpCtx) -> Answer<Vec<LedgerRow>> {
    let scope = ctx.authorise(Capability::LedgerRead)?;
    let until = opened_until(ctx.today(), app.settings.deadlines.leftover_days);
    Ok(ledger::leftover(app.db.read(), &scope, until).await?)
}

/// The office lead explains one line of it, or words the explanation anew.
pub async fn explain(app: &App, ctx: &OpCtx, step: Step, explanation: &str) -> Answer<ledger_entry::Model> {
    let mut work = Work::begin(app, ctx, "ledger.explain").await?;
    let result = explain_in(&mut work, step, explanation).await;
    work.finish(result).await
}

async fn explain_in(work: &mut Work<'_>, step: Step, explanation: &str) -> Answer<ledger_entry::Model> {
    let scope = work.authorise(Capability::LedgerExplain)?;
    let explanation = text::reason("explanation", explanation)?;
    let found = ledger::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject(
        "ledger_entry",
        found.entry.id,
        found.problem.as_ref().map_or("", |problem| &problem.code),
    );
    if found.entry.version != step.version {
        return Err(StoreError::Stale {
            table: "ledger_entry",
        }
        .into());
    }
    let days = work.app.settings.deadlines.leftover_days;
    let (state, opened_on) = (found.entry.state.get(), found.entry.opened_on);
    explainable(state, opened_on, work.ctx.today(), days)?;
    let entry = ledger_entry::Model {
        explanation: Some(explanation),
        explained_by: Some(work.actor()?.person_id),
        updated_at: work.ctx.now(),
        ..found.entry
    };
    let saved = row::update(&work.tx, entry).await?;
    work.after(&saved);
    Ok(saved)
}
