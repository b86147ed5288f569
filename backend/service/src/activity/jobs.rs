//! What the clock does: silence becomes no objection, and activities close with their last problem (§3.13).

use remit_shared::activity::finding::{FindingProposal, automatic as lapses};
use remit_shared::activity::machine::{ActivityProposal, automatic as closes};
use remit_shared::activity::{ActivityEventKind as E, FindingState};
use remit_shared::notice::NoticeKind;
use remit_store::Text;
use remit_store::activity::{self as rows, finding as findings};
use remit_store::entity::finding;

use super::loaded::Loaded;
use super::write::{ACTIVITY, ask, save};
use super::{finding as steps, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// Lets findings lapse and closes activities; returns how many. Safe to repeat and to run on several nodes.
pub async fn run_due(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let (conn, jurisdiction, today) = (app.db.read(), app.settings.jurisdiction_id, ctx.today());
    let put = findings::watch_put(conn, jurisdiction, today).await?;
    let reported = rows::watch_reported(conn, jurisdiction).await?;
    if put.is_empty() && reported.is_empty() {
        return Ok(0);
    }
    let mut work = Work::begin(app, ctx, "activities.clock").await?;
    let result = run_in(&mut work).await;
    if matches!(result, Ok(0)) {
        work.abandon().await?;
        return Ok(0);
    }
    work.finish(result).await
}

/// The same inside the transaction, where nobody else can have done it meanwhile.
async fn run_in(work: &mut Work<'_>) -> Answer<usize> {
    Ok(lapse(work).await? + close(work).await?)
}

async fn lapse(work: &mut Work<'_>) -> Answer<usize> {
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let calendar = work.app.calendar.get(work.app).await?;
    let mut lapsed = 0;
    for found in findings::watch_put(&work.tx, jurisdiction, today).await? {
        let Some(activity) = rows::watch_find(&work.tx, jurisdiction, found.activity_id).await? else {
            continue;
        };
        let loaded = Loaded::new(activity, Vec::new(), Vec::new(), &calendar);
        let of = (found.org_id, found.answer_due_on);
        let facts = loaded.finding_facts(today, (None, &[]), of, FindingProposal::default());
        if lapses(found.state.get(), &facts).is_none() {
            continue;
        }
        let next = finding::Model {
            state: Text(FindingState::Confirmed),
            answered_on: Some(today),
            lapsed: true,
            ..found
        };
        let saved = steps::save(work, next).await?;
        tell::of_answer(work, &saved, NoticeKind::FindingLapsed).await?;
        lapsed += 1;
    }
    Ok(lapsed)
}

async fn close(work: &mut Work<'_>) -> Answer<usize> {
    let (jurisdiction, today) = (work.tx.jurisdiction_id(), work.ctx.today());
    let calendar = work.app.calendar.get(work.app).await?;
    let mut closed = 0;
    for row in rows::watch_reported(&work.tx, jurisdiction).await? {
        let mut loaded = Loaded::new(row, Vec::new(), Vec::new(), &calendar);
        let open = findings::open_problems(&work.tx, jurisdiction, loaded.row.id).await?;
        loaded.open_problems = usize::try_from(open).unwrap_or(usize::MAX);
        let facts = loaded.facts(
            today,
            &work.app.settings.deadlines,
            None,
            ActivityProposal::default(),
        );
        if closes(loaded.row.state.get(), &facts).is_none() {
            continue;
        }
        let outcome = ask(work, &loaded, E::Close, ActivityProposal::default())?;
        work.subject(ACTIVITY, loaded.row.id, loaded.row.no.clone());
        loaded.row.closed_on = Some(today);
        save(work, loaded.row, E::Close, &outcome, None).await?;
        closed += 1;
    }
    Ok(closed)
}
