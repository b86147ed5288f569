//! A closed window is studied by the oversight section and fed back by the office lead (§3.6).

use remit_shared::linkage::window::{self as machine, WindowFacts, WindowStep};
use remit_shared::linkage::{SubmissionState, WindowEventKind};
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::linkage_window;
use remit_store::linkage::window::Reply;
use remit_store::linkage::{submission, window as rows};
use remit_store::{StoreError, Text, row};

use super::loaded::{acting, window_facts};
use super::{clock, tell};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// CLOSED → STUDIED: every accepted submission has a countermeasure, a problem or a note.
pub async fn study(app: &App, ctx: &OpCtx, step: Step, note: &str) -> Answer<linkage_window::Model> {
    let mut work = Work::begin(app, ctx, "linkage_window.study").await?;
    let result = fire(&mut work, step, WindowEventKind::Study, note).await;
    work.finish(result).await
}

/// STUDIED → FED BACK: from now on each department sees what became of its own submissions.
pub async fn feed_back(app: &App, ctx: &OpCtx, step: Step, feedback: &str) -> Answer<linkage_window::Model> {
    let mut work = Work::begin(app, ctx, "linkage_window.feed_back").await?;
    let result = fire(&mut work, step, WindowEventKind::FeedBack, feedback).await;
    work.finish(result).await
}

async fn fire(
    work: &mut Work<'_>,
    step: Step,
    event: WindowEventKind,
    said: &str,
) -> Answer<linkage_window::Model> {
    work.authorise(Capability::CountermeasureManage)?;
    let said = text::optional_body("text", said, text::BODY_MAX)?;
    clock::settle(work).await?;
    let found = rows::find(&work.tx, work.tx.jurisdiction_id(), step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("linkage_window", found.id, tell::quarter_code(&found));
    if found.version != step.version {
        return Err(StoreError::Stale {
            table: "linkage_window",
        }
        .into());
    }
    let answer = ask(work, &found, event).await?;
    work.before(&found);
    let (now, person) = (work.ctx.now(), work.actor()?.person_id);
    let said = Some(said).filter(|said| !said.is_empty());
    let mut next = linkage_window::Model {
        state: Text(answer.to),
        due_on: answer.due_on,
        updated_at: now,
        ..found
    };
    if event == WindowEventKind::Study {
        (next.studied_at, next.studied_by, next.study_note) = (Some(now), Some(person), said);
    } else {
        (next.fed_back_at, next.fed_back_by, next.feedback) = (Some(now), Some(person), said);
        submission::reveal(&work.tx, next.id, now).await?;
    }
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    tell::of_window(work, &saved, answer.notify, answer.notice).await?;
    Ok(saved)
}

async fn ask(work: &Work<'_>, row: &linkage_window::Model, event: WindowEventKind) -> Answer<WindowStep> {
    let replies = rows::replies(&work.tx, row.jurisdiction_id, &[row.id]).await?;
    let calendar = work.app.calendar.get(work.app).await?;
    let (undecided, unanswered) = open_ends(&replies);
    let facts = WindowFacts {
        acting: Some(acting(work.actor()?)),
        undecided,
        unanswered,
        ..window_facts(row, work.ctx.today(), &calendar, &work.app.settings.deadlines)
    };
    Ok(machine::next(row.state.get(), event, &facts)?)
}

/// Submissions nobody has decided on, and accepted ones without an answer.
pub(super) fn open_ends(replies: &[Reply]) -> (u32, u32) {
    let count = |wanted: &dyn Fn(&Reply) -> bool| {
        let sum = replies
            .iter()
            .filter(|reply| wanted(reply))
            .map(|reply| reply.count)
            .sum::<i64>();
        u32::try_from(sum).unwrap_or(u32::MAX)
    };
    (
        count(&|reply| reply.state == SubmissionState::Submitted),
        count(&|reply| reply.state == SubmissionState::Accepted && reply.outcome.is_none()),
    )
}
