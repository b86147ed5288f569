//! Negative records (C21): all for the office and the city leaders, its own confirmed ones for a unit.

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::policy::Scope;
use remit_shared::voice::{ViolationKind, ViolationState};
use remit_shared::wire::Wire;
use sea_orm::sea_query::{NullOrdering, Order};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::violation::{Column, Entity, Model};
use crate::entity::violation_event;
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::reach;
use crate::tx::WriteTx;

/// What to narrow a list of negative records to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct ViolationFilter {
    /// Plan year.
    pub year: Option<i32>,
    /// Part of the number, the title or the document's number.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<ViolationState>,
    /// Any of these kinds.
    pub kinds: Vec<ViolationKind>,
    /// Unit.
    pub org_id: Option<Uuid>,
    /// Only those whose step is past its deadline on this day.
    pub overdue_on: Option<NaiveDate>,
}

/// Order of a list of negative records; ties are broken by the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ViolationSort {
    /// Latest document first.
    #[default]
    Newest,
    /// Earliest document first.
    Oldest,
    /// Running deadline, those without one last.
    Due,
}

fn condition(engine: Engine, scope: &Scope, filter: &ViolationFilter) -> Condition {
    let mut all = reach::violations(scope)
        .add_option(filter.year.map(|year| Column::Year.eq(year)))
        .add_option(filter.org_id.map(|org| Column::OrgId.eq(org)))
        .add_option(filter.overdue_on.map(|day| Column::DueOn.lt(day)));
    if !filter.states.is_empty() {
        all = all.add(Column::State.is_in(filter.states.iter().map(|state| state.code())));
    }
    if !filter.kinds.is_empty() {
        all = all.add(Column::Kind.is_in(filter.kinds.iter().map(|kind| kind.code())));
    }
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        Some(text) => all.add(
            Condition::any()
                .add(contains(engine, Column::Code, text))
                .add(contains(engine, Column::Title, text))
                .add(contains(engine, Column::DocNo, text)),
        ),
        None => all,
    }
}

/// A page of the list: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &ViolationFilter,
    sort: ViolationSort,
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find().filter(condition(Engine::of(conn), scope, filter));
    let total = total(conn, &select, slice).await?;
    let select = match sort {
        ViolationSort::Newest => select.order_by_desc(Column::IssuedOn),
        ViolationSort::Oldest => select.order_by_asc(Column::IssuedOn),
        ViolationSort::Due => select.order_by_with_nulls(Column::DueOn, Order::Asc, NullOrdering::Last),
    };
    Ok(Page {
        rows: cut(select.order_by_desc(Column::Code), slice).all(conn).await?,
        total,
    })
}

/// How many records a list has.
pub async fn count(conn: &impl ConnectionTrait, scope: &Scope, filter: &ViolationFilter) -> Result<u64> {
    Ok(Entity::find()
        .filter(condition(Engine::of(conn), scope, filter))
        .count(conn)
        .await?)
}

/// One record, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::violations(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// What this account has already entered under this client id.
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

/// The record of the same document against the same unit that is not revoked: one fact deducts once (§5.7).
pub async fn same_document(
    tx: &WriteTx,
    org_id: Uuid,
    kind: ViolationKind,
    doc_no: &str,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::OrgId.eq(org_id))
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::DocNo.eq(doc_no))
        .filter(Column::State.ne(ViolationState::Revoked.code()))
        .one(tx)
        .await?)
}

/// The histories of records that the reader has been given, oldest step first.
pub async fn events(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<violation_event::Model>>> {
    use violation_event::Column;
    let mut events: HashMap<Uuid, Vec<violation_event::Model>> = HashMap::new();
    if ids.is_empty() {
        return Ok(events);
    }
    let rows = violation_event::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::ViolationId.is_in(ids.iter().copied()))
        .filter(Column::ViolationId.in_subquery(reach::violation_ids(scope)))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?;
    for row in rows {
        events.entry(row.violation_id).or_default().push(row);
    }
    Ok(events)
}

/// The number of the last event of a record; 0 without one.
pub async fn last_event_seq(tx: &WriteTx, id: Uuid) -> Result<i32> {
    use violation_event::Column;
    let last: Option<Option<i32>> = violation_event::Entity::find()
        .select_only()
        .column_as(Column::Seq.max(), "seq")
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ViolationId.eq(id))
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}
