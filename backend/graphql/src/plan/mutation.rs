//! The life of a yearly plan (§3.1): each mutation is one event of its machine.

use async_graphql::{Context, Object, Result, SimpleObject};
use remit_service::failure::Answer;
use remit_service::plan::{applicability, decide, draft, edit, opinion};
use remit_service::rows::supervision_plan;
use remit_shared::id::NodeKind;

use super::input::{
    AmendPlanInput, AnswerOpinionInput, ApprovePlanInput, DraftPlanInput, PlanDeclareInput, PlanOpinionInput,
    PlanParamsInput, PlanStepInput, PlanTitleInput, PlanTreeInput,
};
use super::version::PlanDetail;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id;

/// The plan as changed, or why it was not.
#[derive(SimpleObject)]
pub struct PlanPayload {
    /// The plan.
    plan: Option<PlanDetail>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl PlanPayload {
    async fn of(request: &RequestContext, answer: Answer<supervision_plan::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let plan = match settled.value {
            Some(row) => Some(PlanDetail::of(request, row).await?),
            None => None,
        };
        Ok(Self {
            plan,
            problems: settled.problems,
        })
    }
}

/// Writes to yearly plans.
#[derive(Debug, Default)]
pub struct PlanMutation;

#[Object]
impl PlanMutation {
    /// Begins the plan of a year from the default tree or as a copy of an earlier plan (§3.1).
    async fn draft_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year and plan to copy.")] input: DraftPlanInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { draft::draft(&request.app, &request.op, input.try_into()?).await };
        PlanPayload::of(request, answer.await).await
    }

    /// Begins an amendment of the plan in force, before 30 September (§3.1).
    async fn amend_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan and the reason.")] input: AmendPlanInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { draft::draft(&request.app, &request.op, input.try_into()?).await };
        PlanPayload::of(request, answer.await).await
    }

    /// Changes the title of a draft.
    async fn set_plan_title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan and its title.")] input: PlanTitleInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Plan, &input.id, input.version)?;
            edit::title(&request.app, &request.op, step, &input.title).await
        };
        PlanPayload::of(request, answer.await).await
    }

    /// Replaces the tree of a draft; it may be incomplete until it is put to the units.
    async fn save_plan_tree(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan and its tree.")] input: PlanTreeInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Plan, &input.id, input.version)?;
            let nodes: Result<Vec<_>, _> = input.indicators.into_iter().map(TryInto::try_into).collect();
            edit::tree(&request.app, &request.op, step, nodes?).await
        };
        PlanPayload::of(request, answer.await).await
    }

    /// Changes parameters of a draft; an unknown key or a value out of range is refused (§5.13).
    async fn set_plan_params(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan and the parameters that change.")] input: PlanParamsInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Plan, &input.id, input.version)?;
            let values = input.params.into_iter().map(|one| (one.key, one.value));
            edit::params(&request.app, &request.op, step, values.collect()).await
        };
        PlanPayload::of(request, answer.await).await
    }

    /// Declares which third-level indicator does not apply to which unit, with the reason (§5.8).
    async fn declare_applicability(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan and the pairs.")] input: PlanDeclareInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Plan, &input.id, input.version)?;
            let pairs: Result<Vec<_>, _> = input.declarations.into_iter().map(TryInto::try_into).collect();
            applicability::declare(&request.app, &request.op, step, pairs?).await
        };
        PlanPayload::of(request, answer.await).await
    }

    /// DRAFT → CONSULTED: the units have ten working days (§3.1).
    async fn consult_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan.")] input: PlanStepInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Plan, &input.id, input.version)?;
            decide::consult(&request.app, &request.op, step).await
        };
        PlanPayload::of(request, answer.await).await
    }

    /// The unit's lead gives the unit's opinion; until it is answered, saying it again replaces it (§3.1).
    async fn give_plan_opinion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan and the opinion.")] input: PlanOpinionInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let plan = id::read(NodeKind::Plan, &input.id, "id")?;
            let text = input.text.unwrap_or_default();
            opinion::give(&request.app, &request.op, plan, input.kind.0, &text).await
        };
        PlanPayload::of(request, answer.await).await
    }

    /// The oversight section answers a suggestion: adopted or not, and why (§3.1).
    async fn answer_plan_opinion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The opinion and the answer.")] input: AnswerOpinionInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::PlanOpinion, &input.id, input.version)?;
            opinion::answer(&request.app, &request.op, step, input.adopted, &input.answer).await
        };
        PlanPayload::of(request, answer.await).await
    }

    /// CONSULTED → APPROVED: weights sum to 100, every opinion is answered (§3.1).
    async fn approve_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan and the document number.")] input: ApprovePlanInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Plan, &input.id, input.version)?;
            decide::approve(&request.app, &request.op, step, &input.doc_no).await
        };
        PlanPayload::of(request, answer.await).await
    }

    /// APPROVED → PUBLISHED; an amendment replaces the version in force (§3.1).
    async fn publish_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan.")] input: PlanStepInput,
    ) -> Result<PlanPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Plan, &input.id, input.version)?;
            decide::publish(&request.app, &request.op, step).await
        };
        PlanPayload::of(request, answer.await).await
    }
}
