//! Changes of proposals.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use remit_service::failure::Answer;
use remit_service::rows::staffing_proposal;
use remit_service::staffing::{draft, steps};
use remit_shared::id::NodeKind;
use remit_shared::staffing::{ProposalBasis, ProposalEventKind, ProposalKind};

use super::StaffingProposal;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id::{read, read_all, read_client, step};

/// A proposal to draft.
#[derive(Debug, InputObject)]
pub struct DraftProposalInput {
    /// Year of the result or the findings.
    pub year: i32,
    /// Unit.
    pub org_id: ID,
    /// What is proposed.
    pub kind: Code<ProposalKind>,
    /// What it rests on.
    pub basis: Code<ProposalBasis>,
    /// Closed problems of the unit, when it rests on findings.
    pub finding_ids: Option<Vec<ID>>,
    /// The proposal in words, at most 4 000 characters.
    pub text: String,
    /// Posts more or fewer.
    pub quota_delta: Option<i32>,
    /// Id given by the client; sending twice gives the first proposal back.
    pub client_id: Option<ID>,
}

/// A step of a proposal.
#[derive(Debug, InputObject)]
pub struct MoveProposalInput {
    /// The proposal.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// What happens to it.
    pub event: Code<ProposalEventKind>,
    /// Reason, note or remark, at most 1 000 characters.
    pub reason: Option<String>,
    /// The commission's document number.
    pub doc_no: Option<String>,
    /// Posts as decided; what was proposed when absent.
    pub quota_delta: Option<i32>,
}

/// The proposal as changed, or why it was not.
#[derive(SimpleObject)]
pub struct StaffingProposalPayload {
    /// The record as changed.
    proposal: Option<StaffingProposal>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl StaffingProposalPayload {
    fn of(request: &RequestContext, answer: Answer<staffing_proposal::Model>) -> Result<Self> {
        let settled = request.settle(answer)?;
        Ok(Self {
            proposal: settled.value.map(StaffingProposal::from),
            problems: settled.problems,
        })
    }
}

/// Writes of staffing proposals.
#[derive(Debug, Default)]
pub struct StaffingMutation;

#[Object]
impl StaffingMutation {
    /// Drafts a staffing proposal on a frozen result or on closed findings (K33).
    async fn draft_staffing_proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The proposal.")] input: DraftProposalInput,
    ) -> Result<StaffingProposalPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let asked = draft::DraftInput {
                year: input.year,
                org: read(NodeKind::Org, &input.org_id, "orgId")?,
                kind: input.kind.0,
                basis: input.basis.0,
                findings: read_all(
                    NodeKind::Problem,
                    &input.finding_ids.unwrap_or_default(),
                    "findingIds",
                )?,
                text: input.text,
                quota_delta: input.quota_delta,
                client_id: input.client_id.map(|id| read_client(&id)).transpose()?,
            };
            draft::draft(&request.app, &request.op, asked).await
        };
        StaffingProposalPayload::of(request, answer.await)
    }

    /// Moves a proposal on: checked, submitted, adopted or not, implemented, reviewed (§3.11).
    async fn move_staffing_proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The step.")] input: MoveProposalInput,
    ) -> Result<StaffingProposalPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let proposal = step(NodeKind::StaffingProposal, &input.id, input.version)?;
            let said = steps::Said {
                text: input.reason.unwrap_or_default(),
                doc_no: input.doc_no.unwrap_or_default(),
                quota_delta: input.quota_delta,
            };
            steps::fire(&request.app, &request.op, proposal, input.event.0, said).await
        };
        StaffingProposalPayload::of(request, answer.await)
    }
}
