//! Machine clients of partners (K39). Looking one up by its id comes before anybody is known, so it takes no scope.

use chrono::{DateTime, Utc};
use remit_shared::linkage::partner::ClientState;
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::api_assertion;
use crate::entity::api_client::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::tx::WriteTx;

/// A page of clients, active ones first, then by name: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    state: Option<ClientState>,
    slice: Slice,
) -> Result<Page<Model>> {
    let mut select = Entity::find().filter(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    if let Some(state) = state {
        select = select.filter(Column::State.eq(state.code()));
    }
    let total = total(conn, &select, slice).await?;
    let select = select
        .order_by_asc(Column::State)
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id);
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// One client, for its administrator.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    unscoped_client(conn, scope.jurisdiction_id(), id).await
}

/// One client by its id, whatever its state; for its sign-in.
pub async fn unscoped_client(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// Whether a name is taken.
pub async fn is_named(conn: &impl ConnectionTrait, scope: &Scope, name: &str) -> Result<bool> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::Name.eq(name))
        .one(conn)
        .await?
        .is_some())
}

/// Uses an assertion up; `false` if it was used before. Those that have ended anyway are forgotten.
pub async fn use_up(
    tx: &WriteTx,
    client_id: Uuid,
    jti: &str,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    use api_assertion::Column;
    api_assertion::Entity::delete_many()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ExpiresAt.lt(now))
        .exec(tx)
        .await?;
    let used = api_assertion::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ClientId.eq(client_id))
        .filter(Column::Jti.eq(jti))
        .one(tx)
        .await?;
    if used.is_some() {
        return Ok(false);
    }
    let row = api_assertion::ActiveModel {
        jurisdiction_id: ActiveValue::Set(tx.jurisdiction_id()),
        client_id: ActiveValue::Set(client_id),
        jti: ActiveValue::Set(jti.to_owned()),
        expires_at: ActiveValue::Set(expires_at),
    };
    api_assertion::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(true)
}

/// Notes that a client was given a token; no business change, so the version stands.
pub async fn note_token(tx: &WriteTx, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::LastTokenAt, Expr::val(now))
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
