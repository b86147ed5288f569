//! Which third-level indicator does not apply to which unit: declared with a reason, approved with the plan (§5.8).

use remit_shared::plan::machine::PlanProposal;
use remit_shared::plan::{ApplicabilityStatus, PlanEventKind};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{applicability, supervision_plan};
use remit_store::plan::{self as rows, version};
use remit_store::{Text, row};
use uuid::Uuid;

use super::loaded::LoadedPlan;
use super::write::{ask, open_step, save};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::problem::Step;
use crate::work::Work;

/// Declarations one call may make.
const AT_ONCE: usize = 1_000;

/// One declaration.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// Unit.
    pub org: Uuid,
    /// Code of the third-level indicator.
    pub code: String,
    /// Whether it applies.
    pub status: ApplicabilityStatus,
    /// Why it does not.
    pub reason: String,
}

/// Declares for a draft what applies and what does not.
pub async fn declare(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    declarations: Vec<Declaration>,
) -> Answer<supervision_plan::Model> {
    let mut work = Work::begin(app, ctx, "plan.declare").await?;
    let result = declare_in(&mut work, step, declarations).await;
    work.finish(result).await
}

async fn declare_in(
    work: &mut Work<'_>,
    step: Step,
    declarations: Vec<Declaration>,
) -> Answer<supervision_plan::Model> {
    let plan = open_step(work, PlanEventKind::Edit, step).await?;
    let outcome = ask(work, &plan, PlanEventKind::Edit, PlanProposal::default())?;
    if declarations.is_empty() || declarations.len() > AT_ONCE {
        return Err(Refusal::new(
            RefusalCode::Input,
            format!("请选择1至{AT_ONCE}项。"),
            format!("Choose 1 to {AT_ONCE} pairs."),
        )
        .on("declarations")
        .into());
    }
    let units = version::asked(&work.tx, plan.row.jurisdiction_id, work.ctx.today()).await?;
    let stored = rows::applicability(&work.tx, plan.row.jurisdiction_id, plan.row.id).await?;
    let count = declarations.len();
    for one in declarations {
        if !units.iter().any(|org| org.id == one.org) {
            return Err(no_unit().into());
        }
        write(work, &plan, &stored, one).await?;
    }
    let remark = format!("修改适用范围{count}项");
    save(work, plan.row, PlanEventKind::Edit, outcome, Some(&remark)).await
}

async fn write(
    work: &Work<'_>,
    plan: &LoadedPlan,
    stored: &[applicability::Model],
    one: Declaration,
) -> Answer<()> {
    let node = plan
        .indicators
        .iter()
        .find(|node| node.level == 3 && node.code == one.code)
        .ok_or_else(|| no_indicator(&one.code))?;
    let reason = match one.status {
        ApplicabilityStatus::NotApplicable => text::reason("reason", &one.reason)?,
        ApplicabilityStatus::Applicable => String::new(),
    };
    let actor = work.actor()?;
    let now = work.ctx.now();
    let old = stored
        .iter()
        .find(|row| row.org_id == one.org && row.indicator_id == node.id);
    let next = |base: applicability::Model| applicability::Model {
        status: Text(one.status),
        reason: reason.clone(),
        declared_by: actor.person_id,
        approved_by: None,
        approved_at: None,
        updated_at: now,
        ..base
    };
    match old {
        Some(old) => {
            row::update(&work.tx, next(old.clone())).await?;
        }
        None if one.status == ApplicabilityStatus::Applicable => {}
        None => {
            let fresh = applicability::Model {
                id: work.ctx.new_id(),
                jurisdiction_id: plan.row.jurisdiction_id,
                plan_id: plan.row.id,
                org_id: one.org,
                indicator_id: node.id,
                status: Text(one.status),
                reason: String::new(),
                declared_by: actor.person_id,
                approved_by: None,
                approved_at: None,
                created_at: now,
                created_by: Some(actor.account_id),
                updated_at: now,
                version: 1,
                change_seq: work.tx.change_seq(),
            };
            row::insert(&work.tx, next(fresh)).await?;
        }
    }
    Ok(())
}

fn no_unit() -> Refusal {
    Refusal::new(
        RefusalCode::NotFound,
        "未找到该单位，或该单位不是被监管单位。",
        "There is no such supervised unit.",
    )
    .on("orgId")
}

fn no_indicator(code: &str) -> Refusal {
    Refusal::new(
        RefusalCode::NotFound,
        format!("方案中没有三级指标{code}。"),
        format!("The plan has no third-level indicator {code}."),
    )
    .on("code")
}
