//! Hats: roles granted to accounts.

use chrono::NaiveDate;
use remit_shared::identity::{AccountState, GrantState, Role};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};
use uuid::Uuid;

use super::account::missing_person;
use crate::db::Engine;
use crate::entity::role_grant::{Column, Entity, Model, Relation};
use crate::entity::{account, person};
use crate::error::{Result, StoreError};
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;

/// What to narrow a list of grants to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct GrantFilter {
    /// Part of the login, the name or the document number.
    pub text: Option<String>,
    /// Role.
    pub role: Option<Role>,
    /// State.
    pub state: Option<GrantState>,
}

/// A grant with its account and person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRow {
    /// The grant.
    pub grant: Model,
    /// The account it is given to.
    pub account: account::Model,
    /// The person behind that.
    pub person: person::Model,
}

type Joined = (Model, Option<account::Model>, Option<person::Model>);

fn row((grant, account, person): Joined) -> Result<GrantRow> {
    let account = account.ok_or_else(|| StoreError::Inconsistent {
        table: "role_grant".to_owned(),
        column: "account_id".to_owned(),
        id: Some(grant.id),
        detail: format!("names the account {}, which does not exist", grant.account_id),
    })?;
    let person = person.ok_or_else(|| missing_person(&account))?;
    Ok(GrantRow {
        grant,
        account,
        person,
    })
}

/// A page of grants, newest first: one statement, two with the total.
pub async fn grants(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &GrantFilter,
    slice: Slice,
) -> Result<Page<GrantRow>> {
    let select = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(condition(Engine::of(conn), filter));
    let counted = select
        .clone()
        .join(JoinType::InnerJoin, Relation::Account.def())
        .join(JoinType::InnerJoin, account::Relation::Person.def());
    let total = total(conn, &counted, slice).await?;
    let select = select
        .find_also_related(account::Entity)
        .and_also_related(person::Entity)
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id);
    let rows = cut(select, slice).all(conn).await?;
    Ok(Page {
        rows: rows.into_iter().map(row).collect::<Result<_>>()?,
        total,
    })
}

fn condition(engine: Engine, filter: &GrantFilter) -> Condition {
    let all = Condition::all()
        .add_option(filter.role.map(|role| Column::Role.eq(role.code())))
        .add_option(filter.state.map(|state| Column::State.eq(state.code())));
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        None => all,
        Some(text) => all.add(
            Condition::any()
                .add(contains(engine, account::Column::Login, text))
                .add(contains(engine, person::Column::DisplayName, text))
                .add(contains(engine, Column::DocumentNo, text)),
        ),
    }
}

/// One grant with its account and person.
pub async fn find_grant(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<GrantRow>> {
    let found = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::Id.eq(id))
        .find_also_related(account::Entity)
        .and_also_related(person::Entity)
        .one(conn)
        .await?;
    found.map(row).transpose()
}

/// Grants in force on a day.
fn in_force(on: NaiveDate) -> Condition {
    Condition::all()
        .add(Column::State.eq(GrantState::Active.code()))
        .add(Column::ValidFrom.lte(on))
        .add(
            Condition::any()
                .add(Column::ValidTo.is_null())
                .add(Column::ValidTo.gte(on)),
        )
}

/// The hats an account may wear on a day, oldest first.
pub async fn unscoped_grants_of_account(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    account_id: Uuid,
    on: NaiveDate,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::AccountId.eq(account_id))
        .filter(in_force(on))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// What a person holds on a day or will hold later, waiting grants included, over all accounts of the person;
/// for the separation of the administrators, which concerns people, not accounts.
pub async fn unscoped_grants_of_person(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    person_id: Uuid,
    on: NaiveDate,
) -> Result<Vec<Model>> {
    let held = [GrantState::Active.code(), GrantState::Pending.code()];
    Ok(Entity::find()
        .join(JoinType::InnerJoin, Relation::Account.def())
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(account::Column::PersonId.eq(person_id))
        .filter(Column::State.is_in(held))
        .filter(
            Condition::any()
                .add(Column::ValidTo.is_null())
                .add(Column::ValidTo.gte(on)),
        )
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// One grant of an account, whatever its state; for switching hats.
pub async fn unscoped_grant(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    account_id: Uuid,
    id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::AccountId.eq(account_id))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// Active accounts that wear the role on the day, for notifications. With `org_ids` only those of these units;
/// with `section_id` those limited to another section are left out.
pub async fn addressees(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    role: Role,
    org_ids: Option<&[Uuid]>,
    section_id: Option<Uuid>,
    on: NaiveDate,
) -> Result<Vec<Uuid>> {
    let section = section_id.map(|section| {
        Condition::any()
            .add(Column::SectionId.is_null())
            .add(Column::SectionId.eq(section))
    });
    Ok(Entity::find()
        .select_only()
        .column(Column::AccountId)
        .distinct()
        .join(JoinType::InnerJoin, Relation::Account.def())
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Role.eq(role.code()))
        .filter(in_force(on))
        .filter(account::Column::State.ne(AccountState::Disabled.code()))
        .filter(Condition::all().add_option(org_ids.map(|ids| Column::OrgId.is_in(ids.iter().copied()))))
        .filter(Condition::all().add_option(section))
        .order_by_asc(Column::AccountId)
        .into_tuple::<Uuid>()
        .all(conn)
        .await?)
}
