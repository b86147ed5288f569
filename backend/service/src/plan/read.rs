//! Questions about plans, opinions and duties. Every answer is narrowed by the policy's scope.

use remit_shared::identity::Role;
use remit_shared::plan::difference::{Difference, Exception, Version, difference};
use remit_shared::plan::machine::{self, PlanAvailability, PlanProposal};
use remit_shared::plan::params::PlanParams;
use remit_shared::plan::template::default_tree;
use remit_shared::plan::tree::{Gap, Node, WeightReport, gaps, weigh};
use remit_shared::plan::{ApplicabilityStatus, PlanState};
use remit_shared::policy::{Capability, Reach};
use remit_shared::refusal::Refusal;
use remit_store::entity::{duty, org, plan_event, plan_opinion, supervision_plan};
use remit_store::page::{Page, Slice};
use remit_store::plan::version::{self as rows, ExceptionRow, PlanFilter};
use remit_store::plan::{self, duty as duties};
use uuid::Uuid;

use super::loaded::{self, nodes};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

pub use super::loaded::LoadedPlan;

/// A page of plans, the latest first.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    filter: &PlanFilter,
    slice: Slice,
) -> Answer<Page<supervision_plan::Model>> {
    let scope = ctx.authorise(Capability::PlanRead)?;
    Ok(rows::page(app.db.read(), &scope, filter, slice).await?)
}

/// One plan, or `None` out of scope.
pub async fn find(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<supervision_plan::Model>> {
    let scope = ctx.authorise(Capability::PlanRead)?;
    Ok(rows::find(app.db.read(), &scope, id).await?)
}

/// The plan in force for a year; without a year, the latest one in force.
pub async fn in_force(app: &App, ctx: &OpCtx, year: Option<i32>) -> Answer<Option<supervision_plan::Model>> {
    let filter = PlanFilter {
        year,
        states: vec![PlanState::Published, PlanState::Archived],
    };
    let page = list(app, ctx, &filter, Slice::first(1)).await?;
    Ok(page.rows.into_iter().next())
}

/// What a plan's page shows besides the row.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The plan with its tree, its parameters and the state of its consultation.
    pub plan: LoadedPlan,
    /// How its weights add up.
    pub weights: WeightReport,
    /// What its tree lacks.
    pub gaps: Vec<Gap>,
    /// What the reader may do, each with the reason why not now.
    pub actions: Vec<PlanAvailability>,
    /// What does not apply to whom.
    pub exceptions: Vec<ExceptionRow>,
}

/// Everything on a plan that the reader has been given, in a fixed number of statements.
pub async fn detail(app: &App, ctx: &OpCtx, row: supervision_plan::Model) -> Answer<Detail> {
    let role = ctx.signed_in()?.role;
    let plan = loaded::for_reading(app, row, ctx.today()).await?;
    let facts = plan.facts(ctx.today(), Some(role), PlanProposal::default());
    let actions = machine::available(plan.row.state.get(), role, &facts);
    let (jurisdiction, id) = (plan.row.jurisdiction_id, plan.row.id);
    let exceptions = rows::exceptions(app.db.read(), jurisdiction, id, &plan.indicators).await?;
    Ok(Detail {
        weights: weigh(&plan.nodes, &plan.baseline),
        gaps: gaps(&plan.nodes, &plan.params),
        actions,
        exceptions: excepted(exceptions),
        plan,
    })
}

fn excepted(rows: Vec<ExceptionRow>) -> Vec<ExceptionRow> {
    rows.into_iter()
        .filter(|one| one.row.status == ApplicabilityStatus::NotApplicable)
        .collect()
}

/// Whether the reader may begin an amendment of a plan, and if not, why; `None` for those who never may.
pub fn may_amend(ctx: &OpCtx, plan: &supervision_plan::Model) -> Option<Result<(), Refusal>> {
    let role = ctx.actor.as_ref()?.role;
    let begins = role == Role::Ov && plan.state == PlanState::Published;
    begins.then(|| machine::amendable(plan.year, ctx.today()))
}

