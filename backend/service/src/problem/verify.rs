//! The oversight section verifies: take, reject, merge, assign (§3.3, K08).

use remit_shared::policy::{Capability, Scope};
use remit_shared::problem::machine::{MergeTarget, Proposal};
use remit_shared::problem::{ProblemEventKind, ProblemSource, Severity};
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::file_object::PROBLEM;
use remit_store::entity::problem;
use remit_store::{file as files, problem as rows};
use uuid::Uuid;

use super::Step;
use super::fire::{Said, by_person};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::work::Work;

/// RAISED → VERIFYING: somebody of the oversight section takes the problem.
pub async fn take(app: &App, ctx: &OpCtx, step: Step) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.take").await?;
    let result = take_in(&mut work, step).await;
    work.finish(result).await
}

async fn take_in(work: &mut Work<'_>, step: Step) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemVerify)?;
    Ok(
        by_person(work, &scope, step, ProblemEventKind::Take, Said::default())
            .await?
            .row,
    )
}

/// VERIFYING → REJECTED: no problem after all, with the reason.
pub async fn reject(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.reject").await?;
    let result = reject_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn reject_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemVerify)?;
    let reason = text::reason("reason", reason)?;
    let said = Said {
        proposal: Proposal {
            text: &reason,
            ..Proposal::default()
        },
        remark: Some(&reason),
        ..Said::default()
    };
    Ok(by_person(work, &scope, step, ProblemEventKind::Reject, said)
        .await?
        .row)
}

/// VERIFYING → MERGED: the same fact is another problem of the unit already.
pub async fn merge(app: &App, ctx: &OpCtx, step: Step, into: Uuid, reason: &str) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.merge").await?;
    let result = merge_in(&mut work, step, into, reason).await;
    work.finish(result).await
}

async fn merge_in(work: &mut Work<'_>, step: Step, into: Uuid, reason: &str) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemVerify)?;
    let reason = text::reason("reason", reason)?;
    let target = rows::find(&work.tx, &scope, into)
        .await?
        .ok_or_else(|| Refusal::not_found().on("intoId"))?;
    let said = Said {
        proposal: Proposal {
            text: &reason,
            merge_into: Some(MergeTarget {
                is_itself: target.id == step.id,
                org: target.org_id,
                state: target.state.get(),
            }),
            ..Proposal::default()
        },
        remark: Some(&reason),
        merge_into: Some(target.id),
        ..Said::default()
    };
    Ok(by_person(work, &scope, step, ProblemEventKind::Merge, said)
        .await?
        .row)
}

/// What assigning a problem to its unit needs.
#[derive(Debug, Clone)]
pub struct Assign {
    /// The problem.
    pub step: Step,
    /// How grave it is; SEVERE needs the office lead.
    pub severity: Severity,
    /// Section of the unit, where it is known.
    pub section: Option<Uuid>,
    /// What the push sheet to the unit suggests.
    pub suggested_action: String,
    /// Further evidence uploaded beforehand.
    pub files: Vec<Uuid>,
}

/// VERIFYING → ASSIGNED: a TO_UNIT push sheet is issued; the unit has two working days to answer.
pub async fn assign(app: &App, ctx: &OpCtx, input: Assign) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.assign").await?;
    let result = assign_in(&mut work, input).await;
    work.finish(result).await
}

async fn assign_in(work: &mut Work<'_>, input: Assign) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemAssign)?;
    let action = text::body("suggestedAction", &input.suggested_action)?;
    let row = rows::find(&work.tx, &scope, input.step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    super::rectify::require_section(work, row.org_id, input.section).await?;
    file::attach(work, &input.files, PROBLEM, row.id).await?;
    let evidence = evidence_count(work, &scope, &row).await?;
    let said = Said {
        proposal: Proposal {
            severity: Some(input.severity),
            evidence_count: evidence,
            text: &action,
            ..Proposal::default()
        },
        section: input.section,
        remark: Some(&action),
        ..Said::default()
    };
    Ok(
        by_person(work, &scope, input.step, ProblemEventKind::Assign, said)
            .await?
            .row,
    )
}

/// Files that hang on the problem, and on the sheet or submission it came from.
async fn evidence_count(work: &Work<'_>, scope: &Scope, row: &problem::Model) -> Answer<u32> {
    let own = files::of_problems(&work.tx, scope, &[row.id])
        .await?
        .into_values()
        .map(|files| files.len())
        .sum::<usize>();
    let from_source = match (row.source.get(), row.source_id) {
        (ProblemSource::PushSheet, Some(sheet)) => {
            let scope = work.authorise(Capability::PushRead)?;
            files::of_sheets(&work.tx, &scope, &[sheet])
                .await?
                .into_values()
                .map(|files| files.len())
                .sum()
        }
        (ProblemSource::Linkage, Some(submission)) => {
            let scope = work.authorise(Capability::LinkageRead)?;
            files::of_submissions(&work.tx, &scope, &[submission])
                .await?
                .into_values()
                .map(|files| files.len())
                .sum()
        }
        _ => 0,
    };
    Ok(u32::try_from(own + from_source).unwrap_or(u32::MAX))
}
