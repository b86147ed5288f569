//! What the office does in a coordination case (K11, K12).

use async_graphql::{Context, ID, Object, Result};
use remit_service::coordination::{check, decide, experts, handle, hearing};
use remit_shared::id::NodeKind;

use super::case_input::{
    CaseTextInput, CheckCaseInput, ConsultCaseExpertsInput, CoordinationCasePayload, DecideCaseInput,
    ExtendCaseInput, ProposeCaseRefusalInput, PublishCaseInput, citations,
};
use super::consultation_mutation::CoordinationMeetingInput;
use crate::context::RequestContext;
use crate::id;

/// Writes of the office to coordination cases.
#[derive(Debug, Default)]
pub struct CaseMutation;

#[Object]
impl CaseMutation {
    /// APPLIED → SUPPLEMENT, once (§3.7).
    async fn ask_case_supplement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case and the list of what is missing.")] input: CaseTextInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Case, &input.id, input.version)?;
            handle::ask_supplement(&request.app, &request.op, step, &input.text).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// The oversight section proposes to refuse a case; the office lead confirms (§3.7).
    async fn propose_case_refusal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case, the ground, the reason, the article.")] input: ProposeCaseRefusalInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let refusing = handle::Refusing {
                step: id::step(NodeKind::Case, &input.id, input.version)?,
                ground: input.ground.0,
                reason: input.reason,
                citations: citations(input.citations),
            };
            handle::propose_refusal(&request.app, &request.op, refusing).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// APPLIED → REFUSED, as proposed (§3.7).
    async fn refuse_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the case.")] id: ID,
        #[graphql(desc = "Version that the person saw.")] version: i32,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Case, &id, version)?;
            handle::refuse(&request.app, &request.op, step).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// APPLIED → ACCEPTED: 30 working days run; the present division stays in force (§3.7).
    async fn accept_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the case.")] id: ID,
        #[graphql(desc = "Version that the person saw.")] version: i32,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Case, &id, version)?;
            handle::accept(&request.app, &request.op, step).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// ACCEPTED → HEARING, or a second written round: every party is asked (§3.7).
    async fn ask_case_opinions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the case.")] id: ID,
        #[graphql(desc = "Version that the person saw.")] version: i32,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Case, &id, version)?;
            hearing::ask_opinions(&request.app, &request.op, step).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// A coordination meeting with its minutes (§3.7).
    async fn record_case_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case and its meeting.")] input: CoordinationMeetingInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Case, &input.id, input.version)?;
            hearing::meet(&request.app, &request.op, step, input.meeting()?).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// HEARING → EXPERT: a session of experts who are not recused (§3.7, R3).
    async fn consult_case_experts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case and the session.")] input: ConsultCaseExpertsInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let consult = experts::Consult {
                step: id::step(NodeKind::Case, &input.id, input.version)?,
                questions: input.questions,
                place: input.place,
                held_on: input.held_on,
                experts: id::read_all(NodeKind::Appointment, &input.expert_ids, "expertIds")?,
            };
            experts::consult(&request.app, &request.op, consult).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// The decision's deadline is extended, once (§3.7).
    async fn extend_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case, the days, the reason.")] input: ExtendCaseInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Case, &input.id, input.version)?;
            let days = id::count("days", input.days)?;
            decide::extend(&request.app, &request.op, step, (days, &input.reason)).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// HEARING or EXPERT → DECIDED (§3.7).
    async fn decide_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case and the decision.")] input: DecideCaseInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let decision = decide::Decide {
                step: id::step(NodeKind::Case, &input.id, input.version)?,
                kind: input.kind.0,
                text: input.text,
                lead: id::read_optional(NodeKind::Org, input.lead_org_id.as_ref(), "leadOrgId")?,
                assists: id::read_all(NodeKind::Org, &input.assist_org_ids, "assistOrgIds")?,
                citations: citations(input.citations),
                important: input.important,
                commission_doc_no: input.commission_doc_no,
            };
            decide::decide(&request.app, &request.op, decision).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// DECIDED → PUBLISHED, with its document number (§3.7).
    async fn publish_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case, the number, the towns concerned.")] input: PublishCaseInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Case, &input.id, input.version)?;
            let towns = id::read_all(NodeKind::Org, &input.town_ids, "townIds")?;
            decide::publish(&request.app, &request.op, step, (&input.doc_no, &towns)).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// A check after the decision; the last effective one closes the case (§3.7, K12).
    async fn check_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case and what the check found.")] input: CheckCaseInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let input = check::Check {
                step: id::step(NodeKind::Case, &input.id, input.version)?,
                result: input.result.0,
                findings: input.findings,
                org: id::read_optional(NodeKind::Org, input.org_id.as_ref(), "orgId")?,
            };
            check::check(&request.app, &request.op, input).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }
}
