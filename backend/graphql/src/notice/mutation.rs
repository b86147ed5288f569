//! Marking one's own notifications as read.

use async_graphql::{Context, ID, InputObject, Object, Result};
use remit_service::notice::inbox as service;
use remit_shared::id::NodeKind;

use crate::context::RequestContext;
use crate::failure::SimplePayload;
use crate::id::read_all;

/// Which notifications to mark as read.
#[derive(Debug, InputObject)]
pub struct MarkReadInput {
    /// These; ids of others' notifications are passed over.
    pub ids: Option<Vec<ID>>,
    /// All of one's own instead.
    #[graphql(default = false)]
    pub all: bool,
}

/// Writes to the inbox.
#[derive(Debug, Default)]
pub struct NoticeMutation;

#[Object]
impl NoticeMutation {
    /// Marks one's own notifications as read (K38).
    async fn mark_read(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] input: MarkReadInput,
    ) -> Result<SimplePayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let ids = read_all(NodeKind::Notification, &input.ids.unwrap_or_default(), "ids")?;
            let chosen = (!input.all).then_some(ids.as_slice());
            service::mark_read(&request.app, &request.op, chosen).await
        };
        Ok(request.settle(answer.await)?.into())
    }
}
