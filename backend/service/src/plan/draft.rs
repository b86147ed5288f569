//! Beginning a version: from the default tree, from an earlier year, or as an amendment of the one in force (§3.1).

use remit_shared::plan::machine::{self, OpinionFacts, PlanFacts, PlanProposal};
use remit_shared::plan::params::PlanParams;
use remit_shared::plan::template::default_tree;
use remit_shared::plan::{PlanEventKind, PlanState};
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{applicability, indicator, supervision_plan};
use remit_store::plan::{self as rows, version};
use remit_store::{Text, row};
use uuid::Uuid;

use super::edit::fresh_indicator;
use super::write::{PLAN, note};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::work::Work;

/// What a new version begins with.
#[derive(Debug, Clone)]
pub enum Beginning {
    /// The plan of a year, from the default tree or copied from an earlier plan.
    Year {
        /// Year.
        year: i32,
        /// Plan to copy.
        from: Option<Uuid>,
    },
    /// An amendment of the version in force, with its reason.
    Amendment {
        /// The plan in force.
        of: Uuid,
        /// Why.
        reason: String,
    },
}

/// Begins a version as a draft.
pub async fn draft(app: &App, ctx: &OpCtx, beginning: Beginning) -> Answer<supervision_plan::Model> {
    let mut work = Work::begin(app, ctx, "plan.draft").await?;
    let result = draft_in(&mut work, beginning).await;
    work.finish(result).await
}

async fn draft_in(work: &mut Work<'_>, beginning: Beginning) -> Answer<supervision_plan::Model> {
    work.authorise(Capability::PlanEdit)?;
    let scope = work.authorise(Capability::PlanRead)?;
    let (year, reason, source) = match beginning {
        Beginning::Year { year, from } => {
            check_year(year)?;
            let source = match from {
                Some(id) => Some(find(work, &scope, id).await?),
                None => None,
            };
            (year, None, source)
        }
        Beginning::Amendment { of, reason } => {
            let reason = text::reason("reason", &reason)?;
            let plan = find(work, &scope, of).await?;
            if plan.state != PlanState::Published {
                return Err(not_in_force().into());
            }
            machine::amendable(plan.year, work.ctx.today())?;
            (plan.year, Some(reason), Some(plan))
        }
    };
    let versions = version::of_year(&work.tx, year).await?;
    if let Some(open) = versions.iter().find(|plan| in_the_making(plan.state.get())) {
        return Err(exists(open).into());
    }
    if reason.is_none()
        && let Some(existing) = versions.first()
    {
        return Err(exists(existing).into());
    }
    let plan = row_of(work, year, versions.len(), reason, source.as_ref()).await?;
    let saved = row::insert(&work.tx, plan).await?;
    work.subject(PLAN, saved.id, saved.title.clone());
    work.after(&saved);
    fill(work, &saved, source.as_ref()).await?;
    let remark = saved.reason.clone();
    note(work, &saved, PlanEventKind::Draft, None, remark.as_deref()).await?;
    Ok(saved)
}

async fn find(work: &Work<'_>, scope: &Scope, id: Uuid) -> Answer<supervision_plan::Model> {
    Ok(version::find(&work.tx, scope, id)
        .await?
        .ok_or_else(Refusal::not_found)?)
}

fn in_the_making(state: PlanState) -> bool {
    matches!(
        state,
        PlanState::Draft | PlanState::Consulted | PlanState::Approved
    )
}

fn check_year(year: i32) -> Result<(), Refusal> {
    if (2000..=2100).contains(&year) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Input,
        "年度应在2000至2100之间。",
        "The year has to lie between 2000 and 2100.",
    )
    .on("year"))
}

fn exists(plan: &supervision_plan::Model) -> Refusal {
    Refusal::new(
        RefusalCode::Dup,
        format!("{}年度已有方案“{}”，请在该方案上办理。", plan.year, plan.title),
        format!("There is a plan of {} already: {}.", plan.year, plan.title),
    )
    .on("year")
}

fn not_in_force() -> Refusal {
    Refusal::new(
        RefusalCode::State,
        "只有已印发的方案可以调整。",
        "Only a published plan can be amended.",
    )
}

