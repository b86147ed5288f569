//! Yearly plans (K03, §3.1): the row, and the page of one plan, which is loaded once.

use std::sync::Arc;

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::plan::read::{self as service, Detail};
use remit_service::rows::{plan_event, supervision_plan};
use remit_shared::id::NodeKind;
use remit_shared::identity::Role;
use remit_shared::plan::params::leaves;
use remit_shared::plan::{PlanEventKind, PlanState};

use super::difference::PlanChanges;
use super::indicator::{Indicator, PlanException, PlanGap, PlanWeights};
use super::opinion::PlanOpinion;
use super::param::PlanParam;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, Person};
use crate::page::Listed;
use crate::problem::action::ActionAvailability;

/// A version of a yearly supervision plan (年度监管方案, K03).
#[derive(Description)]
pub struct SupervisionPlan(pub supervision_plan::Model);

impl Listed for SupervisionPlan {}

#[Object(use_type_description)]
impl SupervisionPlan {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Plan, self.0.id)
    }

    /// Year it is for.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// Version within the year, from 1; an amendment is the next one.
    async fn revision(&self) -> i32 {
        self.0.revision
    }

    /// Title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// State (§3.1).
    async fn state(&self) -> Code<PlanState> {
        self.0.state.get().into()
    }

    /// Day on which supervision by this plan starts.
    async fn starts_on(&self) -> NaiveDate {
        self.0.starts_on
    }

    /// When the units were asked for their opinion.
    async fn consulted_at(&self) -> Option<DateTime<Utc>> {
        self.0.consulted_at
    }

    /// Last day for opinions.
    async fn consult_due_on(&self) -> Option<NaiveDate> {
        self.0.consult_due_on
    }

    /// Number of the document that approves it.
    async fn approval_doc_no(&self) -> Option<&str> {
        self.0.approval_doc_no.as_deref()
    }

    /// When it was approved.
    async fn approved_at(&self) -> Option<DateTime<Utc>> {
        self.0.approved_at
    }

    /// Name of the person who approved it.
    async fn approved_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.approved_by).await
    }

    /// When it was published.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.published_at
    }

    /// Name of the person who published it.
    async fn published_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.published_by).await
    }

    /// Whether it amends a version of the same year.
    async fn amends(&self) -> bool {
        self.0.amended_from.is_some()
    }

    /// Why it amends that version.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// When it was last changed.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.0.updated_at
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A plan with everything that its page shows (K03).
#[derive(Description)]
pub struct PlanDetail(pub Arc<Detail>);

impl PlanDetail {
    /// Loads what hangs on a plan, once for all of its fields.
    pub async fn of(request: &RequestContext, row: supervision_plan::Model) -> Result<Self> {
        let detail = service::detail(&request.app, &request.op, row).await;
        Ok(Self(Arc::new(request.value(detail)?)))
    }

    fn row(&self) -> &supervision_plan::Model {
        &self.0.plan.row
    }
}

#[Object(use_type_description)]
impl PlanDetail {
    /// The plan.
    async fn plan(&self) -> SupervisionPlan {
        SupervisionPlan(self.row().clone())
    }

    /// Its tree, read from top to bottom.
    async fn indicators(&self) -> Vec<Indicator> {
        self.0.plan.nodes.iter().cloned().map(Indicator).collect()
    }

    /// How its weights add up, and where something is missing.
    async fn weights(&self) -> PlanWeights {
        PlanWeights(self.0.weights.clone())
    }

    /// What its tree lacks besides weight.
    async fn gaps(&self) -> Vec<PlanGap> {
        self.0.gaps.iter().cloned().map(PlanGap).collect()
    }

    /// Its parameters, each with its meaning, in the order in which an editor shows them.
    async fn params(&self) -> Vec<PlanParam> {
        leaves(&self.0.plan.params).into_iter().map(PlanParam).collect()
    }

    /// Which third-level indicators do not apply to which units; every other pair applies.
    async fn exceptions(&self) -> Vec<PlanException> {
        self.0.exceptions.iter().cloned().map(PlanException).collect()
    }

    /// Supervised units asked for their opinion.
    async fn asked(&self) -> usize {
        self.0.plan.opinions.asked
    }

    /// Units that have given one.
    async fn answered(&self) -> usize {
        self.0.plan.opinions.given
    }

    /// Opinions: all for the office, its own for a unit.
    async fn opinions(&self, ctx: &Context<'_>) -> Result<Vec<PlanOpinion>> {
        let request = RequestContext::of(ctx)?;
        let rows = service::opinions(&request.app, &request.op, self.row().id).await;
        Ok(request.value(rows)?.into_iter().map(PlanOpinion).collect())
    }

    /// Units that have not given their opinion yet; for the office, while they still can.
    async fn silent_units(&self, ctx: &Context<'_>) -> Result<Vec<Org>> {
        let request = RequestContext::of(ctx)?;
        let rows = service::silent(&request.app, &request.op, self.row()).await;
        Ok(request
            .value(rows)?
            .into_iter()
            .map(|row| Org::known(&Arc::new(row)))
            .collect())
    }

    /// What it changes in the version that it amends or was copied from; without one, in the default.
    async fn changes(&self, ctx: &Context<'_>) -> Result<PlanChanges> {
        let request = RequestContext::of(ctx)?;
        let changes = service::changes(&request.app, &request.op, &self.0).await;
        Ok(PlanChanges(request.value(changes)?))
    }

    /// Its history, oldest first.
    async fn events(&self, ctx: &Context<'_>) -> Result<Vec<PlanEvent>> {
        let request = RequestContext::of(ctx)?;
        let events = service::events(&request.app, &request.op, self.row()).await;
        Ok(request.value(events)?.into_iter().map(PlanEvent::from).collect())
    }

    /// Actions that the state and the reader's role could ever allow, each with the sentence why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let op = &RequestContext::of(ctx)?.op;
        let actions = self.0.actions.iter().cloned();
        Ok(actions
            .map(|action| ActionAvailability::new(op, action.event, action.outcome))
            .collect())
    }

    /// Whether the reader may begin an amendment, and if not, why; null for those who never may.
    async fn amendment(&self, ctx: &Context<'_>) -> Result<Option<ActionAvailability>> {
        let op = &RequestContext::of(ctx)?.op;
        let outcome = service::may_amend(op, self.row());
        Ok(outcome.map(|outcome| ActionAvailability::new(op, PlanEventKind::Amend, outcome)))
    }
}

/// One step in the history of a plan (§3.1).
#[derive(SimpleObject)]
pub struct PlanEvent {
    /// Place in its history, from 1.
    seq: i32,
    /// When.
    at: DateTime<Utc>,
    /// What happened.
    event: Code<PlanEventKind>,
    /// State afterwards.
    to: Code<PlanState>,
    /// Name and post of whoever did it, as they were then.
    actor: String,
    /// Hat worn; null for the system.
    role: Option<Code<Role>>,
    /// Reason, document number or what was changed.
    remark: Option<String>,
}

impl From<plan_event::Model> for PlanEvent {
    fn from(row: plan_event::Model) -> Self {
        Self {
            seq: row.seq,
            at: row.at,
            event: row.event.get().into(),
            to: row.to_state.get().into(),
            actor: row.actor_label,
            role: row.role.map(|role| role.get().into()),
            remark: row.remark,
        }
    }
}
