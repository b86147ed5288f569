//! Occasions to revise lists (K36): the office sees all, a unit its own (R1).

use chrono::NaiveDate;
use remit_shared::list::{TriggerCause, TriggerState};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::list_trigger::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::problem::filter::any_of;
use crate::reach;

/// What to narrow the queue to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct TriggerFilter {
    /// Part of the title, the basis or the note.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<TriggerState>,
    /// Any of these causes.
    pub causes: Vec<TriggerCause>,
    /// Of this unit.
    pub org_id: Option<Uuid>,
    /// Open, and its deadline lies before this day.
    pub overdue_on: Option<NaiveDate>,
    /// Due on or after this day.
    pub due_from: Option<NaiveDate>,
    /// Due on or before this day.
    pub due_to: Option<NaiveDate>,
}

/// Order of the queue; ties are broken by the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TriggerSort {
    /// Deadline first.
    #[default]
    Due,
    /// Occurred last first.
    Newest,
}

/// A page of the queue: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &TriggerFilter,
    sort: TriggerSort,
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find()
        .filter(reach::triggers(scope))
        .filter(condition(Engine::of(conn), filter));
    let total = total(conn, &select, slice).await?;
    let select = match sort {
        TriggerSort::Due => select.order_by_asc(Column::DueOn).order_by_asc(Column::Id),
        TriggerSort::Newest => select.order_by_desc(Column::OccurredOn).order_by_desc(Column::Id),
    };
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// How many the filter finds.
pub async fn count(conn: &impl ConnectionTrait, scope: &Scope, filter: &TriggerFilter) -> Result<u64> {
    let slice = Slice::first(1).counted();
    Ok(page(conn, scope, filter, TriggerSort::Due, slice)
        .await?
        .total
        .unwrap_or_default())
}

fn condition(engine: Engine, filter: &TriggerFilter) -> Condition {
    let overdue = |day: NaiveDate| {
        Condition::all()
            .add(Column::State.eq(TriggerState::Open.code()))
            .add(Column::DueOn.lt(day))
    };
    let all = Condition::all()
        .add_option(filter.org_id.map(|org| Column::OrgId.eq(org)))
        .add_option(filter.overdue_on.map(overdue))
        .add_option(filter.due_from.map(|day| Column::DueOn.gte(day)))
        .add_option(filter.due_to.map(|day| Column::DueOn.lte(day)));
    let all = any_of(all, Column::State, &filter.states);
    let all = any_of(all, Column::Cause, &filter.causes);
    let text = filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    all.add_option(text.map(|text| {
        Condition::any()
            .add(contains(engine, Column::Title, text))
            .add(contains(engine, Column::Basis, text))
            .add(contains(engine, Column::Note, text))
    }))
}

/// One occasion, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::triggers(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The occasions that adjustments opened, as far as the scope opens them.
pub async fn of_adjustments(conn: &impl ConnectionTrait, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(reach::triggers(scope))
        .filter(Column::AdjustmentId.is_in(ids.iter().copied()))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// What the actor's account has already sent under this client id.
pub async fn by_client_id(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    client_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::CreatedBy.eq(scope.account_id()))
        .filter(Column::ClientId.eq(client_id))
        .one(conn)
        .await?)
}

/// The units that have an occasion from this record already, voided ones apart.
pub async fn units_of_source(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    (kind, id): (&str, Uuid),
) -> Result<Vec<Uuid>> {
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::SourceKind.eq(kind))
        .filter(Column::SourceId.eq(id))
        .filter(Column::State.ne(TriggerState::Voided.code()))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| row.org_id).collect())
}

/// What A21 is made of (§5.4): every occasion that falls due within the days, both included, voided ones apart. One
/// statement; `remit_shared::list::trigger::timing` reads each at the cut-off.
pub async fn falling_due(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(reach::triggers(scope))
        .filter(Column::DueOn.between(from, to))
        .filter(Column::State.ne(TriggerState::Voided.code()))
        .order_by_asc(Column::OrgId)
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Overdue occasions of which the unit has not been told; for the clock.
pub async fn watch_overdue(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    today: NaiveDate,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.eq(TriggerState::Open.code()))
        .filter(Column::DueOn.lt(today))
        .filter(Column::RemindedOn.is_null())
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}
