//! One's own inbox: the durable queue behind every live event and copy (K38).

use remit_shared::policy::Capability;
use remit_store::entity::notification;
use remit_store::notice as rows;
use remit_store::page::{Page, Slice};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// A page of one's own notifications, newest first.
pub async fn list(
    app: &App,
    ctx: &OpCtx,
    unread_only: bool,
    slice: Slice,
) -> Answer<Page<notification::Model>> {
    let scope = ctx.authorise(Capability::InboxRead)?;
    Ok(rows::inbox(app.db.read(), &scope, unread_only, slice).await?)
}

/// How many of them are unread.
pub async fn unread(app: &App, ctx: &OpCtx) -> Answer<u64> {
    let scope = ctx.authorise(Capability::InboxRead)?;
    Ok(rows::unread(app.db.read(), scope.jurisdiction_id(), scope.account_id()).await?)
}

/// Marks some, or with `None` all, of one's own notifications as read. Others' ids are passed over silently.
/// Reading one's own mail is no act on a record, so the audit does not hear of it.
pub async fn mark_read(app: &App, ctx: &OpCtx, ids: Option<&[Uuid]>) -> Answer<u64> {
    let scope = ctx.authorise(Capability::InboxRead)?;
    let tx = app.db.write(scope.jurisdiction_id()).await?;
    let changed = rows::mark_read(&tx, &scope, ids, ctx.now()).await?;
    tx.commit().await?;
    Ok(changed)
}
