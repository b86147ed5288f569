//! The ledgers (K05, K09): entries with the problems they stand for.

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::policy::Scope;
use remit_shared::problem::{LedgerKind, LedgerState};
use remit_shared::wire::Wire;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::ledger_entry::{Column, Entity, Model, Relation};
use crate::entity::{effectiveness_point, problem};
use crate::error::{Result, StoreError};
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::row;
use crate::tx::WriteTx;
use crate::{reach, text::Text};

/// What to narrow the ledger to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct LedgerFilter {
    /// Which ledger.
    pub ledger: Option<LedgerKind>,
    /// State.
    pub state: Option<LedgerState>,
    /// Unit of the problem.
    pub org_id: Option<Uuid>,
    /// Part of the problem's code or title or of the close-out number.
    pub text: Option<String>,
}

/// Order of the ledger; ties are broken by the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LedgerSort {
    /// Opened first first.
    #[default]
    Opened,
    /// Opened last first.
    OpenedDesc,
    /// Deadline.
    Due,
    /// Close-out number, open entries last.
    CloseNo,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// The entry.
    pub entry: Model,
    /// The problem it stands for, or …
    pub problem: Option<problem::Model>,
    /// … the effectiveness point.
    pub point: Option<effectiveness_point::Model>,
}

/// Adds the points that entries stand for: one statement, none if there are only problems.
async fn with_points(
    conn: &impl ConnectionTrait,
    rows: Vec<(Model, Option<problem::Model>)>,
) -> Result<Vec<LedgerRow>> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|(entry, _)| entry.point_id).collect();
    let points = if ids.is_empty() {
        Vec::new()
    } else {
        effectiveness_point::Entity::find()
            .filter(effectiveness_point::Column::Id.is_in(ids))
            .all(conn)
            .await?
    };
    let mut points: std::collections::HashMap<Uuid, _> =
        points.into_iter().map(|point| (point.id, point)).collect();
    Ok(rows
        .into_iter()
        .map(|(entry, problem)| LedgerRow {
            point: entry.point_id.and_then(|id| points.remove(&id)),
            entry,
            problem,
        })
        .collect())
}

/// A page of the ledger: two statements, three with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &LedgerFilter,
    sort: LedgerSort,
    slice: Slice,
) -> Result<Page<LedgerRow>> {
    let select = Entity::find()
        .join(
            JoinType::LeftJoin,
            sea_orm::RelationTrait::def(&Relation::EffectivenessPoint),
        )
        .filter(reach::ledger(scope))
        .filter(condition(Engine::of(conn), filter));
    let counted = select.clone().join(JoinType::LeftJoin, relation());
    let total = total(conn, &counted, slice).await?;
    let select = select.find_also_related(problem::Entity);
    let select = match sort {
        LedgerSort::Opened => select.order_by_asc(Column::OpenedOn),
        LedgerSort::OpenedDesc => select.order_by_desc(Column::OpenedOn),
        LedgerSort::Due => select.order_by_asc(Column::DueOn),
        LedgerSort::CloseNo => select.order_by_asc(Column::State).order_by_asc(Column::CloseNo),
    };
    let rows = cut(select.order_by_asc(Column::Id), slice).all(conn).await?;
    Ok(Page {
        rows: with_points(conn, rows).await?,
        total,
    })
}

fn relation() -> sea_orm::RelationDef {
    sea_orm::RelationTrait::def(&Relation::Problem)
}

fn condition(engine: Engine, filter: &LedgerFilter) -> Condition {
    let all = Condition::all()
        .add_option(filter.ledger.map(|ledger| Column::Ledger.eq(ledger.code())))
        .add_option(filter.state.map(|state| Column::State.eq(state.code())))
        .add_option(filter.org_id.map(|org| {
            Condition::any()
                .add(problem::Column::OrgId.eq(org))
                .add(effectiveness_point::Column::OrgId.eq(org))
        }));
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        None => all,
        Some(text) => all.add(
            Condition::any()
                .add(contains(engine, problem::Column::Code, text))
                .add(contains(engine, problem::Column::Title, text))
                .add(contains(engine, effectiveness_point::Column::Code, text))
                .add(contains(engine, effectiveness_point::Column::Title, text))
                .add(contains(engine, Column::CloseNo, text)),
        ),
    }
}

/// Entries still open that were opened on or before the day, oldest first: the report that must be empty or
/// explained line by line (不留余账, §3.3).
pub async fn leftover(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    opened_until: NaiveDate,
) -> Result<Vec<LedgerRow>> {
    let rows = Entity::find()
        .filter(reach::ledger(scope))
        .filter(Column::State.eq(LedgerState::Open.code()))
        .filter(Column::OpenedOn.lte(opened_until))
        .find_also_related(problem::Entity)
        .order_by_asc(Column::OpenedOn)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    with_points(conn, rows).await
}

/// One entry with its problem, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<LedgerRow>> {
    let row = Entity::find()
        .filter(reach::ledger(scope))
        .filter(Column::Id.eq(id))
        .find_also_related(problem::Entity)
        .one(conn)
        .await?;
    Ok(with_points(conn, row.into_iter().collect()).await?.pop())
}

/// The open entry of a problem; at most one is. For use inside the transaction that has already found the
/// problem in scope.
pub async fn open_entry(tx: &WriteTx, problem_id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ProblemId.eq(problem_id))
        .filter(Column::State.eq(LedgerState::Open.code()))
        .one(tx)
        .await?)
}

/// Moves the deadline of a problem's open entry, if it has one.
pub async fn postpone(tx: &WriteTx, problem_id: Uuid, due_on: NaiveDate, now: DateTime<Utc>) -> Result<()> {
    let Some(mut entry) = open_entry(tx, problem_id).await? else {
        return Ok(());
    };
    entry.due_on = due_on;
    entry.updated_at = now;
    row::update(tx, entry).await.map(drop)
}

/// What closes an entry out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseOut {
    /// Close-out number.
    pub no: String,
    /// Person who closes.
    pub by: Option<Uuid>,
    /// Day.
    pub on: NaiveDate,
}

/// Closes a problem's open entry out and returns it; [`StoreError::Inconsistent`] if there is none to close.
pub async fn close(tx: &WriteTx, problem_id: Uuid, close: CloseOut, now: DateTime<Utc>) -> Result<Model> {
    let mut entry = open_entry(tx, problem_id)
        .await?
        .ok_or_else(|| StoreError::Inconsistent {
            table: "ledger_entry".to_owned(),
            column: "problem_id".to_owned(),
            id: None,
            detail: format!("the problem {problem_id} has no open entry to close out"),
        })?;
    entry.state = Text(LedgerState::Closed);
    entry.close_no = Some(close.no);
    entry.closed_by = close.by;
    entry.closed_on = Some(close.on);
    entry.updated_at = now;
    row::update(tx, entry).await
}
