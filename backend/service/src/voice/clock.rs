//! What the clock does to windows: opens, reminds once, closes. Once a minute; safe to repeat on several nodes.

use remit_shared::notice::NoticeKind;
use remit_shared::voice::window as machine;
use remit_shared::voice::{VoiceWindowEventKind, VoiceWindowState};
use remit_store::entity::voice_window;
use remit_store::voice::window as rows;
use remit_store::{Text, row};

use super::tell;
use super::window::facts_of;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// States that the clock moves on.
const LIVE: [VoiceWindowState; 2] = [VoiceWindowState::Scheduled, VoiceWindowState::Open];

/// Does what is due; returns how many windows changed.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let live = rows::in_states(app.db.read(), app.settings.jurisdiction_id, &LIVE).await?;
    let mut changed = 0;
    for window in live {
        if is_due(app, ctx, &window).await? {
            changed += usize::from(run_one(app, ctx, &window).await?);
        }
    }
    Ok(changed)
}

async fn is_due(app: &App, ctx: &OpCtx, window: &voice_window::Model) -> Answer<bool> {
    let facts = facts_of(window, ctx.today());
    let state = window.state.get();
    Ok(machine::automatic(state, &facts).is_some() || reminds(app, ctx, window).await?)
}

async fn reminds(app: &App, ctx: &OpCtx, window: &voice_window::Model) -> Answer<bool> {
    if window.state != VoiceWindowState::Open {
        return Ok(false);
    }
    let calendar = app.calendar.get(app).await?;
    let days = app.settings.deadlines.alert_blue;
    Ok(machine::reminds(
        window.state.get(),
        &facts_of(window, ctx.today()),
        &calendar,
        days,
    )?)
}

async fn run_one(app: &App, ctx: &OpCtx, window: &voice_window::Model) -> Answer<bool> {
    let mut work = Work::begin(app, ctx, "voice_window.clock").await?;
    let result = settle(&mut work, window).await;
    if matches!(result, Ok(false)) {
        work.abandon().await?;
        return Ok(false);
    }
    work.finish(result).await
}

/// Fires everything that is due, one after the other; a server that slept catches up.
async fn settle(work: &mut Work<'_>, known: &voice_window::Model) -> Answer<bool> {
    let Some(mut window) = rows::by_id(&work.tx, work.tx.jurisdiction_id(), known.id).await? else {
        return Ok(false);
    };
    let version = window.version;
    while let Some(event) = machine::automatic(window.state.get(), &facts_of(&window, work.ctx.today())) {
        let facts = facts_of(&window, work.ctx.today());
        window.state = Text(machine::next(window.state.get(), event, &facts)?);
        window.updated_at = work.ctx.now();
        if event == VoiceWindowEventKind::Close {
            window.closed_at = Some(work.ctx.now());
        }
        window = row::update(&work.tx, window).await?;
        work.subject("voice_window", window.id, tell::name(&window));
        if event == VoiceWindowEventKind::Open {
            tell::asked(work, &window, NoticeKind::VoiceOpened).await?;
        } else {
            tell::lead(work, &window, NoticeKind::VoiceClosed).await?;
        }
    }
    if reminds(work.app, work.ctx, &window).await? {
        (window.reminded_on, window.updated_at) = (Some(work.ctx.today()), work.ctx.now());
        window = row::update(&work.tx, window).await?;
        work.subject("voice_window", window.id, tell::name(&window));
        tell::unfinished(work, &window, NoticeKind::VoiceReminder).await?;
    }
    Ok(window.version != version)
}
