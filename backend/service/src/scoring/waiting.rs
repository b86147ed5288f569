//! What waits: drafts to review, reviewed results to publish, appeals to decide; and staffing proposals, which follow.

use remit_shared::identity::Role;
use remit_shared::policy::Capability;
use remit_shared::scoring::life::{RunEventKind, RunState};
use remit_store::scoring as rows;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::staffing::read as staffing;
use crate::workbench::QueueItem;

/// The lines of the reader's queue that come from results.
pub async fn queue(app: &App, ctx: &OpCtx) -> Answer<Vec<QueueItem>> {
    let actor = ctx.signed_in()?;
    if !matches!(actor.role, Role::Ol | Role::Ov | Role::Os) {
        return Ok(Vec::new());
    }
    let proposals = staffing::queue(app, ctx).await?;
    let mut items: Vec<QueueItem> = proposals
        .into_iter()
        .map(|(row, event)| QueueItem::Proposal(Box::new(row), event))
        .collect();
    if actor.role == Role::Os {
        return Ok(items);
    }
    let conn = app.db.read();
    let scope = ctx.authorise(Capability::DraftRead)?;
    for run in rows::newest_runs(conn, &scope).await? {
        let event = match (run.state.get(), actor.role) {
            (RunState::Draft, Role::Ov) => RunEventKind::Review,
            (RunState::Reviewed, Role::Ol) if run.ran_by != Some(actor.person_id) => RunEventKind::Publish,
            _ => continue,
        };
        items.push(QueueItem::ScoreRun(Box::new(run), event));
    }
    if actor.role == Role::Ol {
        let appeals = rows::filed_appeals(conn, &scope).await?;
        items.extend(appeals.into_iter().map(|row| QueueItem::Appeal(Box::new(row))));
    }
    Ok(items)
}
