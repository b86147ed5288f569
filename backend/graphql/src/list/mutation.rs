//! The life of a duty adjustment (§3.12): each mutation is one event of its machine.

use async_graphql::{Context, Object, Result};
use remit_service::list::{apply, change, handle, propose};
use remit_shared::id::NodeKind;

use super::input::{
    AdjustmentReasonInput, AdjustmentStepInput, ApproveAdjustmentInput, AttachLegalOpinionInput,
    CheckAdjustmentInput, ConsultAdjustmentInput, DraftListChangeInput, DropListChangeInput,
    ProposeAdjustmentInput, SendAdjustmentLegalInput, SignAdjustmentInput,
};
use super::payload::DutyAdjustmentPayload;
use crate::context::RequestContext;
use crate::id;

/// Writes to adjustments.
#[derive(Debug, Default)]
pub struct AdjustmentMutation;

#[Object]
impl AdjustmentMutation {
    /// A new adjustment: PROPOSED (§3.12).
    async fn propose_adjustment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The proposal.")] input: ProposeAdjustmentInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { propose::propose(&request.app, &request.op, &input.read()?).await };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// PROPOSED → CONSULTING: all units concerned are named (§3.12).
    async fn consult_adjustment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The adjustment and further units.")] input: ConsultAdjustmentInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Adjustment, &input.id, input.version)?;
            let orgs = id::read_all(NodeKind::Org, &input.org_ids, "orgIds")?;
            propose::consult(&request.app, &request.op, step, &orgs).await
        };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// CONSULTING: a unit concerned signs the memo (§3.12).
    async fn sign_adjustment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The adjustment.")] input: SignAdjustmentInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Adjustment, &input.id, input.version)?;
            let remark = input.remark.unwrap_or_default();
            propose::sign(&request.app, &request.op, step, &remark).await
        };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// Drafts a change of a powers list (§3.12, K36).
    async fn draft_list_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: DraftListChangeInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let (step, draft) = input.read()?;
            change::draft(&request.app, &request.op, step, &draft).await
        };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// Takes a drafted change back, with the reason (K36).
    async fn drop_list_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change and the reason.")] input: DropListChangeInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Adjustment, &input.id, input.version)?;
            let change = id::read(NodeKind::ListChange, &input.change_id, "changeId")?;
            change::drop(&request.app, &request.op, step, change, &input.reason).await
        };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// CONSULTING → LEGAL_CHECK (§3.12).
    async fn send_adjustment_legal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The adjustment.")] input: SendAdjustmentLegalInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Adjustment, &input.id, input.version)?;
            let case_no = input.case_no.unwrap_or_default();
            handle::send_legal(&request.app, &request.op, step, &case_no).await
        };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// LEGAL_CHECK: the justice bureau's opinion (§3.12).
    async fn attach_legal_opinion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The opinion.")] input: AttachLegalOpinionInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Adjustment, &input.id, input.version)?;
            let files = id::read_all(NodeKind::File, &input.file_ids, "fileIds")?;
            handle::attach_opinion(&request.app, &request.op, step, &input.opinion, &files).await
        };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// LEGAL_CHECK → APPROVED; the units concerned have to revise their lists (§3.12).
    async fn approve_adjustment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The decision.")] input: ApproveAdjustmentInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Adjustment, &input.id, input.version)?;
            let (doc_no, day) = (input.doc_no, input.effective_on);
            handle::approve(&request.app, &request.op, step, &doc_no, day).await
        };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// CONSULTING or LEGAL_CHECK → REJECTED, with the reason (§3.12).
    async fn reject_adjustment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The adjustment and the reason.")] input: AdjustmentReasonInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Adjustment, &input.id, input.version)?;
            handle::reject(&request.app, &request.op, step, &input.reason).await
        };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// APPROVED → LISTS_UPDATED: the changes are carried into the powers lists (§3.12, K36).
    async fn update_lists(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The adjustment.")] input: AdjustmentStepInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { apply::update_lists(&request.app, &request.op, input.read()?).await };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// LISTS_UPDATED → PUBLISHED (§3.12).
    async fn publish_adjustment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The adjustment.")] input: AdjustmentStepInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { handle::publish(&request.app, &request.op, input.read()?).await };
        DutyAdjustmentPayload::of(request, answer.await).await
    }

    /// PUBLISHED → CHECKED, 60 working days later (§3.12).
    async fn check_adjustment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was found.")] input: CheckAdjustmentInput,
    ) -> Result<DutyAdjustmentPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Adjustment, &input.id, input.version)?;
            let result = input.result.map(|result| result.0);
            handle::check(&request.app, &request.op, step, result, &input.note).await
        };
        DutyAdjustmentPayload::of(request, answer.await).await
    }
}
