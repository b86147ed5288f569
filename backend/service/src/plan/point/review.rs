//! The oversight section reviews what units submit and verifies what they claim (§3.2).

use remit_shared::plan::point::machine::Proposal;
use remit_shared::plan::point::{PointEventKind, PointQuality};
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::{effectiveness_point, point_verification};
use remit_store::plan::point as rows;
use remit_store::row;

use super::fire::{Said, by_person};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// SUBMITTED → APPROVED: the point enters the daily ledger.
pub async fn approve(app: &App, ctx: &OpCtx, step: Step) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.approve").await?;
    let result = approve_in(&mut work, step).await;
    work.finish(result).await
}

async fn approve_in(work: &mut Work<'_>, step: Step) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointReview)?;
    accept(work, &scope, step, false).await
}

pub(super) async fn accept(
    work: &mut Work<'_>,
    scope: &Scope,
    step: Step,
    quiet: bool,
) -> Answer<effectiveness_point::Model> {
    let point = rows::find(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let copied = copied(work, &point).await?;
    let said = Said {
        proposal: Proposal {
            copy_of: copied.as_deref(),
            ..Proposal::default()
        },
        quiet,
        ..Said::default()
    };
    Ok(by_person(work, scope, step, PointEventKind::Approve, said)
        .await?
        .row)
}

/// The point of the year that this one copies: the same title in the same unit, or the same title and target in
/// another; of two copies the one that was approved already stands.
async fn copied(work: &Work<'_>, point: &effectiveness_point::Model) -> Answer<Option<String>> {
    let namesakes = rows::namesakes(&work.tx, point).await?;
    Ok(namesakes
        .into_iter()
        .find(|other| {
            other.approved_on.is_some() && (other.org_id == point.org_id || other.target == point.target)
        })
        .map(|other| other.code))
}

/// SUBMITTED → RETURNED, with the reason; the third return goes to the office lead.
pub async fn send_back(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    reason: &str,
) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.return").await?;
    let result = send_back_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn send_back_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointReview)?;
    give_back(work, &scope, step, reason, false).await
}

pub(super) async fn give_back(
    work: &mut Work<'_>,
    scope: &Scope,
    step: Step,
    reason: &str,
    quiet: bool,
) -> Answer<effectiveness_point::Model> {
    let reason = text::reason("reason", reason)?;
    let said = Said {
        proposal: Proposal {
            text: &reason,
            ..Proposal::default()
        },
        remark: Some(&reason),
        quiet,
        ..Said::default()
    };
    Ok(by_person(work, scope, step, PointEventKind::Return, said)
        .await?
        .row)
}

/// What was found when a claim was verified.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The point.
    pub step: Step,
    /// Whether the unit was visited; asked for in the sample.
    pub visited: bool,
    /// Grade; asked for in the sample.
    pub quality: Option<PointQuality>,
    /// Remark; may be empty.
    pub remark: String,
}

/// CLAIMED → VERIFIED: on time or late by the day of the claim; the ledger entry is closed out.
pub async fn verify(app: &App, ctx: &OpCtx, input: Verification) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.verify").await?;
    let result = verify_in(&mut work, input).await;
    work.finish(result).await
}

async fn verify_in(work: &mut Work<'_>, input: Verification) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointVerify)?;
    let remark = text::optional_body("remark", &input.remark, text::REASON_MAX)?;
    let said = Said {
        proposal: Proposal {
            text: &remark,
            visited: input.visited,
            quality: input.quality,
            ..Proposal::default()
        },
        remark: Some(&remark),
        ..Said::default()
    };
    let row = by_person(work, &scope, input.step, PointEventKind::Verify, said)
        .await?
        .row;
    note(work, &row, (input.visited, true), &remark).await?;
    Ok(row)
}

/// CLAIMED → ACTIVE: the claim does not hold.
pub async fn reject(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    visited: bool,
    reason: &str,
) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.reject").await?;
    let result = reject_in(&mut work, step, visited, reason).await;
    work.finish(result).await
}

async fn reject_in(
    work: &mut Work<'_>,
    step: Step,
    visited: bool,
    reason: &str,
) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointVerify)?;
    let reason = text::reason("reason", reason)?;
    let said = Said {
        proposal: Proposal {
            text: &reason,
            visited,
            ..Proposal::default()
        },
        remark: Some(&reason),
        ..Said::default()
    };
    let row = by_person(work, &scope, step, PointEventKind::Reject, said)
        .await?
        .row;
    note(work, &row, (visited, false), &reason).await?;
    Ok(row)
}

async fn note(
    work: &Work<'_>,
    point: &effectiveness_point::Model,
    (visited, passed): (bool, bool),
    remark: &str,
) -> Answer<()> {
    let actor = work.actor()?;
    let line = point_verification::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: point.jurisdiction_id,
        point_id: point.id,
        at: work.ctx.now(),
        by_id: actor.person_id,
        by_label: actor.label.clone(),
        visited,
        passed,
        outcome: point.outcome.filter(|_| passed),
        quality: point.quality.filter(|_| passed),
        remark: Some(remark.to_owned()).filter(|text| !text.is_empty()),
    };
    Ok(row::append(&work.tx, line).await?)
}
