//! What the clock does for the panel: terms begin and end, and the office is reminded 30 days before (§3.14).

use remit_shared::identity::Role;
use remit_shared::notice::NoticeKind;
use remit_shared::panel::AppointmentState;
use remit_store::entity::appointment;
use remit_store::panel::AppointmentRow;
use remit_store::panel::appointment as rows;
use remit_store::row;
use uuid::Uuid;

use super::appointment::{read, settle, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Appointments looked at in one statement.
const CHUNK: u64 = 200;

/// Begins and ends the terms that are due and reminds of those that end soon; returns how many appointments it
/// changed. Safe to repeat and to run on several nodes: each is judged again inside its transaction.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let days = (ctx.today(), read::soon(app, ctx.today()));
    let (mut changed, mut after) = (0, None);
    loop {
        let due = rows::watch_due(app.db.read(), app.settings.jurisdiction_id, days, after, CHUNK).await?;
        let Some(last) = due.last() else {
            return Ok(changed);
        };
        after = Some(last.id);
        for row in &due {
            changed += usize::from(run_one(app, ctx, row.id).await?);
        }
    }
}

async fn run_one(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<bool> {
    let mut work = Work::begin(app, ctx, "appointment.clock").await?;
    let result = run_in(&mut work, id).await;
    if matches!(result, Ok(false)) {
        work.abandon().await?;
        return Ok(false);
    }
    work.finish(result).await
}

async fn run_in(work: &mut Work<'_>, id: Uuid) -> Answer<bool> {
    let Some(found) = rows::by_ids(&work.tx, work.tx.jurisdiction_id(), &[id])
        .await?
        .pop()
    else {
        return Ok(false);
    };
    work.subject(
        "appointment",
        found.appointment.id,
        found.person.display_name.clone(),
    );
    let (found, fired) = settle(work, found).await?;
    let reminded = remind(work, found).await?;
    Ok(fired > 0 || reminded)
}

async fn remind(work: &mut Work<'_>, found: AppointmentRow) -> Answer<bool> {
    let (row, today) = (found.appointment, work.ctx.today());
    let ends_soon = row.state.get() == AppointmentState::Active && row.term_to <= read::soon(work.app, today);
    if !ends_soon || row.reminded_on.is_some() {
        return Ok(false);
    }
    let next = appointment::Model {
        reminded_on: Some(today),
        updated_at: work.ctx.now(),
        ..row
    };
    let saved = row::update(&work.tx, next).await?;
    let told = (&[Role::Ol, Role::Ov][..], Some(NoticeKind::AppointmentEnding));
    tell(work, &saved, &found.person.display_name, told).await?;
    Ok(true)
}
