//! The tiles of adjustments and lists: what waits for the person's hat.

use remit_shared::identity::Role;
use remit_shared::list::{AdjustmentState as S, TriggerState};
use remit_store::list::{AdjustmentFilter, TriggerFilter, adjustment, trigger};

use super::Count;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::list::read::{self, Reader};

/// Adjustments that the oversight section has to move on.
const RUNNING: [S; 5] = [
    S::Proposed,
    S::Consulting,
    S::LegalCheck,
    S::Approved,
    S::ListsUpdated,
];

/// The tiles of a role, those with nothing in them left out.
pub(super) async fn counts(app: &App, ctx: &OpCtx, role: Role) -> Answer<Vec<Count>> {
    if !matches!(role, Role::Ol | Role::Ov | Role::Dl | Role::Dc) {
        return Ok(Vec::new());
    }
    let reader = read::reader(app, ctx).await?;
    let mut tiles = match role {
        Role::Ol => vec![to_approve(app, &reader).await?],
        Role::Ov => vec![running(app, &reader).await?, overdue(app, &reader).await?],
        Role::Dl => vec![to_sign(app, &reader).await?, to_revise(app, &reader).await?],
        _ => vec![to_revise(app, &reader).await?],
    };
    tiles.retain(|tile| tile.count > 0);
    Ok(tiles)
}

fn tile(key: &'static str, count: u64, list: &'static str, filter: &'static str) -> Count {
    Count {
        key,
        count: i64::try_from(count).unwrap_or(i64::MAX),
        list,
        filter,
    }
}

async fn adjustments(app: &App, reader: &Reader, filter: AdjustmentFilter) -> Answer<u64> {
    Ok(adjustment::count(app.db.read(), &reader.scope, &filter).await?)
}

async fn triggers(app: &App, reader: &Reader, filter: TriggerFilter) -> Answer<u64> {
    Ok(trigger::count(app.db.read(), &reader.scope, &filter).await?)
}

async fn to_approve(app: &App, reader: &Reader) -> Answer<Count> {
    let filter = AdjustmentFilter {
        states: vec![S::LegalCheck],
        ..AdjustmentFilter::default()
    };
    let count = adjustments(app, reader, filter).await?;
    Ok(tile(
        "adjustments.toApprove",
        count,
        "/adjustments",
        "states=LEGAL_CHECK",
    ))
}

async fn running(app: &App, reader: &Reader) -> Answer<Count> {
    let filter = AdjustmentFilter {
        states: RUNNING.to_vec(),
        ..AdjustmentFilter::default()
    };
    let count = adjustments(app, reader, filter).await?;
    let states = "states=PROPOSED,CONSULTING,LEGAL_CHECK,APPROVED,LISTS_UPDATED";
    Ok(tile("adjustments.running", count, "/adjustments", states))
}

async fn to_sign(app: &App, reader: &Reader) -> Answer<Count> {
    let filter = AdjustmentFilter {
        states: vec![S::Consulting],
        unsigned_by: reader.actor.org_id,
        ..AdjustmentFilter::default()
    };
    let count = adjustments(app, reader, filter).await?;
    Ok(tile(
        "adjustments.toSign",
        count,
        "/adjustments",
        "states=CONSULTING&unsigned=1",
    ))
}

async fn to_revise(app: &App, reader: &Reader) -> Answer<Count> {
    let filter = TriggerFilter {
        states: vec![TriggerState::Open],
        ..TriggerFilter::default()
    };
    let count = triggers(app, reader, filter).await?;
    Ok(tile("lists.toRevise", count, "/list-triggers", "states=OPEN"))
}

async fn overdue(app: &App, reader: &Reader) -> Answer<Count> {
    let filter = TriggerFilter {
        overdue_on: Some(reader.today),
        ..TriggerFilter::default()
    };
    let count = triggers(app, reader, filter).await?;
    Ok(tile("lists.overdue", count, "/list-triggers", "overdue=1"))
}
