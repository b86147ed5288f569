//! The unit rectifies and submits; the office grants time, takes and returns (§3.3).

use chrono::NaiveDate;
use remit_shared::policy::{Capability, Scope};
use remit_shared::problem::ProblemEventKind;
use remit_shared::problem::machine::Proposal;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::file_object::PROBLEM;
use remit_store::entity::{problem, rectification, reverification};
use remit_store::{organisation, problem as rows, row};
use uuid::Uuid;

use super::Step;
use super::fire::{Said, by_person};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::work::Work;

/// LEDGERED → RECTIFYING: work has begun.
pub async fn start(app: &App, ctx: &OpCtx, step: Step) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.start").await?;
    let result = start_in(&mut work, step).await;
    work.finish(result).await
}

async fn start_in(work: &mut Work<'_>, step: Step) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemRectify)?;
    Ok(
        by_person(work, &scope, step, ProblemEventKind::Start, Said::default())
            .await?
            .row,
    )
}

/// The unit's lead asks for up to 15 more working days, at most twice.
pub async fn ask_extension(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    days: u32,
    reason: &str,
) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.ask_extension").await?;
    let result = ask_extension_in(&mut work, step, days, reason).await;
    work.finish(result).await
}

async fn ask_extension_in(
    work: &mut Work<'_>,
    step: Step,
    days: u32,
    reason: &str,
) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemSubmit)?;
    let reason = text::reason("reason", reason)?;
    let said = Said {
        proposal: Proposal {
            text: &reason,
            days: Some(days),
            ..Proposal::default()
        },
        remark: Some(&reason),
        ..Said::default()
    };
    Ok(
        by_person(work, &scope, step, ProblemEventKind::AskExtension, said)
            .await?
            .row,
    )
}

/// The decision on a request for more time: the oversight section's for the first, the lead's for the second.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The problem.
    pub step: Step,
    /// The request, as the person saw it.
    pub extension: Uuid,
    /// Granted or not.
    pub grant: bool,
    /// Reason; asked for when it is refused.
    pub reason: String,
}

/// Grants or refuses an extension.
pub async fn decide_extension(app: &App, ctx: &OpCtx, decision: Decision) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.decide_extension").await?;
    let result = decide_extension_in(&mut work, decision).await;
    work.finish(result).await
}

async fn decide_extension_in(work: &mut Work<'_>, decision: Decision) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemExtensionDecide)?;
    let reason = text::optional_body("reason", &decision.reason, text::REASON_MAX)?;
    let pending = rows::pending_extension(&work.tx, decision.step.id).await?;
    if pending.is_none_or(|pending| pending.id != decision.extension) {
        return Err(Refusal::new(
            RefusalCode::State,
            "该延期申请已有答复或已失效，请刷新页面。",
            "That request has been decided or has lapsed; reload the page.",
        )
        .into());
    }
    let event = if decision.grant {
        ProblemEventKind::GrantExtension
    } else {
        ProblemEventKind::RefuseExtension
    };
    let said = Said {
        proposal: Proposal {
            text: &reason,
            ..Proposal::default()
        },
        remark: Some(&reason),
        ..Said::default()
    };
    Ok(by_person(work, &scope, decision.step, event, said).await?.row)
}

/// IMMEDIATE or RECTIFYING → SUBMITTED (申请销号), with evidence.
pub async fn submit(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    statement: &str,
    files: &[Uuid],
) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.submit").await?;
    let result = submit_in(&mut work, step, statement, files).await;
    work.finish(result).await
}

async fn submit_in(
    work: &mut Work<'_>,
    step: Step,
    statement: &str,
    files: &[Uuid],
) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemSubmit)?;
    let statement = text::body("statement", statement)?;
    let attached = file::attach(work, files, PROBLEM, step.id).await?;
    let said = Said {
        proposal: Proposal {
            text: &statement,
            evidence_count: attached,
            ..Proposal::default()
        },
        remark: Some(&statement),
        ..Said::default()
    };
    let loaded = by_person(work, &scope, step, ProblemEventKind::Submit, said).await?;
    note(work, &loaded.row, Submission::Statement(&statement)).await?;
    Ok(loaded.row)
}

