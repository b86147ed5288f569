//! What waits for whom: comments for the leaders, the ballot for the departments' leads, windows and negative records for
//! the office.

use remit_shared::identity::Role;
use remit_shared::policy::Capability;
use remit_shared::voice::{ViolationState, VoiceKind, VoiceWindowState};
use remit_store::entity::{violation, voice_window};
use remit_store::page::Slice;
use remit_store::scoring::inputs;
use remit_store::voice::violation::{ViolationFilter, ViolationSort};
use remit_store::voice::{comment, mutual, violation as violations, window as windows};

use super::violation as records;
use super::{tell, window};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::workbench::{Count, QueueItem};

/// Records looked at for the queue.
const LOOKED_AT: u64 = 30;

/// What a window's line is called.
pub fn title(window: &voice_window::Model) -> String {
    tell::name(window)
}

/// The lines of the person's queue.
pub(crate) async fn queue(app: &App, ctx: &OpCtx) -> Answer<Vec<QueueItem>> {
    let role = ctx.signed_in()?.role;
    let jurisdiction = ctx.signed_in()?.jurisdiction_id;
    let live = [VoiceWindowState::Open, VoiceWindowState::Closed];
    let mut items = Vec::new();
    if matches!(role, Role::Cl | Role::Dl | Role::Ol) {
        for row in windows::in_states(app.db.read(), jurisdiction, &live).await? {
            if let Some(action) = duty(app, ctx, role, &row).await? {
                items.push(QueueItem::VoiceWindow(Box::new(row), action));
            }
        }
    }
    if matches!(role, Role::Ov | Role::Ol) {
        items.extend(records(app, ctx).await?);
    }
    Ok(items)
}

/// What this person has to do in a window: the code of the action.
async fn duty(app: &App, ctx: &OpCtx, role: Role, row: &voice_window::Model) -> Answer<Option<&'static str>> {
    let open = row.state == VoiceWindowState::Open;
    Ok(match (role, row.kind.get()) {
        (Role::Ol, _) => (!open).then_some("PUBLISH"),
        (Role::Cl, VoiceKind::Comment) if open => {
            let scope = ctx.authorise(Capability::CommentOwnRead)?;
            let units = inputs::units(app.db.read(), scope.jurisdiction_id(), ctx.today()).await?;
            let said = comment::own(app.db.read(), &scope, row.year).await?;
            let own = units
                .iter()
                .filter(|unit| unit.leader_id == Some(scope.person_id()));
            let owed = own
                .filter(|unit| !said.iter().any(|one| one.org_id == unit.id && !one.withdrawn))
                .count();
            (owed > 0).then_some("COMMENT")
        }
        (Role::Dl, VoiceKind::Mutual) if open => {
            let Some(own) = ctx.signed_in()?.org_id else {
                return Ok(None);
            };
            let jurisdiction = row.jurisdiction_id;
            let units = inputs::units(app.db.read(), jurisdiction, ctx.today()).await?;
            let asked = window::casters(&units).any(|unit| unit.id == own);
            let cast = mutual::cast(app.db.read(), jurisdiction, row.year).await?;
            (asked && !cast.contains(&own)).then_some("CAST")
        }
        _ => None,
    })
}

/// Negative records that this person may confirm or decide.
async fn records(app: &App, ctx: &OpCtx) -> Answer<Vec<QueueItem>> {
    let reader = records::reader(app, ctx).await?;
    let filter = ViolationFilter {
        states: vec![ViolationState::Recorded, ViolationState::Contested],
        ..ViolationFilter::default()
    };
    let page = records::list(app, &reader, &filter, ViolationSort::Due, Slice::first(LOOKED_AT)).await?;
    let lines = page.rows.into_iter().filter_map(|row: violation::Model| {
        let actions = reader.actions(app, &row);
        let duty = actions.into_iter().find(|action| action.outcome.is_ok())?.event;
        Some(QueueItem::Violation(Box::new(row), duty))
    });
    Ok(lines.collect())
}

/// The tiles of negative records: those that wait in the office, those of the unit that can still be contested.
pub(crate) async fn counts(app: &App, ctx: &OpCtx) -> Answer<Vec<Count>> {
    let role = ctx.signed_in()?.role;
    let (key, filter, state) = match role {
        Role::Ov | Role::Ol => (
            "violations.toConfirm",
            "states=RECORDED",
            ViolationState::Recorded,
        ),
        Role::Dl => (
            "violations.confirmed",
            "states=CONFIRMED",
            ViolationState::Confirmed,
        ),
        _ => return Ok(Vec::new()),
    };
    let scope = ctx.authorise(Capability::ViolationRead)?;
    let narrow = ViolationFilter {
        states: vec![state],
        ..ViolationFilter::default()
    };
    let count = violations::count(app.db.read(), &scope, &narrow).await?;
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    Ok((count > 0)
        .then_some(Count {
            key,
            count,
            list: "/violations",
            filter,
        })
        .into_iter()
        .collect())
}
