//! The departments' side: what a contact writes, and what the department's own system sends (§3.6, §8).

use async_graphql::{Context, ID, Object, Result};
use remit_service::linkage::write as service;

use super::input::{LinkageInput, WriteLinkageInput};
use super::payload::LinkagePayload;
use super::query::quarter;
use crate::context::RequestContext;
use crate::id;

/// Writes of linkage departments.
#[derive(Debug, Default)]
pub struct LinkageMutation;

#[Object]
impl LinkageMutation {
    /// Writes a draft, or submits it to the window that is open (K16).
    async fn write_linkage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The submission.")] input: WriteLinkageInput,
    ) -> Result<LinkagePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { service::write(&request.app, &request.op, input.try_into()?).await };
        LinkagePayload::of_receipt(request, answer.await).await
    }

    /// Submits to the window of a quarter; idempotent by `clientId` (§8).
    async fn submit_linkage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The submission.")] input: LinkageInput,
    ) -> Result<LinkagePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { service::write(&request.app, &request.op, input.try_into()?).await };
        LinkagePayload::of_receipt(request, answer.await).await
    }

    /// The department has nothing to report this quarter (“无”); idempotent by `clientId` (§8).
    async fn nil_return(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "UUID that the client made, unique within its department.")] client_id: ID,
        #[graphql(desc = "Year of the window.")] year: i32,
        #[graphql(desc = "Quarter of the window, 1 to 4.")] quarter: i32,
    ) -> Result<LinkagePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let client_id = id::read_client(&client_id)?;
            let quarter = self::quarter(Some(year), Some(quarter))?;
            service::nil_return(&request.app, &request.op, client_id, quarter).await
        };
        LinkagePayload::of_receipt(request, answer.await).await
    }
}
