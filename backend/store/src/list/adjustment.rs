//! Duty adjustments (K35): the office sees all, a unit those that concern it or that it proposed (R1).

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::list::{AdjustmentKind, AdjustmentState};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Expr, NullOrdering, Order, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::duty_adjustment::{Column, Entity, Model};
use crate::entity::{adjustment_event, adjustment_party};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::problem::filter::any_of;
use crate::reach;
use crate::tx::WriteTx;

/// What to narrow a list of adjustments to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct AdjustmentFilter {
    /// Part of the number, the title or the text.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<AdjustmentState>,
    /// Any of these kinds.
    pub kinds: Vec<AdjustmentKind>,
    /// Concerns this unit.
    pub org_id: Option<Uuid>,
    /// Published on or after this day.
    pub published_from: Option<NaiveDate>,
    /// Published on or before this day.
    pub published_to: Option<NaiveDate>,
    /// The unit has not signed yet, and the memo is out.
    pub unsigned_by: Option<Uuid>,
}

/// Order of a list of adjustments; ties are broken by the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AdjustmentSort {
    /// Proposed last first.
    #[default]
    Newest,
    /// Deadline first, those without one last.
    Due,
    /// By number.
    No,
}

/// A page of the list: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &AdjustmentFilter,
    sort: AdjustmentSort,
    slice: Slice,
) -> Result<Page<Model>> {
    let select =
        Entity::find()
            .filter(reach::adjustments(scope))
            .filter(condition(Engine::of(conn), scope, filter));
    let total = total(conn, &select, slice).await?;
    let select = match sort {
        AdjustmentSort::Newest => select.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id),
        AdjustmentSort::Due => select
            .order_by_with_nulls(Column::DueOn, Order::Asc, NullOrdering::Last)
            .order_by_asc(Column::Id),
        AdjustmentSort::No => select.order_by_asc(Column::No),
    };
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// How many the filter finds.
pub async fn count(conn: &impl ConnectionTrait, scope: &Scope, filter: &AdjustmentFilter) -> Result<u64> {
    let slice = Slice::first(1).counted();
    Ok(page(conn, scope, filter, AdjustmentSort::No, slice)
        .await?
        .total
        .unwrap_or_default())
}

fn condition(engine: Engine, scope: &Scope, filter: &AdjustmentFilter) -> Condition {
    let all = Condition::all()
        .add_option(filter.published_from.map(|day| Column::PublishedOn.gte(day)))
        .add_option(filter.published_to.map(|day| Column::PublishedOn.lte(day)))
        .add_option(filter.org_id.map(|org| concerns(scope, org, false)))
        .add_option(filter.unsigned_by.map(|org| concerns(scope, org, true)));
    let all = any_of(all, Column::State, &filter.states);
    let all = any_of(all, Column::Kind, &filter.kinds);
    let text = filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    all.add_option(text.map(|text| {
        Condition::any()
            .add(contains(engine, Column::No, text))
            .add(contains(engine, Column::Title, text))
            .add(contains(engine, Column::Text, text))
    }))
}

fn concerns(scope: &Scope, org: Uuid, unsigned: bool) -> Expr {
    use adjustment_party::Column as Party;
    let parties = Query::select()
        .column(Party::AdjustmentId)
        .from(adjustment_party::Entity)
        .cond_where(
            Condition::all()
                .add(Party::JurisdictionId.eq(scope.jurisdiction_id()))
                .add(Party::OrgId.eq(org))
                .add_option(unsigned.then(|| Party::SignedOn.is_null())),
        )
        .to_owned();
    Column::Id.in_subquery(parties)
}

/// One adjustment, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(by_ids(conn, scope, &[id]).await?.pop())
}

/// The adjustments among `ids` that the scope opens, in no particular order.
pub async fn by_ids(conn: &impl ConnectionTrait, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(reach::adjustments(scope))
        .filter(Column::Id.is_in(ids.iter().copied()))
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

/// The units concerned by adjustments, in the order named. Whoever reads an adjustment reads its parties.
pub async fn parties(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<adjustment_party::Model>>> {
    use adjustment_party::Column;
    let mut found: HashMap<Uuid, Vec<adjustment_party::Model>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let rows = adjustment_party::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::AdjustmentId.is_in(ids.iter().copied()))
        .order_by_asc(Column::Sort)
        .all(conn)
        .await?;
    for row in rows {
        found.entry(row.adjustment_id).or_default().push(row);
    }
    Ok(found)
}

/// The histories of adjustments, oldest first.
pub async fn events(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<adjustment_event::Model>>> {
    use adjustment_event::Column;
    let mut found: HashMap<Uuid, Vec<adjustment_event::Model>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let rows = adjustment_event::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::AdjustmentId.is_in(ids.iter().copied()))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?;
    for row in rows {
        found.entry(row.adjustment_id).or_default().push(row);
    }
    Ok(found)
}

/// The last number in the history of an adjustment; 0 before the first.
pub async fn last_event_seq(tx: &WriteTx, id: Uuid) -> Result<i32> {
    use adjustment_event::Column;
    let last: Option<Option<i32>> = adjustment_event::Entity::find()
        .select_only()
        .column_as(Column::Seq.max(), "seq")
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::AdjustmentId.eq(id))
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or_default())
}

/// Published adjustments whose check is due and of which the office has not been reminded; for the clock.
pub async fn watch_checks(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    today: NaiveDate,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.eq(AdjustmentState::Published.code()))
        .filter(Column::DueOn.lte(today))
        .filter(Column::RemindedOn.is_null())
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}
