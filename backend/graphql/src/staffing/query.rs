//! Queries of proposals.

use async_graphql::{Context, ID, Object, Result};
use remit_service::rows::ProposalFilter;
use remit_service::staffing::read;
use remit_shared::id::NodeKind;
use remit_shared::staffing::{ProposalKind, ProposalState};

use super::StaffingProposal;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id;

/// Reads of staffing proposals.
#[derive(Debug, Default)]
pub struct StaffingQuery;

#[Object]
impl StaffingQuery {
    /// The staffing proposals of a year: all for the office, the decided ones for units and city leaders (F8).
    async fn staffing_proposals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year of the result or the findings.")] year: i32,
        #[graphql(desc = "Any of these states.")] states: Option<Vec<Code<ProposalState>>>,
        #[graphql(desc = "Any of these kinds.")] kinds: Option<Vec<Code<ProposalKind>>>,
    ) -> Result<Vec<StaffingProposal>> {
        let request = RequestContext::of(ctx)?;
        let filter = ProposalFilter {
            states: states
                .unwrap_or_default()
                .into_iter()
                .map(|code| code.0)
                .collect(),
            kinds: kinds.unwrap_or_default().into_iter().map(|code| code.0).collect(),
            org_id: None,
        };
        let rows = request.value(read::of_year(&request.app, &request.op, year, &filter).await)?;
        StaffingProposal::all(request, rows).await
    }

    /// One staffing proposal.
    async fn staffing_proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id.")] id: ID,
    ) -> Result<Option<StaffingProposal>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let id = id::read(NodeKind::StaffingProposal, &id, "id")?;
            read::find(&request.app, &request.op, id).await
        };
        Ok(request.value(found.await)?.map(StaffingProposal::from))
    }
}
