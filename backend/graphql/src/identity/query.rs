//! Queries of one's own session and of accounts and grants.

use async_graphql::{Context, ID, Object, Result};
use remit_service::identity::{accounts, grants, sessions};
use remit_shared::id::NodeKind;

use super::account::{Account, AccountFilter};
use super::grant::{Grant, GrantFilter};
use super::{Session, Viewer};
use crate::context::RequestContext;
use crate::id;
use crate::page::{Paging, Rows, asks_total};

/// Reads of sessions, accounts and grants.
#[derive(Debug, Default)]
pub struct IdentityQuery;

#[Object]
impl IdentityQuery {
    /// Who is signed in; null for strangers.
    async fn me(&self, ctx: &Context<'_>) -> Result<Option<Viewer>> {
        let request = RequestContext::of(ctx)?;
        match request.op.actor {
            Some(_) => Viewer::of(request, &request.op).await.map(Some),
            None => Ok(None),
        }
    }

    /// One's own sessions that still work, newest first.
    async fn my_sessions(&self, ctx: &Context<'_>) -> Result<Vec<Session>> {
        let request = RequestContext::of(ctx)?;
        let own = request.value(sessions::list(&request.app, &request.op).await)?;
        Ok(own.into_iter().map(Session).collect())
    }

    /// Accounts by login, for the system and the security administrator (K40).
    async fn accounts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<AccountFilter>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<Account>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let filter = filter.unwrap_or_default().into();
        let page = accounts::list(&request.app, &request.op, filter, window.slice()).await;
        Ok(window.connection(request.value(page)?, Account::from))
    }

    /// One account; null if there is none with this id.
    async fn account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the account.")] id: ID,
    ) -> Result<Option<Account>> {
        let request = RequestContext::of(ctx)?;
        let row = async {
            accounts::find(&request.app, &request.op, id::read(NodeKind::Account, &id, "id")?).await
        };
        Ok(request.value(row.await)?.map(Account::from))
    }

    /// Grants of roles, newest first; a second person who only confirms sees those that wait (K41).
    async fn grants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to narrow the list to.")] filter: Option<GrantFilter>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 50)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
    ) -> Result<Rows<Grant>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 50, asks_total(ctx))?;
        let filter = filter.unwrap_or_default().into();
        let page = grants::list(&request.app, &request.op, filter, window.slice()).await;
        Ok(window.connection(request.value(page)?, Grant::from))
    }
}
