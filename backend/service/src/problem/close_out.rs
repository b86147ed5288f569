//! Close-out (销号) and reopening (§3.3, K09).

use remit_shared::policy::Capability;
use remit_shared::problem::ProblemEventKind;
use remit_shared::problem::machine::Proposal;
use remit_shared::text;
use remit_store::entity::file_object::PROBLEM;
use remit_store::entity::problem;
use uuid::Uuid;

use super::Step;
use super::fire::{Said, by_person};
use super::rectify;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::file;
use crate::work::Work;

/// REVERIFYING → CLOSED: rectified; the next close-out number is given. A visit from MODERATE on; SEVERE by
/// the office lead; never by the person who submitted.
pub async fn close_out(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    visited: bool,
    remark: &str,
) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.close_out").await?;
    let result = close_out_in(&mut work, step, visited, remark).await;
    work.finish(result).await
}

async fn close_out_in(
    work: &mut Work<'_>,
    step: Step,
    visited: bool,
    remark: &str,
) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemClose)?;
    let remark = text::optional_body("remark", remark, text::REASON_MAX)?;
    let said = Said {
        proposal: Proposal {
            text: &remark,
            visited,
            ..Proposal::default()
        },
        remark: Some(&remark),
        ..Said::default()
    };
    let loaded = by_person(work, &scope, step, ProblemEventKind::CloseOut, said).await?;
    rectify::note_reverification(work, &loaded.row, visited, true, &remark).await?;
    Ok(loaded.row)
}

/// CLOSED → RECTIFYING within 180 days of a proven relapse; a new ledger entry is opened.
pub async fn reopen(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    reason: &str,
    files: &[Uuid],
) -> Answer<problem::Model> {
    let mut work = Work::begin(app, ctx, "problem.reopen").await?;
    let result = reopen_in(&mut work, step, reason, files).await;
    work.finish(result).await
}

async fn reopen_in(work: &mut Work<'_>, step: Step, reason: &str, files: &[Uuid]) -> Answer<problem::Model> {
    let scope = work.authorise(Capability::ProblemReopen)?;
    let reason = text::reason("reason", reason)?;
    let attached = file::attach(work, files, PROBLEM, step.id).await?;
    let said = Said {
        proposal: Proposal {
            text: &reason,
            evidence_count: attached,
            ..Proposal::default()
        },
        remark: Some(&reason),
        ..Said::default()
    };
    Ok(by_person(work, &scope, step, ProblemEventKind::Reopen, said)
        .await?
        .row)
}
