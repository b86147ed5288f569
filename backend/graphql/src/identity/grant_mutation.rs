//! Hats given and taken (K41, 三员分立).

use async_graphql::{Context, ID, InputObject, Object, Result};
use chrono::NaiveDate;
use remit_service::identity::grants;
use remit_shared::id::NodeKind;
use remit_shared::identity::Role;
use remit_shared::refusal::Refusal;

use super::grant::GrantPayload;
use crate::code::Code;
use crate::context::RequestContext;
use crate::id;

/// Giving a role.
#[derive(Debug, InputObject)]
pub struct GrantRoleInput {
    /// Account that gets it.
    pub account_id: ID,
    /// Role.
    pub role: Code<Role>,
    /// Unit the hat is for.
    pub org_id: Option<ID>,
    /// Section it is limited to (R1).
    pub section_id: Option<ID>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; left out for an open end.
    pub valid_to: Option<NaiveDate>,
    /// Number of the office lead's written order; asked for with OL, SE and AU.
    pub document_no: Option<String>,
}

/// Confirming a grant or taking it away.
#[derive(Debug, InputObject)]
pub struct DecideGrantInput {
    /// The grant.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Reason; asked for when it is taken away.
    pub reason: Option<String>,
}

impl TryFrom<GrantRoleInput> for grants::NewGrant {
    type Error = Refusal;

    fn try_from(input: GrantRoleInput) -> Result<Self, Refusal> {
        Ok(Self {
            account: id::read(NodeKind::Account, &input.account_id, "accountId")?,
            role: input.role.0,
            org: id::read_optional(NodeKind::Org, input.org_id.as_ref(), "orgId")?,
            section: id::read_optional(NodeKind::OrgSection, input.section_id.as_ref(), "sectionId")?,
            valid_from: input.valid_from,
            valid_to: input.valid_to,
            document_no: input.document_no,
        })
    }
}

/// Writes to grants.
#[derive(Debug, Default)]
pub struct GrantMutation;

#[Object]
impl GrantMutation {
    /// Gives a role; OL, SE and AU wait for a second person, and no account may hold two of SA, SE, AU, or one of
    /// them and any other (三员分立, K41).
    async fn grant_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account and the role.")] input: GrantRoleInput,
    ) -> Result<GrantPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async { grants::grant(&request.app, &request.op, input.try_into()?).await };
        GrantPayload::of(request, answer.await)
    }

    /// Confirms a grant as the second person: the office lead, or a security administrator other than the granter.
    async fn confirm_grant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The grant.")] input: DecideGrantInput,
    ) -> Result<GrantPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Grant, &input.id, input.version)?;
            grants::confirm(&request.app, &request.op, step).await
        };
        GrantPayload::of(request, answer.await)
    }

    /// Takes a hat away; it works at the next request of whoever wears it (K41).
    async fn revoke_grant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The grant and the reason.")] input: DecideGrantInput,
    ) -> Result<GrantPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Grant, &input.id, input.version)?;
            grants::revoke(
                &request.app,
                &request.op,
                step,
                input.reason.as_deref().unwrap_or_default(),
            )
            .await
        };
        GrantPayload::of(request, answer.await)
    }
}
