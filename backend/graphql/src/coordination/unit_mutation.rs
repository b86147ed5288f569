//! What departments do in a coordination case (K11).

use async_graphql::{Context, Object, Result};
use remit_service::coordination::{apply, hearing};
use remit_shared::id::NodeKind;

use super::case_input::{
    ApplyForCoordinationInput, CaseTextInput, CoordinationCasePayload, GiveCaseOpinionInput,
    SupplementCaseInput, citations,
};
use crate::context::RequestContext;
use crate::id;

/// Writes of departments to coordination cases.
#[derive(Debug, Default)]
pub struct CaseUnitMutation;

#[Object]
impl CaseUnitMutation {
    /// — → APPLIED, by the lead department after a failed consultation, or ex officio (§3.7).
    async fn apply_for_coordination(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The written request.")] input: ApplyForCoordinationInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let input = apply::Apply {
                client_id: id::read_client(&input.client_id)?,
                consultation: id::read(NodeKind::Consultation, &input.consultation_id, "consultationId")?,
                statement: input.statement,
                citations: citations(input.citations),
                files: id::read_all(NodeKind::File, &input.file_ids, "fileIds")?,
            };
            apply::apply(&request.app, &request.op, input).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// SUPPLEMENT → APPLIED (§3.7).
    async fn supplement_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case and what was missing.")] input: SupplementCaseInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Case, &input.id, input.version)?;
            let files = id::read_all(NodeKind::File, &input.file_ids, "fileIds")?;
            let cited = citations(input.citations);
            apply::supplement(
                &request.app,
                &request.op,
                step,
                &input.statement,
                (&cited, &files),
            )
            .await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// A party's opinion with its basis (§3.7).
    async fn give_case_opinion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case and the opinion.")] input: GiveCaseOpinionInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let opinion = hearing::Opinion {
                step: id::step(NodeKind::Case, &input.id, input.version)?,
                position: input.position,
                lead: id::read_optional(NodeKind::Org, input.lead_org_id.as_ref(), "leadOrgId")?,
                citations: citations(input.citations),
                files: id::read_all(NodeKind::File, &input.file_ids, "fileIds")?,
            };
            hearing::give_opinion(&request.app, &request.op, opinion).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }

    /// APPLIED, ACCEPTED or HEARING → WITHDRAWN (§3.7).
    async fn withdraw_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case and the reason, or what was agreed.")] input: CaseTextInput,
    ) -> Result<CoordinationCasePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Case, &input.id, input.version)?;
            apply::withdraw(&request.app, &request.op, step, &input.text).await
        };
        CoordinationCasePayload::of(request, answer.await).await
    }
}
