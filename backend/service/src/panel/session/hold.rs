//! A session is held, with minutes and attendance, or cancelled (K14).

use remit_shared::panel::session::{self as machine, SessionProposal};
use remit_shared::panel::{ReviewState, SessionEventKind};
use remit_shared::policy::Capability;
use remit_shared::text;
use remit_store::entity::{expert_review, expert_session, session_member};
use remit_store::panel::session as rows;
use remit_store::{Text, row};
use uuid::Uuid;

use super::{facts, load, reviews, settle};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// PLANNED → HELD: minutes, and who attended; whoever was absent owes no review.
pub async fn hold(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    minutes: &str,
    attended: &[Uuid],
) -> Answer<expert_session::Model> {
    let mut work = Work::begin(app, ctx, "session.hold").await?;
    let result = hold_in(&mut work, step, minutes, attended).await;
    work.finish(result).await
}

async fn hold_in(
    work: &mut Work<'_>,
    step: Step,
    minutes: &str,
    attended: &[Uuid],
) -> Answer<expert_session::Model> {
    let scope = work.authorise(Capability::SessionManage)?;
    let minutes = text::optional_body("minutes", minutes, text::BODY_MAX)?;
    let session = load(work, &scope, step).await?;
    let members = rows::members(&work.tx, session.jurisdiction_id, &[session.id]).await?;
    let members = members.into_values().next().unwrap_or_default();
    let came = |person: Uuid| attended.contains(&person);
    let proposal = SessionProposal {
        text: &minutes,
        attended: members
            .iter()
            .filter(|(member, _)| came(member.person_id))
            .count(),
    };
    let facts = facts(work, &session, Some(scope.role()), proposal);
    let outcome = machine::next(session.state.get(), SessionEventKind::Hold, &facts)?;
    let now = work.ctx.now();
    for (member, _) in members {
        let next = session_member::Model {
            attended: Some(came(member.person_id)),
            updated_at: now,
            ..member
        };
        row::update(&work.tx, next).await?;
    }
    for review in reviews(work, session.id).await? {
        if review.state.get() == ReviewState::Pending && !came(review.person_id) {
            let next = expert_review::Model {
                state: Text(ReviewState::Waived),
                updated_at: now,
                ..review
            };
            row::update(&work.tx, next).await?;
        }
    }
    let next = expert_session::Model {
        state: Text(outcome.to),
        minutes: Some(minutes),
        updated_at: now,
        ..session
    };
    let saved = row::update(&work.tx, next).await?;
    let settled = settle(work, saved).await?;
    work.after(&settled);
    Ok(settled)
}

/// PLANNED → CANCELLED, with the reason.
pub async fn cancel(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<expert_session::Model> {
    let mut work = Work::begin(app, ctx, "session.cancel").await?;
    let result = cancel_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn cancel_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<expert_session::Model> {
    let scope = work.authorise(Capability::SessionManage)?;
    let reason = text::optional_body("reason", reason, text::REASON_MAX)?;
    let session = load(work, &scope, step).await?;
    let proposal = SessionProposal {
        text: &reason,
        attended: 0,
    };
    let facts = facts(work, &session, Some(scope.role()), proposal);
    let outcome = machine::next(session.state.get(), SessionEventKind::Cancel, &facts)?;
    let next = expert_session::Model {
        state: Text(outcome.to),
        cancel_reason: Some(reason),
        updated_at: work.ctx.now(),
        ..session
    };
    let saved = row::update(&work.tx, next).await?;
    work.after(&saved);
    Ok(saved)
}
