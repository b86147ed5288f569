//! Powers lists as they are on any day (K36).
//!
//! What an item says in a stretch of days is a row of `power_list_version`; stretches of one item never overlap. The
//! list of a day is therefore the rows that are valid on it, plus, where cancelled items are asked for, those whose
//! last stretch ended with a cancellation: one statement, whatever has been changed before or since.

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::list::{PowerCategory, PowerState};
use remit_shared::policy::Scope;
use sea_orm::sea_query::{CaseStatement, Expr, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::power_list_item;
use crate::entity::power_list_version::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::{bytewise, contains};
use crate::problem::filter::any_of;

/// Which list, of which day, narrowed to what. Empty fields do not narrow.
#[derive(Debug, Clone)]
pub struct PowerFilter {
    /// The day.
    pub as_of: NaiveDate,
    /// Unit.
    pub org_id: Option<Uuid>,
    /// Any of these kinds.
    pub categories: Vec<PowerCategory>,
    /// Any of these states; none means in force.
    pub states: Vec<PowerState>,
    /// Part of the code, the name or the basis.
    pub text: Option<String>,
    /// Changed on or after this day, up to the day asked for.
    pub changed_since: Option<NaiveDate>,
}

impl PowerFilter {
    /// Everything in force on a day.
    pub fn on(as_of: NaiveDate) -> Self {
        Self {
            as_of,
            org_id: None,
            categories: Vec::new(),
            states: Vec::new(),
            text: None,
            changed_since: None,
        }
    }
}

/// Order of a powers list; ties are broken by the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PowerSort {
    /// By code.
    #[default]
    Code,
    /// By kind, then code.
    Category,
    /// Changed last first.
    Changed,
}

/// A page of the list of a day: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &PowerFilter,
    sort: PowerSort,
    slice: Slice,
) -> Result<Page<Model>> {
    let engine = Engine::of(conn);
    let select = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(condition(engine, filter));
    let total = total(conn, &select, slice).await?;
    let by_code = bytewise(engine, Column::Code);
    let select = match sort {
        PowerSort::Code => select,
        PowerSort::Category => select.order_by_asc(Column::Category),
        PowerSort::Changed => select.order_by_desc(changed_on()),
    }
    .order_by_asc(by_code);
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// The day on which the last change of a row took effect: its end where it was cancelled, else its beginning.
fn changed_on() -> Expr {
    CaseStatement::new()
        .case(Column::Cancelled.eq(true), Expr::col(Column::ValidTo))
        .finally(Expr::col(Column::ValidFrom))
        .into()
}

fn condition(engine: Engine, filter: &PowerFilter) -> Condition {
    let wants = |state| filter.states.contains(&state);
    let mut states = Condition::any();
    if filter.states.is_empty() || wants(PowerState::Active) {
        states = states.add(valid_on(filter.as_of));
    }
    if wants(PowerState::Cancelled) {
        states = states.add(
            Condition::all()
                .add(Column::Cancelled.eq(true))
                .add(Column::ValidTo.lt(filter.as_of)),
        );
    }
    let all = Condition::all()
        .add(states)
        .add_option(filter.org_id.map(|org| Column::OrgId.eq(org)))
        .add_option(filter.changed_since.map(changed_since));
    let all = any_of(all, Column::Category, &filter.categories);
    let text = filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    all.add_option(text.map(|text| {
        Condition::any()
            .add(contains(engine, Column::Code, text))
            .add(contains(engine, Column::Name, text))
            .add(contains(engine, Column::Basis, text))
    }))
}

/// The stretch covers the day.
fn valid_on(day: NaiveDate) -> Condition {
    Condition::all().add(Column::ValidFrom.lte(day)).add(
        Condition::any()
            .add(Column::ValidTo.is_null())
            .add(Column::ValidTo.gte(day)),
    )
}

fn changed_since(day: NaiveDate) -> Condition {
    Condition::any()
        .add(
            Condition::all()
                .add(Column::ChangeId.is_not_null())
                .add(Column::ValidFrom.gte(day)),
        )
        .add(
            Condition::all()
                .add(Column::Cancelled.eq(true))
                .add(Column::ValidTo.gte(day)),
        )
}

/// The items in force on a day by unit: one statement.
pub async fn counts(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    as_of: NaiveDate,
) -> Result<HashMap<Uuid, u64>> {
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .column(Column::OrgId)
        .column_as(Column::Id.count(), "items")
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(valid_on(as_of))
        .group_by(Column::OrgId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(org, items)| (org, u64::try_from(items).unwrap_or(0)))
        .collect())
}

/// Every item that a unit held on either day, as it was on `day`, whoever held it then: one statement. Two calls give
/// the difference between two dates.
pub async fn of_unit_between(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    org_id: Uuid,
    (from, to): (NaiveDate, NaiveDate),
    day: NaiveDate,
) -> Result<Vec<Model>> {
    let held = Query::select()
        .column(Column::ItemId)
        .from(Entity)
        .cond_where(
            Condition::all()
                .add(Column::JurisdictionId.eq(scope.jurisdiction_id()))
                .add(Column::OrgId.eq(org_id))
                .add(Condition::any().add(valid_on(from)).add(valid_on(to))),
        )
        .to_owned();
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::ItemId.in_subquery(held))
        .filter(valid_on(day))
        .order_by_asc(bytewise(Engine::of(conn), Column::Code))
        .all(conn)
        .await?)
}

/// The history of items, oldest first: one statement.
pub async fn history(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    item_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let mut found: HashMap<Uuid, Vec<Model>> = HashMap::new();
    if item_ids.is_empty() {
        return Ok(found);
    }
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::ItemId.is_in(item_ids.iter().copied()))
        .order_by_asc(Column::ValidFrom)
        .all(conn)
        .await?;
    for row in rows {
        found.entry(row.item_id).or_default().push(row);
    }
    Ok(found)
}

/// The last stretch of an item, in force or ended.
pub async fn last_version(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    item_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ItemId.eq(item_id))
        .order_by_desc(Column::ValidFrom)
        .one(conn)
        .await?)
}

/// The last stretch of every item whose code is among `codes`, by code.
pub async fn by_codes(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    codes: &[String],
) -> Result<HashMap<String, Model>> {
    let mut found = HashMap::new();
    for part in codes.chunks(500) {
        let rows = Entity::find()
            .filter(Column::JurisdictionId.eq(jurisdiction_id))
            .filter(Column::Code.is_in(part.iter().map(String::as_str)))
            .order_by_asc(Column::ValidFrom)
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(|row| (row.code.clone(), row)));
    }
    Ok(found)
}

/// Whether a code has ever been given.
pub async fn code_taken(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, code: &str) -> Result<bool> {
    use power_list_item::Column;
    let found = power_list_item::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Code.eq(code))
        .one(conn)
        .await?;
    Ok(found.is_some())
}