/// SUBMITTED → REVERIFYING; from MODERATE on by somebody other than the first verifier.
pub async fn take_reverification(app: &App, ctx: &OpCtx, step: Step) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.take_reverification").await?;
    let result = take_reverification_in(&mut work, step).await;
    work.finish(result).await
}

async fn take_reverification_in(work: &mut Work<'_>, step: Step) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemVerify)?;
    Ok(by_person(
        work,
        &scope,
        step,
        ProblemEventKind::TakeReverification,
        Said::default(),
    )
    .await?
    .row)
}

/// REVERIFYING → RETURNED → RECTIFYING, with the reason and a new due date of at most ten working days.
pub async fn send_back(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    reason: &str,
    due_on: NaiveDate,
) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.return").await?;
    let result = send_back_in(&mut work, step, reason, due_on).await;
    work.finish(result).await
}

async fn send_back_in(
    work: &mut Work<'_>,
    step: Step,
    reason: &str,
    due_on: NaiveDate,
) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemReturn)?;
    let reason = text::reason("reason", reason)?;
    let said = Said {
        proposal: Proposal {
            text: &reason,
            due_on: Some(due_on),
            ..Proposal::default()
        },
        remark: Some(&reason),
        ..Said::default()
    };
    let loaded = by_person(work, &scope, step, ProblemEventKind::Return, said).await?;
    note_reverification(work, &loaded.row, false, false, &reason).await?;
    Ok(loaded.row)
}

/// What the unit puts on record.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Submission<'a> {
    /// Measures of a plan.
    Plan(&'a str),
    /// Statement that it is done.
    Statement(&'a str),
}

pub(crate) async fn note(work: &Work<'_>, row: &problem::Model, what: Submission<'_>) -> Answer<()> {
    let actor = work.actor()?;
    let (kind, measures, statement) = match what {
        Submission::Plan(measures) => ("PLAN", measures, ""),
        Submission::Statement(statement) => ("SUBMISSION", "", statement),
    };
    let line = rectification::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: row.jurisdiction_id,
        problem_id: row.id,
        at: work.ctx.now(),
        kind: kind.to_owned(),
        measures: measures.to_owned(),
        statement: statement.to_owned(),
        by_id: Some(actor.person_id),
        by_label: actor.label.clone(),
    };
    Ok(row::append(&work.tx, line).await?)
}

pub(crate) async fn note_reverification(
    work: &Work<'_>,
    row: &problem::Model,
    visited: bool,
    rectified: bool,
    remark: &str,
) -> Answer<()> {
    let actor = work.actor()?;
    let line = reverification::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: row.jurisdiction_id,
        problem_id: row.id,
        at: work.ctx.now(),
        by_id: actor.person_id,
        by_label: actor.label.clone(),
        visited,
        rectified,
        remark: remark.to_owned(),
    };
    Ok(row::append(&work.tx, line).await?)
}

/// The problem, within the scope.
pub(crate) async fn in_scope(work: &Work<'_>, scope: &Scope, step: Step) -> Answer<problem::Model> {
    Ok(rows::find(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?)
}

/// A section has to belong to the unit.
pub(crate) async fn require_section(work: &Work<'_>, org: Uuid, section: Option<Uuid>) -> Answer<()> {
    let Some(section) = section else { return Ok(()) };
    let known = organisation::sections_by_ids(&work.tx, work.tx.jurisdiction_id(), &[section])
        .await?
        .iter()
        .any(|row| row.org_id == org);
    if known {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "请选择本单位的内设机构作为责任科室。",
        "Choose a section of the unit concerned.",
    )
    .on("sectionId")
    .into())
}
