//! What the clock does for ratings: cases past their deadline, flags, contacts to erase (F4).

use chrono::{DateTime, Duration, Utc};
use remit_store::entity::public_rating;
use remit_store::rating::bad as rows;
use remit_store::row;
use uuid::Uuid;

use super::bad::run_clock;
use super::{flag, rules_today};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Cases looked at in one statement.
const CHUNK: u64 = 200;

/// Fires what is due on every running case; returns the changes. Safe to repeat and to run on several nodes.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let (mut changes, mut after) = (0, None);
    loop {
        let conn = app.db.read();
        let cases =
            rows::watch_overdue(conn, app.settings.jurisdiction_id, ctx.today(), after, CHUNK).await?;
        let Some(last) = cases.last() else {
            return Ok(changes);
        };
        after = Some(last.id);
        for case in &cases {
            let ran = run_clock(app, ctx, case.id).await?;
            changes += ran.transitions + ran.alerts;
        }
    }
}

/// Erases contacts of raters ninety days after their case has ended, or without one after they were left (F4).
pub async fn run_erasure(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let days = i64::from(rules_today(app, ctx).await?.contact_erased_days);
    let before = ctx.now() - Duration::days(days);
    let mut erased = 0;
    loop {
        let mut work = Work::begin(app, ctx, "rating.contact_erased").await?;
        let result = erase_in(&mut work, before).await;
        if matches!(result, Ok(0)) {
            work.abandon().await?;
            return Ok(erased);
        }
        erased += work.finish(result).await?;
    }
}

async fn erase_in(work: &mut Work<'_>, before: DateTime<Utc>) -> Answer<usize> {
    let found = rows::watch_contacts(&work.tx, work.tx.jurisdiction_id(), before, CHUNK).await?;
    let (count, now) = (found.len(), work.ctx.now());
    let ids: Vec<Uuid> = found.iter().map(|rating| rating.id).collect();
    for rating in found {
        let erased = public_rating::Model {
            contact_enc: None,
            updated_at: now,
            ..rating
        };
        row::update(&work.tx, erased).await?;
    }
    work.after(&ids);
    work.remark(format!("{count} contacts"));
    Ok(count)
}

/// Flags what the rules find among the ratings of yesterday and today.
pub async fn run_flags(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let today = ctx.today();
    let mut made = 0;
    for day in [today - Duration::days(1), today] {
        made += flag::run(app, ctx, day).await?;
    }
    Ok(made)
}
