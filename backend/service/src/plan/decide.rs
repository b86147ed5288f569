//! Consulting the units, approving, publishing, amending, archiving (§3.1).

use remit_shared::calendar::shanghai_day;
use remit_shared::plan::PlanEventKind;
use remit_shared::plan::machine::{self, PlanProposal};
use remit_shared::policy::Capability;
use remit_shared::refusal::Refusal;
use remit_shared::text;
use remit_store::entity::{applicability, supervision_plan};
use remit_store::plan::{self as rows, version};
use remit_store::row;
use uuid::Uuid;

use super::loaded;
use super::write::{ask, open_step, save};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::Step;
use crate::work::Work;

/// DRAFT → CONSULTED: the units have ten working days.
pub async fn consult(app: &App, ctx: &OpCtx, step: Step) -> Answer<supervision_plan::Model> {
    let mut work = Work::begin(app, ctx, "plan.consult").await?;
    let result = async {
        let mut plan = open_step(&mut work, PlanEventKind::Consult, step).await?;
        let outcome = ask(&work, &plan, PlanEventKind::Consult, PlanProposal::default())?;
        plan.row.consulted_at = Some(work.ctx.now());
        save(&mut work, plan.row, PlanEventKind::Consult, outcome, None).await
    }
    .await;
    work.finish(result).await
}

/// CONSULTED → APPROVED, with the number of the document; what was declared not applicable is approved with it.
pub async fn approve(app: &App, ctx: &OpCtx, step: Step, doc_no: &str) -> Answer<supervision_plan::Model> {
    let mut work = Work::begin(app, ctx, "plan.approve").await?;
    let result = approve_in(&mut work, step, doc_no).await;
    work.finish(result).await
}

async fn approve_in(work: &mut Work<'_>, step: Step, doc_no: &str) -> Answer<supervision_plan::Model> {
    let mut plan = open_step(work, PlanEventKind::Approve, step).await?;
    let proposal = PlanProposal {
        doc_no,
        ..PlanProposal::default()
    };
    let outcome = ask(work, &plan, PlanEventKind::Approve, proposal)?;
    let number = text::line("docNo", doc_no, text::NAME_MAX)?;
    let (person, now) = (work.actor()?.person_id, work.ctx.now());
    for declared in rows::applicability(&work.tx, plan.row.jurisdiction_id, plan.row.id).await? {
        if declared.approved_by.is_none() {
            let approved = applicability::Model {
                approved_by: Some(person),
                approved_at: Some(now),
                updated_at: now,
                ..declared
            };
            row::update(&work.tx, approved).await?;
        }
    }
    plan.row.approval_doc_no = Some(number.clone());
    plan.row.approved_at = Some(now);
    plan.row.approved_by = Some(person);
    save(work, plan.row, PlanEventKind::Approve, outcome, Some(&number)).await
}

/// APPROVED → PUBLISHED: its parameters are frozen. An amendment replaces the version in force.
pub async fn publish(app: &App, ctx: &OpCtx, step: Step) -> Answer<supervision_plan::Model> {
    let mut work = Work::begin(app, ctx, "plan.publish").await?;
    let result = publish_in(&mut work, step).await;
    work.finish(result).await
}

async fn publish_in(work: &mut Work<'_>, step: Step) -> Answer<supervision_plan::Model> {
    let mut plan = open_step(work, PlanEventKind::Publish, step).await?;
    let outcome = ask(work, &plan, PlanEventKind::Publish, PlanProposal::default())?;
    if let Some(old) = plan.row.amended_from {
        amend(work, old, plan.row.reason.as_deref().unwrap_or_default()).await?;
        work.subject(super::write::PLAN, plan.row.id, plan.row.title.clone());
    }
    let now = work.ctx.now();
    plan.row.published_at = Some(now);
    plan.row.published_by = Some(work.actor()?.person_id);
    let published = plan.row.amended_from.map(|_| shanghai_day(now));
    plan.row.starts_on = machine::starts_on(plan.row.year, published).unwrap_or(plan.row.starts_on);
    let number = plan.row.approval_doc_no.clone();
    save(work, plan.row, PlanEventKind::Publish, outcome, number.as_deref()).await
}

/// PUBLISHED → AMENDED: the version that an amendment replaces.
async fn amend(work: &mut Work<'_>, old: Uuid, reason: &str) -> Answer<()> {
    work.authorise(Capability::PlanAmend)?;
    let scope = work.authorise(Capability::PlanRead)?;
    let row = version::find(&work.tx, &scope, old)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let plan = loaded::in_work(work, row).await?;
    let proposal = PlanProposal {
        text: reason,
        ..PlanProposal::default()
    };
    let outcome = ask(work, &plan, PlanEventKind::Amend, proposal)?;
    save(work, plan.row, PlanEventKind::Amend, outcome, Some(reason)).await?;
    Ok(())
}

/// PUBLISHED → ARCHIVED, in the transaction that freezes the year's result (§3.1, §3.10).
pub async fn archive_in(work: &mut Work<'_>, plan_id: Uuid) -> Answer<supervision_plan::Model> {
    let row = rows::published(&work.tx, work.tx.jurisdiction_id(), plan_id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let plan = loaded::in_work(work, row).await?;
    let mut facts = plan.facts(work.ctx.today(), None, PlanProposal::default());
    facts.result_frozen = true;
    let outcome = machine::next(plan.row.state.get(), PlanEventKind::Archive, &facts)
        .map_err(|refusal| Fault::Broken(format!("archiving was refused: {refusal}")))?;
    let remark = "年度监管结果冻结，方案归档";
    save(work, plan.row, PlanEventKind::Archive, outcome, Some(remark)).await
}
