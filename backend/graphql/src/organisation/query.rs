//! Queries of the registry.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use remit_service::organisation as service;
use remit_service::rows;
use remit_shared::id::NodeKind;
use remit_shared::organisation::{OrgKind, RankingGroup};

use super::{Coverage, Org};
use crate::code::{Code, plain};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// What to narrow the registry to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct OrgFilter {
    /// Part of the name or the short name.
    pub text: Option<String>,
    /// Any of these kinds.
    pub kinds: Option<Vec<Code<OrgKind>>>,
    /// Supervised or not.
    pub supervised: Option<bool>,
    /// Ranking group.
    pub ranking_group: Option<Code<RankingGroup>>,
}

impl From<OrgFilter> for rows::OrgFilter {
    fn from(filter: OrgFilter) -> Self {
        Self {
            text: filter.text,
            kinds: plain(filter.kinds),
            supervised: filter.supervised,
            ranking_group: filter.ranking_group.map(|group| group.0),
            on: None,
        }
    }
}

/// Order of the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "rows::OrgSort")]
pub enum OrgSort {
    /// The registry's own order.
    #[default]
    Registry,
    /// Name.
    Name,
    /// Most open problems first, as far as the reader's scope goes.
    OpenProblems,
}

/// Reads of the registry.
#[derive(Debug, Default)]
pub struct OrganisationQuery;

#[Object]
impl OrganisationQuery {
    /// The registry of organisations that exist today (K02).
    async fn orgs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<OrgFilter>,
        #[graphql(desc = "Order.", default_with = "Some(OrgSort::Registry)")] sort: Option<OrgSort>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<Org>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let (filter, sort) = (filter.unwrap_or_default().into(), sort.unwrap_or_default().into());
        let page = service::list(&request.app, &request.op, filter, sort, window.slice()).await;
        Ok(window.connection(request.value(page)?, Org::from))
    }

    /// One organisation; null if there is none with this id.
    async fn org(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the organisation.")] id: ID,
    ) -> Result<Option<Org>> {
        let request = RequestContext::of(ctx)?;
        let org =
            async { service::find(&request.app, &request.op, id::read(NodeKind::Org, &id, "id")?).await };
        Ok(request.value(org.await)?.map(Org::from))
    }

    /// How complete the supervision is today, counted from the registry (K02).
    async fn coverage(&self, ctx: &Context<'_>) -> Result<Coverage> {
        let request = RequestContext::of(ctx)?;
        Ok(request
            .value(service::coverage(&request.app, &request.op).await)?
            .into())
    }
}
