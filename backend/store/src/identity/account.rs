//! Accounts.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use remit_shared::identity::{AccountState, Role};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::account::{Column, Entity, Model, Relation};
use crate::entity::{password_history, person, role_grant};
use crate::error::{Result, StoreError};
use crate::page::{Page, Slice, cut, total};
use crate::portable::{bytewise, contains};

/// What to narrow a list of accounts to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct AccountFilter {
    /// Part of the login, the name or the post.
    pub text: Option<String>,
    /// State.
    pub state: Option<AccountState>,
    /// Holds this role, in whatever state the grant is.
    pub role: Option<Role>,
}

/// An account with its person and hats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The account.
    pub account: Model,
    /// The person behind it.
    pub person: person::Model,
    /// Its grants in every state, oldest first.
    pub grants: Vec<role_grant::Model>,
}

/// A page of accounts by login: two statements, three with the total.
pub async fn accounts(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &AccountFilter,
    slice: Slice,
) -> Result<Page<AccountRow>> {
    let engine = Engine::of(conn);
    let select = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(condition(engine, filter));
    let counted = select.clone().join(JoinType::InnerJoin, Relation::Person.def());
    let total = total(conn, &counted, slice).await?;
    let select = select
        .find_also_related(person::Entity)
        .order_by_asc(bytewise(engine, Column::Login));
    let rows = cut(select, slice).all(conn).await?;
    Ok(Page {
        rows: with_grants(conn, scope, rows).await?,
        total,
    })
}

/// One account with its person and hats.
pub async fn find_account(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    id: Uuid,
) -> Result<Option<AccountRow>> {
    let row = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::Id.eq(id))
        .find_also_related(person::Entity)
        .one(conn)
        .await?;
    Ok(with_grants(conn, scope, row.into_iter().collect()).await?.pop())
}

/// The accounts among `ids` with their persons and hats, in no particular order: two statements.
pub async fn accounts_by_ids(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    ids: &[Uuid],
) -> Result<Vec<AccountRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .find_also_related(person::Entity)
        .all(conn)
        .await?;
    with_grants(conn, scope, rows).await
}

async fn with_grants(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    rows: Vec<(Model, Option<person::Model>)>,
) -> Result<Vec<AccountRow>> {
    use role_grant::Column as Grant;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let found = role_grant::Entity::find()
        .filter(Grant::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Grant::AccountId.is_in(rows.iter().map(|(account, _)| account.id)))
        .order_by_asc(Grant::CreatedAt)
        .order_by_asc(Grant::Id)
        .all(conn)
        .await?;
    let mut grants: HashMap<Uuid, Vec<role_grant::Model>> = HashMap::new();
    for grant in found {
        grants.entry(grant.account_id).or_default().push(grant);
    }
    let rows = rows.into_iter().map(|(account, person)| {
        let person = person.ok_or_else(|| missing_person(&account))?;
        let grants = grants.remove(&account.id).unwrap_or_default();
        Ok(AccountRow {
            account,
            person,
            grants,
        })
    });
    rows.collect()
}

pub(super) fn missing_person(account: &Model) -> StoreError {
    StoreError::Inconsistent {
        table: "account".to_owned(),
        column: "person_id".to_owned(),
        id: Some(account.id),
        detail: format!("names the person {}, who does not exist", account.person_id),
    }
}

fn condition(engine: Engine, filter: &AccountFilter) -> Condition {
    let all = Condition::all()
        .add_option(filter.state.map(|state| Column::State.eq(state.code())))
        .add_option(filter.role.map(|role| Column::Id.in_subquery(holders(role))));
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        None => all,
        Some(text) => all.add(
            Condition::any()
                .add(contains(engine, Column::Login, text))
                .add(contains(engine, person::Column::DisplayName, text))
                .add(contains(engine, person::Column::Post, text)),
        ),
    }
}

fn holders(role: Role) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(role_grant::Column::AccountId)
        .from(role_grant::Entity)
        .and_where(role_grant::Column::Role.eq(role.code()))
        .to_owned()
}

/// The account of a login with its person, before anybody is signed in.
pub async fn unscoped_account_by_login(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    login: &str,
) -> Result<Option<(Model, person::Model)>> {
    one(conn, jurisdiction_id, Column::Login.eq(login)).await
}

/// An account with its person, for the account's own acts (password, second factor) and the command line.
pub async fn unscoped_account(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<(Model, person::Model)>> {
    one(conn, jurisdiction_id, Column::Id.eq(id)).await
}

async fn one(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    which: sea_orm::sea_query::Expr,
) -> Result<Option<(Model, person::Model)>> {
    let row = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(which)
        .find_also_related(person::Entity)
        .one(conn)
        .await?;
    row.map(|(account, person)| {
        let person = person.ok_or_else(|| missing_person(&account))?;
        Ok((account, person))
    })
    .transpose()
}

/// Accounts in use that have given no sign of life since `before`: neither a sign-in nor a new password; for the
/// job that disables what lies idle for 90 days (§4).
pub async fn dormant(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    before: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Model>> {
    let quiet = Condition::any()
        .add(Column::LastLoginAt.is_null())
        .add(Column::LastLoginAt.lt(before));
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.ne(AccountState::Disabled.code()))
        .filter(quiet)
        .filter(Column::PasswordChangedAt.lt(before))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// The last password hashes of an account, newest first; a new password may repeat none of them (§4).
pub async fn password_history(
    conn: &impl ConnectionTrait,
    account_id: Uuid,
    limit: u64,
) -> Result<Vec<password_history::Model>> {
    use password_history::Column;
    Ok(password_history::Entity::find()
        .filter(Column::AccountId.eq(account_id))
        .order_by_desc(Column::SetAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}