async fn row_of(
    work: &Work<'_>,
    year: i32,
    earlier: usize,
    reason: Option<String>,
    source: Option<&supervision_plan::Model>,
) -> Answer<supervision_plan::Model> {
    let actor = work.actor()?;
    let now = work.ctx.now();
    let params = source.map_or_else(|| PlanParams::default().write(), |plan| plan.params.clone());
    let checked = PlanParams::read(&params)?;
    let calendar = work.app.calendar.get(work.app).await?;
    // The machine judges the role; nothing else is known of a version that is only beginning.
    machine::draft(&PlanFacts {
        today: work.ctx.today(),
        calendar: &calendar,
        role: Some(actor.role),
        year,
        amends: reason.is_some(),
        consult_due_on: None,
        approval_doc_no: None,
        nodes: &[],
        baseline: &[],
        params: &checked,
        opinions: &OpinionFacts::default(),
        result_frozen: false,
        proposal: PlanProposal::default(),
    })?;
    let amends = reason.is_some();
    let title = if amends {
        format!("{year}年度机关职能运行监管方案（第{earlier}次调整）")
    } else {
        format!("{year}年度机关职能运行监管方案")
    };
    Ok(supervision_plan::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        year,
        revision: i32::try_from(earlier + 1).unwrap_or(i32::MAX),
        title,
        state: Text(PlanState::Draft),
        params,
        starts_on: machine::starts_on(year, None)
            .ok_or_else(|| Fault::Broken(format!("{year} has no 1 April")))?,
        consulted_at: None,
        consult_due_on: None,
        approval_doc_no: None,
        approved_at: None,
        approved_by: None,
        published_at: None,
        published_by: None,
        amended_from: source.filter(|_| amends).map(|plan| plan.id),
        cloned_from: source.filter(|_| !amends).map(|plan| plan.id),
        reason,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    })
}

/// Copies tree and applicability of the source, or plants the default tree.
async fn fill(
    work: &Work<'_>,
    plan: &supervision_plan::Model,
    source: Option<&supervision_plan::Model>,
) -> Answer<()> {
    let Some(source) = source else {
        let tree: Vec<indicator::Model> = (1..)
            .zip(default_tree())
            .map(|(sort, node)| fresh_indicator(work, plan.id, sort, &node))
            .collect();
        row::insert_all(&work.tx, tree).await?;
        return Ok(());
    };
    let jurisdiction = work.tx.jurisdiction_id();
    let old = rows::indicators(&work.tx, jurisdiction, source.id).await?;
    let new: Vec<indicator::Model> = old
        .iter()
        .map(|node| indicator::Model {
            id: work.ctx.new_id(),
            plan_id: plan.id,
            created_at: work.ctx.now(),
            created_by: plan.created_by,
            updated_at: work.ctx.now(),
            version: 1,
            ..node.clone()
        })
        .collect();
    let exceptions = copied(
        work,
        plan,
        &old,
        &new,
        rows::applicability(&work.tx, jurisdiction, source.id).await?,
    )
    .await?;
    row::insert_all(&work.tx, new).await?;
    row::insert_all(&work.tx, exceptions).await?;
    Ok(())
}

/// The declarations of the source for units that are still supervised; they have to be approved again.
async fn copied(
    work: &Work<'_>,
    plan: &supervision_plan::Model,
    old: &[indicator::Model],
    new: &[indicator::Model],
    declared: Vec<applicability::Model>,
) -> Answer<Vec<applicability::Model>> {
    let asked = version::asked(&work.tx, plan.jurisdiction_id, work.ctx.today()).await?;
    let person = work.actor()?.person_id;
    Ok(declared
        .into_iter()
        .filter(|row| asked.iter().any(|org| org.id == row.org_id))
        .filter_map(|row| {
            let code = &old.iter().find(|node| node.id == row.indicator_id)?.code;
            let node = new.iter().find(|node| node.code == *code)?;
            Some(applicability::Model {
                id: work.ctx.new_id(),
                plan_id: plan.id,
                indicator_id: node.id,
                declared_by: person,
                approved_by: None,
                approved_at: None,
                created_at: work.ctx.now(),
                created_by: plan.created_by,
                updated_at: work.ctx.now(),
                version: 1,
                ..row
            })
        })
        .collect())
}
