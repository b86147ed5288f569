//! Changes of the ledger that no event of a problem makes.

use async_graphql::{Context, ID, InputObject, Object, Result};
use remit_service::problem::leftover;
use remit_shared::id::NodeKind;

use crate::context::RequestContext;
use crate::id::step;
use crate::problem::payload::LedgerPayload;

/// Explaining an entry that is open for more than 90 days.
#[derive(Debug, InputObject)]
pub struct ExplainLeftoverInput {
    /// The entry.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Why it is still open and what is done about it, at most 1 000 characters.
    pub explanation: String,
}

/// Writes to the ledger.
#[derive(Debug, Default)]
pub struct LedgerMutation;

#[Object]
impl LedgerMutation {
    /// The office lead explains an entry that is open for more than 90 days (不留余账, §3.3).
    async fn explain_leftover(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The entry and the explanation.")] input: ExplainLeftoverInput,
    ) -> Result<LedgerPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let entry = step(NodeKind::LedgerEntry, &input.id, input.version)?;
            leftover::explain(&request.app, &request.op, entry, &input.explanation).await
        };
        LedgerPayload::of(request, answer.await).await
    }
}
