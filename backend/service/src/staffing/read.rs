//! Reading proposals: the board of a year, one sheet, what can be done with it, what waits.

use remit_shared::identity::Role;
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use remit_shared::staffing::machine::{ProposalFacts, available};
use remit_shared::staffing::{ProposalEventKind, ProposalState};
use remit_store::Text;
use remit_store::entity::staffing_proposal::Model;
use remit_store::staffing as rows;
use remit_store::staffing::ProposalFilter;
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// Lines of a queue shown at most.
const QUEUE_SHOWN: u64 = 30;

/// The proposals of a year that the reader may see.
pub async fn of_year(app: &App, ctx: &OpCtx, year: i32, filter: &ProposalFilter) -> Answer<Vec<Model>> {
    let scope = ctx.authorise(Capability::StaffingRead)?;
    Ok(rows::of_year(app.db.read(), &scope, year, filter).await?)
}

/// One proposal.
pub async fn find(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<Model>> {
    let scope = ctx.authorise(Capability::StaffingRead)?;
    Ok(rows::find(app.db.read(), &scope, id).await?)
}

/// What a proposal rests on: the run, or the problems.
pub fn basis_ids(row: &Model) -> Vec<Uuid> {
    serde_json::from_str(&row.basis_ids).unwrap_or_default()
}

/// What the reader could do with proposals, each with the reason why not now; one statement for all of them.
pub async fn actions(
    app: &App,
    ctx: &OpCtx,
    proposals: &[Model],
) -> Answer<Vec<Vec<(ProposalEventKind, Result<(), Refusal>)>>> {
    let actor = ctx.signed_in()?;
    let mut years: Vec<i32> = proposals
        .iter()
        .filter(|row| row.state.get() == ProposalState::Implemented)
        .map(|row| row.year + 1)
        .collect();
    years.sort_unstable();
    years.dedup();
    let frozen = rows::frozen_years(app.db.read(), actor.jurisdiction_id, &years).await?;
    let of = |row: &Model| {
        let facts = ProposalFacts {
            role: actor.role,
            person: actor.person_id,
            drafted_by: row.drafted_by,
            kind: row.kind.get(),
            band: row.band.map(Text::get),
            security: row.security.map(Text::get),
            next_result: frozen.contains(&(row.year + 1)),
            text: None,
            doc_no: None,
        };
        available(row.state.get(), &facts)
    };
    Ok(proposals.iter().map(of).collect())
}

/// What waits for the reader: drafts to check, checked ones to submit, submitted ones to decide, adopted ones to implement.
pub async fn queue(app: &App, ctx: &OpCtx) -> Answer<Vec<(Model, ProposalEventKind)>> {
    let states: &[ProposalState] = match ctx.signed_in()?.role {
        Role::Ol => &[ProposalState::Checked, ProposalState::Submitted],
        Role::Ov => &[ProposalState::Draft],
        Role::Os => &[ProposalState::Adopted],
        _ => return Ok(Vec::new()),
    };
    let scope = ctx.authorise(Capability::StaffingRead)?;
    let waiting = rows::waiting(app.db.read(), &scope, states, QUEUE_SHOWN).await?;
    let actions = actions(app, ctx, &waiting).await?;
    let first = |actions: Vec<(ProposalEventKind, Result<(), Refusal>)>| {
        let allowed = actions.into_iter().find(|(_, outcome)| outcome.is_ok());
        allowed.map(|(event, _)| event)
    };
    Ok(waiting
        .into_iter()
        .zip(actions)
        .filter_map(|(row, actions)| Some((row, first(actions)?)))
        .collect())
}
