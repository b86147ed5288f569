//! What the office and the towns do with campaigns and the pool.

use async_graphql::{Context, Object, Result};
use remit_service::evaluation::{plan, pool, steps, tally};
use remit_shared::id::NodeKind;

use super::input::{
    CampaignPayload, CampaignReasonInput, CampaignStepInput, DecideEvaluatorInput, DraftCampaignInput,
    EvaluatorPayload, NominateEvaluatorInput, RemindCampaignInput,
};
use crate::context::RequestContext;
use crate::id::{count, read_all, step};

/// Writes to campaigns and to the pool.
#[derive(Debug, Default)]
pub struct EvaluationMutation;

#[Object]
impl EvaluationMutation {
    /// Nominates an evaluator; a town's contact for the own town (K19).
    async fn nominate_evaluator(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who is nominated.")] input: NominateEvaluatorInput,
    ) -> Result<EvaluatorPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { pool::nominate(&request.app, &request.op, input.try_into()?).await };
        EvaluatorPayload::of(request, answer.await)
    }

    /// Takes an evaluator into the pool or out of it (K19).
    async fn decide_evaluator(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, and in or out.")] input: DecideEvaluatorInput,
    ) -> Result<EvaluatorPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = step(NodeKind::Evaluator, &input.id, input.version)?;
            pool::decide(&request.app, &request.op, step, input.event.0, &input.reason).await
        };
        EvaluatorPayload::of(request, answer.await)
    }

    /// Writes a draft of a campaign or changes it (§3.8).
    async fn draft_campaign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The plan.")] input: DraftCampaignInput,
    ) -> Result<CampaignPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { plan::draft(&request.app, &request.op, input.try_into()?).await };
        CampaignPayload::of(request, answer.await).await
    }

    /// DRAFT → APPROVED: weights sum to 100; the keys are made and committed to (§3.8).
    async fn approve_campaign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The campaign.")] input: CampaignStepInput,
    ) -> Result<CampaignPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = step(NodeKind::Campaign, &input.id, input.version)?;
            steps::approve(&request.app, &request.op, step).await
        };
        CampaignPayload::of(request, answer.await).await
    }

    /// Reminds all voters of some towns or units through their contacts, never a single person (§3.8).
    async fn remind_campaign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The campaign and whom to remind.")] input: RemindCampaignInput,
    ) -> Result<CampaignPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = step(NodeKind::Campaign, &input.id, input.version)?;
            let units = read_all(NodeKind::Org, &input.unit_ids, "unitIds")?;
            steps::remind(&request.app, &request.op, step, &units).await
        };
        CampaignPayload::of(request, answer.await).await
    }

    /// Puts the last day off, once, by at most 5 working days, while fewer than 60 % have answered (§3.8).
    async fn prolong_campaign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The campaign, the days and the reason.")] input: CampaignReasonInput,
    ) -> Result<CampaignPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = step(NodeKind::Campaign, &input.id, input.version)?;
            let days = count("days", input.days)?;
            steps::prolong(&request.app, &request.op, step, days, &input.reason).await
        };
        CampaignPayload::of(request, answer.await).await
    }

    /// CLOSED → TALLIED: every credential and every ballot is checked, then they are counted (§3.8).
    async fn tally_campaign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The campaign.")] input: CampaignStepInput,
    ) -> Result<CampaignPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = step(NodeKind::Campaign, &input.id, input.version)?;
            tally::tally(&request.app, &request.op, step).await
        };
        CampaignPayload::of(request, answer.await).await
    }

    /// TALLIED → PUBLISHED: each unit may read its own aggregates (§3.8).
    async fn publish_campaign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The campaign.")] input: CampaignStepInput,
    ) -> Result<CampaignPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = step(NodeKind::Campaign, &input.id, input.version)?;
            steps::publish(&request.app, &request.op, step).await
        };
        CampaignPayload::of(request, answer.await).await
    }

    /// any → VOIDED, on a proven leak or pressure (§3.8).
    async fn void_campaign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The campaign and the reason.")] input: CampaignReasonInput,
    ) -> Result<CampaignPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = step(NodeKind::Campaign, &input.id, input.version)?;
            steps::void(&request.app, &request.op, step, &input.reason).await
        };
        CampaignPayload::of(request, answer.await).await
    }
}
