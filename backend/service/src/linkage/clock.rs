//! What the clock does to windows (§3.6): schedules the next one, opens, moves into grace, closes, reminds.
//!
//! Once a minute and before anybody acts. Every step is judged by the machine from the work calendar.

use remit_shared::linkage::quarter::Quarter;
use remit_shared::linkage::window as machine;
use remit_shared::linkage::{Audience, WindowEventKind, WindowState};
use remit_shared::notice::NoticeKind;
use remit_store::entity::linkage_window;
use remit_store::linkage::{self, window as rows};
use remit_store::{Text, row};

use super::loaded::window_facts;
use super::tell;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// States that the clock moves on.
const LIVE: [WindowState; 3] = [WindowState::Scheduled, WindowState::Open, WindowState::Grace];

/// Does what is due; returns how many windows changed. Safe to repeat and to run on several nodes.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<usize> {
    if !is_due(app, ctx).await? {
        return Ok(0);
    }
    let mut work = Work::begin(app, ctx, "linkage_window.clock").await?;
    let result = settle(&mut work).await;
    if matches!(result, Ok(0)) {
        work.abandon().await?;
        return Ok(0);
    }
    work.finish(result).await
}

/// A look without a transaction: once a minute nothing is due.
async fn is_due(app: &App, ctx: &OpCtx) -> Answer<bool> {
    let (conn, jurisdiction, today) = (app.db.read(), app.settings.jurisdiction_id, ctx.today());
    if linkage::members(conn, jurisdiction, today).await?.is_empty() {
        return Ok(false);
    }
    let calendar = app.calendar.get(app).await?;
    let deadlines = &app.settings.deadlines;
    let live = rows::in_states(conn, jurisdiction, &LIVE).await?;
    for window in &live {
        let facts = window_facts(window, today, &calendar, deadlines);
        let state = window.state.get();
        let reminds = window.reminded_on.is_none() && machine::reminds(state, &facts)?;
        if reminds || machine::automatic(state, &facts).is_some() {
            return Ok(true);
        }
    }
    for quarter in wanted(ctx) {
        let known = rows::of_quarter(conn, jurisdiction, quarter).await?.is_some();
        if !known && quarter.window(&calendar, deadlines).is_ok() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The windows that ought to exist: this quarter's and the next one's, which urgent matters are counted in.
fn wanted(ctx: &OpCtx) -> [Quarter; 2] {
    let now = Quarter::of(ctx.today());
    [now, now.next()]
}

/// The same inside a transaction, before somebody acts.
pub(super) async fn settle(work: &mut Work<'_>) -> Answer<usize> {
    let mut changed = schedule(work).await?;
    for window in rows::in_states(&work.tx, work.tx.jurisdiction_id(), &LIVE).await? {
        changed += usize::from(move_on(work, window).await?);
    }
    Ok(changed)
}

/// Writes the windows that do not exist yet, as far as the work calendar reaches.
async fn schedule(work: &mut Work<'_>) -> Answer<usize> {
    let (calendar, jurisdiction) = (work.app.calendar.get(work.app).await?, work.tx.jurisdiction_id());
    let mut written = 0;
    for quarter in wanted(work.ctx) {
        let Ok(days) = quarter.window(&calendar, &work.app.settings.deadlines) else {
            continue;
        };
        if rows::of_quarter(&work.tx, jurisdiction, quarter).await?.is_some() {
            continue;
        }
        let now = work.ctx.now();
        let row = linkage_window::Model {
            id: work.ctx.new_id(),
            jurisdiction_id: jurisdiction,
            year: quarter.year,
            quarter: i32::try_from(quarter.quarter).unwrap_or(0),
            opens_on: days.opens_on,
            closes_on: days.closes_on,
            grace_until: days.grace_until,
            state: Text(WindowState::Scheduled),
            due_on: None,
            reminded_on: None,
            opened_at: None,
            closed_at: None,
            studied_at: None,
            studied_by: None,
            study_note: None,
            fed_back_at: None,
            fed_back_by: None,
            feedback: None,
            created_at: now,
            created_by: None,
            updated_at: now,
            version: 1,
            change_seq: work.tx.change_seq(),
        };
        row::insert(&work.tx, row).await?;
        written += 1;
    }
    Ok(written)
}

/// Fires everything that is due on a window, one after the other; a server that slept catches up.
async fn move_on(work: &mut Work<'_>, window: linkage_window::Model) -> Answer<bool> {
    let calendar = work.app.calendar.get(work.app).await?;
    let before = window.clone();
    let mut window = window;
    loop {
        let facts = window_facts(&window, work.ctx.today(), &calendar, &work.app.settings.deadlines);
        let Some(event) = machine::automatic(window.state.get(), &facts) else {
            break;
        };
        let step = machine::next(window.state.get(), event, &facts)?;
        let now = work.ctx.now();
        match event {
            WindowEventKind::Open => window.opened_at = Some(now),
            WindowEventKind::Close => window.closed_at = Some(now),
            WindowEventKind::Grace | WindowEventKind::Study | WindowEventKind::FeedBack => {}
        }
        (window.state, window.due_on, window.updated_at) = (Text(step.to), step.due_on, now);
        window = row::update(&work.tx, window).await?;
        work.subject("linkage_window", window.id, tell::quarter_code(&window));
        tell::of_window(work, &window, step.notify, step.notice).await?;
    }
    let facts = window_facts(&window, work.ctx.today(), &calendar, &work.app.settings.deadlines);
    if window.reminded_on.is_none() && machine::reminds(window.state.get(), &facts)? {
        (window.reminded_on, window.updated_at) = (Some(work.ctx.today()), work.ctx.now());
        window = row::update(&work.tx, window).await?;
        work.subject("linkage_window", window.id, tell::quarter_code(&window));
        tell::of_window(
            work,
            &window,
            Audience::SilentMembers,
            NoticeKind::LinkageReminder,
        )
        .await?;
    }
    Ok(window != before)
}
