//! Machine clients of partners, as the security administrator sees them (K39 K41).

use async_graphql::{Context, Description, ID, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use remit_service::partner::clients as service;
use remit_service::rows::api_client;
use remit_shared::id::NodeKind;
use remit_shared::linkage::partner::ClientState;

use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id::{self, global};
use crate::organisation::{Org, Person};
use crate::page::{Listed, Paging, Rows, asks_total};

/// A partner's machine client: who it is, what it may do, from where (§8).
#[derive(Description)]
pub struct ApiClient(api_client::Model);

impl Listed for ApiClient {}

#[Object(use_type_description)]
impl ApiClient {
    /// Global id; the client's own id in its assertions.
    async fn id(&self) -> ID {
        global(NodeKind::ApiClient, self.0.id)
    }

    /// Name of the partner's system.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Unit it acts for.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// Name of the person who answers for it.
    async fn owner(&self, ctx: &Context<'_>) -> Result<String> {
        let name = Person::name_if_any(RequestContext::of(ctx)?, Some(self.0.owner_id)).await?;
        Ok(name.unwrap_or_default())
    }

    /// Scopes granted, such as `linkage:write`.
    async fn scopes(&self) -> Vec<&str> {
        self.0.scopes.split_whitespace().collect()
    }

    /// Address ranges it may call from; none for any.
    async fn networks(&self) -> Vec<&str> {
        self.0.networks.split_whitespace().collect()
    }

    /// State.
    async fn state(&self) -> Code<ClientState> {
        self.0.state.get().into()
    }

    /// Document that the grant rests on.
    async fn document_no(&self) -> &str {
        &self.0.document_no
    }

    /// When it was granted.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// When it was last given a token.
    async fn last_token_at(&self) -> Option<DateTime<Utc>> {
        self.0.last_token_at
    }

    /// When it was revoked.
    async fn revoked_at(&self) -> Option<DateTime<Utc>> {
        self.0.revoked_at
    }

    /// Why it was revoked.
    async fn revoked_reason(&self) -> Option<&str> {
        self.0.revoked_reason.as_deref()
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A client to be granted.
#[derive(Debug, InputObject)]
pub struct GrantApiClientInput {
    /// Name of the partner's system.
    pub name: String,
    /// Unit it acts for.
    pub org_id: ID,
    /// Account of the person of that unit who answers for it.
    pub owner_account_id: ID,
    /// Scopes, such as `linkage:write`.
    pub scopes: Vec<String>,
    /// Address ranges, such as 10.1.2.0/24; none for any.
    pub networks: Vec<String>,
    /// ES256 public key in PEM; the private key stays with the partner.
    pub public_key: String,
    /// Document that the grant rests on.
    pub document_no: String,
}

/// A client whose access ends.
#[derive(Debug, InputObject)]
pub struct RevokeApiClientInput {
    /// The client.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Reason, at most 1 000 characters.
    pub reason: String,
}

/// The client as changed, or why it was not.
#[derive(SimpleObject)]
pub struct ApiClientPayload {
    /// The client.
    client: Option<ApiClient>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// Reads of clients.
#[derive(Debug, Default)]
pub struct PartnerQuery;

#[Object]
impl PartnerQuery {
    /// Partners' machine clients, active ones first (K39).
    async fn api_clients(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those in this state.")] state: Option<Code<ClientState>>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<ApiClient>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let state = state.map(|state| state.0);
        let page = service::list(&request.app, &request.op, state, window.slice()).await;
        Ok(window.connection(request.value(page)?, ApiClient))
    }
}

/// Writes to clients.
#[derive(Debug, Default)]
pub struct PartnerMutation;

#[Object]
impl PartnerMutation {
    /// Grants a partner's client its scopes, unit and addresses (K39).
    async fn grant_api_client(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client.")] input: GrantApiClientInput,
    ) -> Result<ApiClientPayload> {
        let request = RequestContext::of(ctx)?;
        let granted = async {
            let client = service::NewClient {
                name: input.name,
                org: id::read(NodeKind::Org, &input.org_id, "orgId")?,
                owner_account: id::read(NodeKind::Account, &input.owner_account_id, "ownerAccountId")?,
                scopes: input.scopes,
                networks: input.networks,
                public_key: input.public_key,
                document_no: input.document_no,
            };
            service::grant(&request.app, &request.op, client).await
        };
        let settled = request.settle(granted.await)?;
        Ok(ApiClientPayload {
            client: settled.value.map(ApiClient),
            problems: settled.problems,
        })
    }

    /// Takes a client's access away at once (K39).
    async fn revoke_api_client(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The client and the reason.")] input: RevokeApiClientInput,
    ) -> Result<ApiClientPayload> {
        let request = RequestContext::of(ctx)?;
        let revoked = async {
            let step = id::step(NodeKind::ApiClient, &input.id, input.version)?;
            service::revoke(&request.app, &request.op, step, &input.reason).await
        };
        let settled = request.settle(revoked.await)?;
        Ok(ApiClientPayload {
            client: settled.value.map(ApiClient),
            problems: settled.problems,
        })
    }
}
