//! Reading one's own inbox.

use async_graphql::{Context, Object, Result};
use remit_service::notice::inbox as service;

use super::Notification;
use crate::context::RequestContext;
use crate::page::{Paging, Rows, asks_total};

/// Reads of the inbox.
#[derive(Debug, Default)]
pub struct NoticeQuery;

#[Object]
impl NoticeQuery {
    /// One's own notifications, newest first (K38).
    async fn inbox(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 200.", default = 20)] first: Option<i32>,
        #[graphql(desc = "Cursor of the row before the first one wanted.")] after: Option<String>,
        #[graphql(desc = "Rows to skip instead, for numbered pages.")] offset: Option<i32>,
        #[graphql(desc = "Leave out what was read.", default_with = "Some(false)")] unread_only: Option<bool>,
    ) -> Result<Rows<Notification>> {
        let request = RequestContext::of(ctx)?;
        let window = request.window(&Paging { first, after, offset }, 20, asks_total(ctx))?;
        let unread_only = unread_only.unwrap_or_default();
        let page = service::list(&request.app, &request.op, unread_only, window.slice()).await;
        Ok(window.connection(request.value(page)?, Notification))
    }
}
