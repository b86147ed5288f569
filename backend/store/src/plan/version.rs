//! Versions of yearly plans with what hangs on them (K03, §3.1).

use chrono::NaiveDate;
use remit_shared::plan::PlanState;
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::supervision_plan::{Column, Entity, Model};
use crate::entity::{applicability, indicator, org, plan_event, plan_opinion};
use crate::error::Result;
use crate::organisation::existing;
use crate::page::{Page, Slice, cut, total};
use crate::reach;
use crate::tx::WriteTx;

/// What to narrow a list of plans to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct PlanFilter {
    /// Year.
    pub year: Option<i32>,
    /// Any of these states.
    pub states: Vec<PlanState>,
}

/// A page of plans, the latest year and version first: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &PlanFilter,
    slice: Slice,
) -> Result<Page<Model>> {
    let states = filter.states.iter().map(|state| state.code());
    let narrow = Condition::all()
        .add_option(filter.year.map(|year| Column::Year.eq(year)))
        .add_option((!filter.states.is_empty()).then(|| Column::State.is_in(states)));
    let select = Entity::find().filter(reach::plans(scope)).filter(narrow);
    let total = total(conn, &select, slice).await?;
    let select = select.order_by_desc(Column::Year).order_by_desc(Column::Revision);
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// One plan, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::plans(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// Every version of a year, the first one first; for use inside the transaction that makes the next.
pub async fn of_year(tx: &WriteTx, year: i32) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Year.eq(year))
        .order_by_asc(Column::Revision)
        .all(tx)
        .await?)
}

/// The supervised units of a day: those who are asked for their opinion.
pub async fn asked(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    on: NaiveDate,
) -> Result<Vec<org::Model>> {
    Ok(org::Entity::find()
        .filter(org::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(org::Column::Supervised.eq(true))
        .filter(existing(on))
        .order_by_asc(org::Column::Sort)
        .order_by_asc(org::Column::Id)
        .all(conn)
        .await?)
}

/// The history of a plan that the reader has been given.
pub async fn events(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    plan_id: Uuid,
) -> Result<Vec<plan_event::Model>> {
    use plan_event::Column;
    Ok(plan_event::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::PlanId.eq(plan_id))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}

/// The number of the last event of a plan; 0 without one.
pub async fn last_event_seq(tx: &WriteTx, plan_id: Uuid) -> Result<i32> {
    use plan_event::Column;
    let last: Option<Option<i32>> = plan_event::Entity::find()
        .select_only()
        .column_as(Column::Seq.max(), "seq")
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::PlanId.eq(plan_id))
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}

/// The opinions on a plan that the scope opens, oldest first.
pub async fn opinions(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    plan_id: Uuid,
) -> Result<Vec<plan_opinion::Model>> {
    use plan_opinion::Column;
    Ok(plan_opinion::Entity::find()
        .filter(reach::opinions(scope))
        .filter(Column::PlanId.eq(plan_id))
        .order_by_asc(Column::GivenAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Every opinion on a plan, for the machine, which has to know them all whoever acts.
pub async fn all_opinions(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    plan_id: Uuid,
) -> Result<Vec<plan_opinion::Model>> {
    use plan_opinion::Column;
    Ok(plan_opinion::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::PlanId.eq(plan_id))
        .all(conn)
        .await?)
}

/// What a unit has said about a plan.
pub async fn opinion_of(tx: &WriteTx, plan_id: Uuid, org_id: Uuid) -> Result<Option<plan_opinion::Model>> {
    use plan_opinion::Column;
    Ok(plan_opinion::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::PlanId.eq(plan_id))
        .filter(Column::OrgId.eq(org_id))
        .one(tx)
        .await?)
}

/// One opinion, if the scope opens it.
pub async fn find_opinion(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    id: Uuid,
) -> Result<Option<plan_opinion::Model>> {
    use plan_opinion::Column;
    Ok(plan_opinion::Entity::find()
        .filter(reach::opinions(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// A unit to which an indicator does not apply, with both named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExceptionRow {
    /// The declaration.
    pub row: applicability::Model,
    /// Code of the indicator.
    pub code: String,
    /// The unit.
    pub org: org::Model,
}

/// The declarations of a plan with indicator and unit, in the order of the registry and the tree: three statements.
pub async fn exceptions(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    plan_id: Uuid,
    indicators: &[indicator::Model],
) -> Result<Vec<ExceptionRow>> {
    let rows = super::applicability(conn, jurisdiction_id, plan_id).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.org_id).collect();
    let orgs = crate::organisation::by_ids(conn, jurisdiction_id, &ids).await?;
    let mut found: Vec<ExceptionRow> = rows
        .into_iter()
        .filter_map(|row| {
            let node = indicators.iter().find(|node| node.id == row.indicator_id)?;
            let org = orgs.iter().find(|org| org.id == row.org_id)?;
            Some(ExceptionRow {
                code: node.code.clone(),
                org: org.clone(),
                row,
            })
        })
        .collect();
    found.sort_by(|a, b| (a.org.sort, &a.code).cmp(&(b.org.sort, &b.code)));
    Ok(found)
}
