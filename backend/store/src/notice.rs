//! The inbox and the outbox (K38).

use chrono::{DateTime, Utc};
use remit_shared::policy::Scope;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::entity::{notification, outbox};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::row;
use crate::tx::WriteTx;

/// The actor's own notifications: K38 gives them to their addressee and nobody else.
fn mine(scope: &Scope) -> Condition {
    use notification::Column;
    Condition::all()
        .add(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .add(Column::AccountId.eq(scope.account_id()))
}

/// A page of the actor's inbox, newest first: one statement, two with the total.
pub async fn inbox(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    unread_only: bool,
    slice: Slice,
) -> Result<Page<notification::Model>> {
    use notification::Column;
    let select = notification::Entity::find()
        .filter(mine(scope))
        .filter(Condition::all().add_option(unread_only.then(|| Column::ReadAt.is_null())));
    let total = total(conn, &select, slice).await?;
    let select = select.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id);
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// How many notifications an account has not read.
pub async fn unread(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, account_id: Uuid) -> Result<u64> {
    use notification::Column;
    Ok(notification::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::AccountId.eq(account_id))
        .filter(Column::ReadAt.is_null())
        .count(conn)
        .await?)
}

/// Marks notifications of the actor as read: those of `ids`, or all; returns how many were unread.
pub async fn mark_read(tx: &WriteTx, scope: &Scope, ids: Option<&[Uuid]>, now: DateTime<Utc>) -> Result<u64> {
    use notification::Column;
    let changed = notification::Entity::update_many()
        .col_expr(Column::ReadAt, Expr::val(now))
        .col_expr(Column::UpdatedAt, Expr::val(now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::ChangeSeq, Expr::val(tx.change_seq()))
        .filter(mine(scope))
        .filter(Column::ReadAt.is_null())
        .filter(Condition::all().add_option(ids.map(|ids| Column::Id.is_in(ids.iter().copied()))))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected)
}

/// Writes notifications.
pub async fn tell(tx: &WriteTx, notices: Vec<notification::Model>) -> Result<Vec<notification::Model>> {
    row::insert_all(tx, notices).await
}

/// Writes events to be sent out after the commit; they get the transaction's ticket as their `seq`.
pub async fn announce(tx: &WriteTx, mut events: Vec<outbox::Model>) -> Result<()> {
    for event in &mut events {
        event.jurisdiction_id = tx.jurisdiction_id();
        event.seq = tx.change_seq();
    }
    row::append_all(tx, events).await
}

/// The events after a point of a jurisdiction's outbox, in commit order. The point is the `seq` and id of the
/// last event seen: one transaction may announce several under one `seq`.
pub async fn outbox_after(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    after: (i64, Uuid),
    limit: u64,
) -> Result<Vec<outbox::Model>> {
    use outbox::Column;
    let later = Condition::any().add(Column::Seq.gt(after.0)).add(
        Condition::all()
            .add(Column::Seq.eq(after.0))
            .add(Column::Id.gt(after.1)),
    );
    Ok(outbox::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(later)
        .order_by_asc(Column::Seq)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// The point after the last event of a jurisdiction's outbox; what a subscriber who begins now has seen.
pub async fn outbox_tail(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<(i64, Uuid)> {
    use outbox::Column;
    let last = outbox::Entity::find()
        .select_only()
        .columns([Column::Seq, Column::Id])
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_desc(Column::Seq)
        .order_by_desc(Column::Id)
        .limit(1)
        .into_tuple::<(i64, Uuid)>()
        .one(conn)
        .await?;
    Ok(last.unwrap_or((0, Uuid::nil())))
}

/// Events of a jurisdiction not sent out yet, in commit order.
pub async fn undispatched(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    limit: u64,
) -> Result<Vec<outbox::Model>> {
    use outbox::Column;
    Ok(outbox::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::DispatchedAt.is_null())
        .order_by_asc(Column::Seq)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// Notes events as sent; returns how many had not been.
pub async fn mark_dispatched(conn: &impl ConnectionTrait, ids: &[Uuid], now: DateTime<Utc>) -> Result<u64> {
    use outbox::Column;
    if ids.is_empty() {
        return Ok(0);
    }
    let changed = outbox::Entity::update_many()
        .col_expr(Column::DispatchedAt, Expr::val(now))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::DispatchedAt.is_null())
        .exec(conn)
        .await?;
    Ok(changed.rows_affected)
}

/// Accounts of some people that may still be told something, for authors of sheets and leaders in charge.
pub async fn accounts_of_people(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    person_ids: &[Uuid],
) -> Result<Vec<Uuid>> {
    use crate::entity::account::{Column, Entity};
    use remit_shared::identity::AccountState;
    use remit_shared::wire::Wire;
    if person_ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::PersonId.is_in(person_ids.iter().copied()))
        .filter(Column::State.ne(AccountState::Disabled.code()))
        .order_by_asc(Column::Id)
        .into_tuple::<Uuid>()
        .all(conn)
        .await?)
}
