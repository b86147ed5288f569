//! What the clock does for coordination (§3.7): opinions lapse, follow-ups begin, alerts rise.

use remit_shared::coordination::case::{self as machine, CaseProposal};
use remit_shared::coordination::{CaseEventKind, consultation as consulting};
use remit_shared::notice::NoticeKind;
use remit_shared::problem::Alert;
use remit_store::coordination::{case as cases, consultation as consultations};
use remit_store::entity::{consultation, coordination_case};
use remit_store::{Text, row};
use uuid::Uuid;

use super::{consultation as acts, fire, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Rows looked at in one statement.
const CHUNK: u64 = 200;

/// Does what is due; returns how many records changed. Safe to repeat and to run on several nodes: each is judged again
/// inside its transaction.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<usize> {
    Ok(run_cases(app, ctx).await? + run_consultations(app, ctx).await?)
}

async fn run_cases(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let (mut changed, mut after) = (0, None);
    loop {
        let live = cases::watch_live(app.db.read(), app.settings.jurisdiction_id, after, CHUNK).await?;
        let Some(last) = live.last() else {
            return Ok(changed);
        };
        after = Some(last.id);
        for row in &live {
            if is_due(app, ctx, row).await? {
                changed += usize::from(run_one(app, ctx, row.id).await?);
            }
        }
    }
}

/// A look without a transaction: most cases owe nothing.
async fn is_due(app: &App, ctx: &OpCtx, row: &coordination_case::Model) -> Answer<bool> {
    use remit_shared::coordination::CaseState as S;
    let passed = row.step_due_on.is_some_and(|due| ctx.today() > due);
    let state = row.state.get();
    Ok(state == S::Published
        || (state == S::Hearing && passed)
        || level(app, ctx, row).await? != row.alert.get())
}

async fn level(app: &App, ctx: &OpCtx, row: &coordination_case::Model) -> Answer<Alert> {
    let calendar = app.calendar.get(app).await?;
    let limits = (&*calendar, &app.settings.deadlines);
    Ok(machine::alert(
        row.state.get(),
        (row.due_on, row.step_due_on),
        ctx.today(),
        limits,
    )?)
}

async fn run_one(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<bool> {
    let mut work = Work::begin(app, ctx, "case.clock").await?;
    let result = run_in(&mut work, id).await;
    if matches!(result, Ok(false)) {
        work.abandon().await?;
        return Ok(false);
    }
    work.finish(result).await
}

async fn run_in(work: &mut Work<'_>, id: Uuid) -> Answer<bool> {
    let mut fired = false;
    loop {
        let Some(row) = cases::watch_find(&work.tx, work.tx.jurisdiction_id(), id).await? else {
            return Ok(fired);
        };
        work.subject("coordination_case", row.id, row.no.clone());
        let loaded = fire::Loaded {
            known: fire::whole(work, row).await?,
            acting: None,
            own: None,
            calendar: work.app.calendar.get(work.app).await?,
        };
        let event = {
            let facts = loaded.facts(work, CaseProposal::default());
            machine::automatic(loaded.known.row.state.get(), &facts)
        };
        let Some(event) = event else {
            return Ok(alert(work, &loaded).await? || fired);
        };
        fire_one(work, &loaded, event).await?;
        fired = true;
    }
}

async fn fire_one(work: &mut Work<'_>, loaded: &fire::Loaded, event: CaseEventKind) -> Answer<()> {
    let step = loaded.ask(work, event, CaseProposal::default())?;
    loaded
        .save(work, loaded.known.row.clone(), (event, &step), None, &[])
        .await
        .map(drop)
}

async fn alert(work: &mut Work<'_>, loaded: &fire::Loaded) -> Answer<bool> {
    let row = loaded.known.row.clone();
    let (was, now) = (row.alert.get(), level(work.app, work.ctx, &row).await?);
    if was == now {
        return Ok(false);
    }
    let next = coordination_case::Model {
        alert: Text(now),
        updated_at: work.ctx.now(),
        ..row
    };
    let saved = row::update(&work.tx, next).await?;
    if now > was {
        let told = (
            machine::told(now, saved.state.get()),
            machine::clock::notice_of(now),
        );
        tell::of_case(work, &saved, (loaded.known.party_ids(), &[]), told).await?;
    }
    Ok(true)
}

async fn run_consultations(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let (mut changed, mut after) = (0, None);
    let calendar = app.calendar.get(app).await?;
    loop {
        let open =
            consultations::watch_open(app.db.read(), app.settings.jurisdiction_id, after, CHUNK).await?;
        let Some(last) = open.last() else {
            return Ok(changed);
        };
        after = Some(last.id);
        for row in open {
            let limits = (&*calendar, &app.settings.deadlines);
            let now = consulting::alert(row.state.get(), row.due_on, ctx.today(), limits)?;
            if now != row.alert.get() {
                raise(app, ctx, row, now).await?;
                changed += 1;
            }
        }
    }
}

async fn raise(app: &App, ctx: &OpCtx, row: consultation::Model, now: Alert) -> Answer<()> {
    let mut work = Work::begin(app, ctx, "consultation.clock").await?;
    let result = raise_in(&mut work, row, now).await;
    work.finish(result).await
}

async fn raise_in(work: &mut Work<'_>, row: consultation::Model, now: Alert) -> Answer<()> {
    work.subject("consultation", row.id, row.no.clone());
    let was = row.alert.get();
    let next = consultation::Model {
        alert: Text(now),
        updated_at: work.ctx.now(),
        ..row
    };
    let saved = row::update(&work.tx, next).await?;
    if now > was && now != Alert::Blue {
        let parties = acts::parties(work, saved.id).await?;
        let orgs: Vec<Uuid> = parties.iter().map(|party| party.org_id).collect();
        let told = (
            consulting::Told::OfficeAndParties,
            Some(NoticeKind::ConsultationOverdue),
        );
        tell::of_consultation(work, &saved, &orgs, told).await?;
    }
    Ok(())
}
