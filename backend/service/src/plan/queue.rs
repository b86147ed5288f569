//! What of the plans waits for the person at the workbench (K37).

use remit_shared::identity::Role;
use remit_shared::plan::{PlanEventKind, PlanState};
use remit_shared::policy::Capability;
use remit_store::entity::supervision_plan;
use remit_store::page::Slice;
use remit_store::plan::version::{self as rows, PlanFilter};

use super::read;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// Versions in the making looked at; there is one a year.
const LOOKED_AT: u64 = 4;

/// Plans on which this person has something to do now, with what that is: drafting, consulting and answering for
/// OV, the signature for OL, the opinion for a unit's lead who has not given one.
pub async fn waiting(app: &App, ctx: &OpCtx) -> Answer<Vec<(supervision_plan::Model, PlanEventKind)>> {
    let role = ctx.signed_in()?.role;
    if !matches!(role, Role::Ol | Role::Ov | Role::Dl) {
        return Ok(Vec::new());
    }
    let scope = ctx.authorise(Capability::PlanRead)?;
    let filter = PlanFilter {
        year: None,
        states: vec![PlanState::Draft, PlanState::Consulted, PlanState::Approved],
    };
    let page = rows::page(app.db.read(), &scope, &filter, Slice::first(LOOKED_AT)).await?;
    let mut lines = Vec::new();
    for row in page.rows {
        if role == Role::Dl && !rows::opinions(app.db.read(), &scope, row.id).await?.is_empty() {
            continue;
        }
        let detail = read::detail(app, ctx, row).await?;
        let answered = detail.plan.opinions.unanswered.is_empty();
        let allowed = detail.actions.iter().filter(|action| action.outcome.is_ok());
        let duty = allowed.map(|action| action.event).find(|event| match event {
            PlanEventKind::Edit => false,
            PlanEventKind::Answer => !answered,
            _ => true,
        });
        lines.extend(duty.map(|event| (detail.plan.row, event)));
    }
    Ok(lines)
}
