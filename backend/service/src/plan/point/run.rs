//! A unit reports progress and claims what is done (§3.2).

use remit_shared::plan::point::PointEventKind;
use remit_shared::plan::point::machine::Proposal;
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::file_object::POINT;
use remit_store::entity::{effectiveness_point, point_progress};
use remit_store::plan::point as rows;
use remit_store::row;
use uuid::Uuid;

use super::fire::{Said, by_person};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::problem::Step;
use crate::work::Work;

/// One monthly report.
#[derive(Debug, Clone)]
pub struct Report {
    /// The point.
    pub step: Step,
    /// Progress 0–100.
    pub progress: u32,
    /// What was done; asked for when the progress falls.
    pub note: String,
    /// Evidence uploaded beforehand.
    pub files: Vec<Uuid>,
}

/// ACTIVE → ACTIVE: this month's progress.
pub async fn report(app: &App, ctx: &OpCtx, input: Report) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.progress").await?;
    let result = report_in(&mut work, input).await;
    work.finish(result).await
}

async fn report_in(work: &mut Work<'_>, input: Report) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointProgress)?;
    report_one(work, &scope, &input).await
}

/// Several reports in one act: all of them, or none (the monthly page).
pub async fn report_all(
    app: &App,
    ctx: &OpCtx,
    reports: Vec<Report>,
) -> Answer<Vec<effectiveness_point::Model>> {
    let mut work = Work::begin(app, ctx, "point.progress_all").await?;
    let result = report_all_in(&mut work, &reports).await;
    work.finish(result).await
}

async fn report_all_in(work: &mut Work<'_>, reports: &[Report]) -> Answer<Vec<effectiveness_point::Model>> {
    let scope = work.authorise(Capability::PointProgress)?;
    let mut points = Vec::with_capacity(reports.len());
    for report in reports {
        points.push(report_one(work, &scope, report).await?);
    }
    work.remark(format!("{} points", points.len()));
    Ok(points)
}

async fn report_one(
    work: &mut Work<'_>,
    scope: &Scope,
    input: &Report,
) -> Answer<effectiveness_point::Model> {
    let note = text::optional_body("note", &input.note, text::REASON_MAX)?;
    let before = rows::find(&work.tx, scope, input.step.id)
        .await?
        .ok_or_else(Refusal::not_found)?
        .progress;
    let said = Said {
        proposal: Proposal {
            text: &note,
            progress: Some(input.progress),
            ..Proposal::default()
        },
        remark: Some(&note),
        ..Said::default()
    };
    let point = by_person(work, scope, input.step, PointEventKind::Progress, said)
        .await?
        .row;
    file::attach(work, &input.files, POINT, point.id).await?;
    let actor = work.actor()?;
    let line = point_progress::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: point.jurisdiction_id,
        point_id: point.id,
        at: work.ctx.now(),
        before,
        value: point.progress,
        note: Some(note).filter(|text| !text.is_empty()),
        by_id: actor.person_id,
        by_label: actor.label.clone(),
    };
    row::append(&work.tx, line).await?;
    Ok(point)
}

/// ACTIVE → CLAIMED, with evidence; today is the day it was done.
pub async fn claim(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    statement: &str,
    files: &[Uuid],
) -> Answer<effectiveness_point::Model> {
    let mut work = Work::begin(app, ctx, "point.claim").await?;
    let result = claim_in(&mut work, step, statement, files).await;
    work.finish(result).await
}

async fn claim_in(
    work: &mut Work<'_>,
    step: Step,
    statement: &str,
    files: &[Uuid],
) -> Answer<effectiveness_point::Model> {
    let scope = work.authorise(Capability::PointClaim)?;
    let statement = text::optional_body("statement", statement, text::REASON_MAX)?;
    // The scope first: files are never hung on a point that is not the unit's.
    rows::find(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let attached = file::attach(work, files, POINT, step.id).await?;
    let said = Said {
        proposal: Proposal {
            text: &statement,
            evidence_count: attached,
            ..Proposal::default()
        },
        remark: Some(&statement),
        ..Said::default()
    };
    Ok(by_person(work, &scope, step, PointEventKind::Claim, said)
        .await?
        .row)
}