/// The history of a plan that the reader has been given. What single units said is the office's and the unit's.
pub async fn events(
    app: &App,
    ctx: &OpCtx,
    plan: &supervision_plan::Model,
) -> Answer<Vec<plan_event::Model>> {
    use remit_shared::plan::PlanEventKind::{Answer as Answered, Opine};
    let scope = ctx.authorise(Capability::PlanRead)?;
    let mut events = rows::events(app.db.read(), plan.jurisdiction_id, plan.id).await?;
    if scope.reach() != Reach::All {
        events.retain(|line| !matches!(line.event.get(), Opine | Answered));
    }
    Ok(events)
}

/// The opinions on a plan: all for the office, its own for a unit.
pub async fn opinions(app: &App, ctx: &OpCtx, plan: Uuid) -> Answer<Vec<plan_opinion::Model>> {
    let scope = ctx.authorise(Capability::PlanRead)?;
    Ok(rows::opinions(app.db.read(), &scope, plan).await?)
}

/// The units that are asked for their opinion and have not given one, for the office.
pub async fn silent(app: &App, ctx: &OpCtx, plan: &supervision_plan::Model) -> Answer<Vec<org::Model>> {
    let scope = ctx.authorise(Capability::PlanRead)?;
    if scope.reach() != Reach::All || plan.state != PlanState::Consulted {
        return Ok(Vec::new());
    }
    let asked = rows::asked(app.db.read(), plan.jurisdiction_id, ctx.today()).await?;
    let given = rows::opinions(app.db.read(), &scope, plan.id).await?;
    Ok(asked
        .into_iter()
        .filter(|org| !given.iter().any(|opinion| opinion.org_id == org.id))
        .collect())
}

/// What a plan changes in another version, and which one that is.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The version that it amends, or was copied from; without one it is compared with the default.
    pub previous: Option<supervision_plan::Model>,
    /// The lines of the difference.
    pub lines: Vec<Difference>,
}

/// The version that a plan amends or was copied from, and what the plan changes in it.
pub async fn changes(app: &App, ctx: &OpCtx, detail: &Detail) -> Answer<Changes> {
    let previous = match loaded::previous(&detail.plan.row) {
        Some(id) => find(app, ctx, id).await?,
        None => None,
    };
    let new = named(&detail.exceptions);
    let (tree, params, exceptions) = match &previous {
        Some(old) => version_of(app, old).await?,
        // The default knows no units, so applicability is no change of a first plan.
        None => (default_tree(), PlanParams::default(), new.clone()),
    };
    let old = Version {
        nodes: &tree,
        params: &params,
        exceptions: &exceptions,
    };
    let new = Version {
        nodes: &detail.plan.nodes,
        params: &detail.plan.params,
        exceptions: &new,
    };
    let lines = difference(old, new);
    Ok(Changes { previous, lines })
}

async fn version_of(
    app: &App,
    plan: &supervision_plan::Model,
) -> Answer<(Vec<Node>, PlanParams, Vec<Exception>)> {
    let (conn, jurisdiction) = (app.db.read(), plan.jurisdiction_id);
    let tree = plan::indicators(conn, jurisdiction, plan.id).await?;
    let exceptions = rows::exceptions(conn, jurisdiction, plan.id, &tree).await?;
    Ok((nodes(&tree), loaded::params(plan)?, named(&excepted(exceptions))))
}

fn named(rows: &[ExceptionRow]) -> Vec<Exception> {
    rows.iter()
        .map(|one| Exception {
            code: one.code.clone(),
            org: one.org.short_name.clone(),
            reason: one.row.reason.clone(),
        })
        .collect()
}

/// The duties of a unit that are in force today, for those who read its points (K04).
pub async fn duties_of(app: &App, ctx: &OpCtx, org: Uuid) -> Answer<Vec<duty::Model>> {
    let scope = ctx.authorise(Capability::ListsRead)?;
    Ok(duties::of_orgs(app.db.read(), scope.jurisdiction_id(), &[org], ctx.today()).await?)
}
