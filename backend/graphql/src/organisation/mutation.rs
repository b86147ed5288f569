//! Changes of the registry.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use remit_service::organisation as service;
use remit_shared::id::NodeKind;

use super::Org;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id::step;

/// Takes a unit into supervision or out of it.
#[derive(Debug, InputObject)]
pub struct SetSupervisedInput {
    /// The unit.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Whether it is to be supervised.
    pub supervised: bool,
    /// Reason, kept in the audit; at most 1 000 characters.
    pub reason: String,
}

/// The unit as changed, or why it was not.
#[derive(SimpleObject)]
pub struct OrgPayload {
    /// The unit.
    org: Option<Org>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// Writes to the registry.
#[derive(Debug, Default)]
pub struct OrganisationMutation;

#[Object]
impl OrganisationMutation {
    /// Takes a unit into supervision or out of it, with the reason (K02).
    async fn set_supervised(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The unit and the reason.")] input: SetSupervisedInput,
    ) -> Result<OrgPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let unit = step(NodeKind::Org, &input.id, input.version)?;
            service::set_supervised(&request.app, &request.op, unit, input.supervised, &input.reason).await
        };
        let settled = request.settle(answer.await)?;
        Ok(OrgPayload {
            org: settled.value.map(Org::from),
            problems: settled.problems,
        })
    }
}
