//! Sessions and their refresh tokens.
//!
//! Tokens reach the store only as SHA-256. A session's last use and its revocation are single statements without
//! a write ticket: no reader follows them by `change_seq`.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::account::missing_person;
use crate::entity::session::{Column, Entity, Model};
use crate::entity::{account, person, role_grant};
use crate::error::{Result, StoreError};

/// Everything that authentication looks at, from one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session.
    pub session: Model,
    /// Its account.
    pub account: account::Model,
    /// The person behind it.
    pub person: person::Model,
    /// The hat worn.
    pub grant: role_grant::Model,
}

/// The session with its account, person and hat, in one statement; whatever their states are.
pub async fn signed_in(conn: &impl ConnectionTrait, session_id: Uuid) -> Result<Option<SignedIn>> {
    joined(conn, Column::Id.eq(session_id).into()).await
}

/// The session whose present or previous refresh token has this digest. A match on the previous one is a replay:
/// the caller revokes the session.
pub async fn by_refresh_hash(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    hash: &str,
) -> Result<Option<SignedIn>> {
    let which = Condition::any()
        .add(Column::RefreshHash.eq(hash))
        .add(Column::PreviousHash.eq(hash));
    joined(
        conn,
        Condition::all()
            .add(Column::JurisdictionId.eq(jurisdiction_id))
            .add(which),
    )
    .await
}

async fn joined(conn: &impl ConnectionTrait, which: Condition) -> Result<Option<SignedIn>> {
    let row = Entity::find()
        .filter(which)
        .find_also_related(role_grant::Entity)
        .find_also(Entity, account::Entity)
        .find_also(account::Entity, person::Entity)
        .one(conn)
        .await?;
    let Some((session, grant, account, person)) = row else {
        return Ok(None);
    };
    let account = account.ok_or_else(|| dangling(&session, "account_id"))?;
    let person = person.ok_or_else(|| missing_person(&account))?;
    let grant = grant.ok_or_else(|| dangling(&session, "grant_id"))?;
    Ok(Some(SignedIn {
        session,
        account,
        person,
        grant,
    }))
}

fn dangling(session: &Model, column: &str) -> StoreError {
    StoreError::Inconsistent {
        table: "session".to_owned(),
        column: column.to_owned(),
        id: Some(session.id),
        detail: "names a row that does not exist".to_owned(),
    }
}

/// The sessions of an account that are neither revoked nor expired, newest first. Idle ones are among them: how
/// long idle is too long depends on the role.
pub async fn live_of_account(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    account_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<(Model, Option<role_grant::Model>)>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::AccountId.eq(account_id))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .find_also_related(role_grant::Entity)
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .all(conn)
        .await?)
}

/// Puts a new refresh token in the place of `old_hash`. False if somebody else has done so already, or the
/// session has been revoked: then the token offered is not the present one. Renewal is no activity: a page that
/// renews by itself must not keep an abandoned session awake, so the last use stays as it is.
pub async fn rotate(
    conn: &impl ConnectionTrait,
    session_id: Uuid,
    old_hash: &str,
    new_hash: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let changed = Entity::update_many()
        .col_expr(Column::PreviousHash, Expr::val(old_hash))
        .col_expr(Column::RefreshHash, Expr::val(new_hash))
        .col_expr(Column::RotatedAt, Expr::val(now))
        .filter(Column::Id.eq(session_id))
        .filter(Column::RefreshHash.eq(old_hash))
        .filter(Column::RevokedAt.is_null())
        .exec(conn)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Puts another hat on a session.
pub async fn wear(
    conn: &impl ConnectionTrait,
    session_id: Uuid,
    grant_id: Uuid,
    now: DateTime<Utc>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::GrantId, Expr::val(grant_id))
        .col_expr(Column::LastSeenAt, Expr::val(now))
        .filter(Column::Id.eq(session_id))
        .filter(Column::RevokedAt.is_null())
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes the last use. Never moves it backwards; callers do it at most once a minute.
pub async fn touch(conn: &impl ConnectionTrait, session_id: Uuid, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::LastSeenAt, Expr::val(now))
        .filter(Column::Id.eq(session_id))
        .filter(Column::LastSeenAt.lt(now))
        .exec(conn)
        .await?;
    Ok(())
}

/// Ends one session of an account. False if it was not live or is not the account's.
pub async fn revoke(
    conn: &impl ConnectionTrait,
    account_id: Uuid,
    session_id: Uuid,
    why: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let which = Condition::all()
        .add(Column::AccountId.eq(account_id))
        .add(Column::Id.eq(session_id));
    Ok(revoke_where(conn, which, why, now).await? == 1)
}

/// Ends all sessions of an account, except one if given; returns how many.
pub async fn revoke_all(
    conn: &impl ConnectionTrait,
    account_id: Uuid,
    except: Option<Uuid>,
    why: &str,
    now: DateTime<Utc>,
) -> Result<u64> {
    let which = Condition::all()
        .add(Column::AccountId.eq(account_id))
        .add_option(except.map(|session| Column::Id.ne(session)));
    revoke_where(conn, which, why, now).await
}

/// Ends all sessions under one hat, when it is taken away; returns how many.
pub async fn revoke_of_grant(
    conn: &impl ConnectionTrait,
    grant_id: Uuid,
    why: &str,
    now: DateTime<Utc>,
) -> Result<u64> {
    revoke_where(conn, Column::GrantId.eq(grant_id).into(), why, now).await
}

async fn revoke_where(
    conn: &impl ConnectionTrait,
    which: Condition,
    why: &str,
    now: DateTime<Utc>,
) -> Result<u64> {
    let changed = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::val(now))
        .col_expr(Column::RevokedWhy, Expr::val(why))
        .filter(which)
        .filter(Column::RevokedAt.is_null())
        .exec(conn)
        .await?;
    Ok(changed.rows_affected)
}
