//! The unit answers an assigned problem: contest, rectify at once, or enter it in the ledger (§3.3).

use chrono::NaiveDate;
use remit_shared::policy::Capability;
use remit_shared::problem::ProblemEventKind;
use remit_shared::problem::machine::Proposal;
use remit_shared::text;
use remit_store::entity::file_object::PROBLEM;
use remit_store::entity::problem;
use uuid::Uuid;

use super::Step;
use super::fire::{Said, by_person};
use super::rectify::{self, Submission};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::work::Work;

/// ASSIGNED → VERIFYING: the unit's lead contests once, with grounds and evidence.
pub async fn contest(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    grounds: &str,
    files: &[Uuid],
) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.contest").await?;
    let result = contest_in(&mut work, step, grounds, files).await;
    work.finish(result).await
}

async fn contest_in(
    work: &mut Work<'_>,
    step: Step,
    grounds: &str,
    files: &[Uuid],
) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemSubmit)?;
    let grounds = text::reason("reason", grounds)?;
    let attached = file::attach(work, files, PROBLEM, step.id).await?;
    let said = Said {
        proposal: Proposal {
            text: &grounds,
            evidence_count: attached,
            ..Proposal::default()
        },
        remark: Some(&grounds),
        ..Said::default()
    };
    Ok(by_person(work, &scope, step, ProblemEventKind::Contest, said)
        .await?
        .row)
}

/// ASSIGNED → IMMEDIATE (立行立改): the unit promises to finish within five working days.
pub async fn accept_now(app: &App, ctx: &OpCtx, step: Step, promise: &str) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.accept_now").await?;
    let result = accept_now_in(&mut work, step, promise).await;
    work.finish(result).await
}

async fn accept_now_in(work: &mut Work<'_>, step: Step, promise: &str) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemRectify)?;
    let promise = text::reason("promise", promise)?;
    let said = Said {
        proposal: Proposal {
            text: &promise,
            ..Proposal::default()
        },
        remark: Some(&promise),
        promise: Some(&promise),
        ..Said::default()
    };
    Ok(by_person(work, &scope, step, ProblemEventKind::AcceptNow, said)
        .await?
        .row)
}

/// What a plan of rectification says.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The problem.
    pub step: Step,
    /// Measures.
    pub measures: String,
    /// Responsible section of the unit.
    pub section: Uuid,
    /// Due date, within the limit of the severity.
    pub due_on: NaiveDate,
}

/// ASSIGNED → LEDGERED: the unit's lead accepts with a plan; a ledger entry is opened.
pub async fn accept_with_plan(app: &App, ctx: &OpCtx, plan: Plan) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.accept_plan").await?;
    let result = accept_with_plan_in(&mut work, plan).await;
    work.finish(result).await
}

async fn accept_with_plan_in(work: &mut Work<'_>, plan: Plan) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemSubmit)?;
    let measures = text::body("measures", &plan.measures)?;
    let row = rectify::in_scope(work, &scope, plan.step).await?;
    rectify::require_section(work, row.org_id, Some(plan.section)).await?;
    let said = Said {
        proposal: Proposal {
            text: &measures,
            due_on: Some(plan.due_on),
            section_named: true,
            ..Proposal::default()
        },
        remark: Some(&measures),
        section: Some(plan.section),
        ..Said::default()
    };
    let loaded = by_person(work, &scope, plan.step, ProblemEventKind::AcceptPlan, said).await?;
    rectify::note(work, &loaded.row, Submission::Plan(&measures)).await?;
    Ok(loaded.row)
}
