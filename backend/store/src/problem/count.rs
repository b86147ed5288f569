//! Counts of problems, each in one statement.

use remit_shared::policy::Scope;
use remit_shared::problem::{Alert, ProblemState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::filter::{self, Horizon, ProblemView};
use crate::entity::problem::{Column, Entity};
use crate::error::{Result, StoreError};
use crate::portable::count_if;
use crate::reach;
use crate::text::Text;

/// How many problems are in a state under an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateCount {
    /// State.
    pub state: ProblemState,
    /// Alert.
    pub alert: Alert,
    /// Problems.
    pub count: i64,
}

/// Problems of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrgCounts {
    /// Unit.
    pub org_id: Uuid,
    /// Live ones.
    pub open: i64,
    /// Closed out.
    pub closed: i64,
    /// Live ones whose running deadline has passed.
    pub overdue: i64,
}

/// How many problems each view holds, in the order of `views`. They equal the lists behind them: both are made
/// from the same condition.
pub async fn view_counts(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    views: &[ProblemView],
    horizon: Horizon,
) -> Result<Vec<i64>> {
    if views.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Entity::find().select_only().filter(reach::problems(scope));
    for (index, view) in views.iter().enumerate() {
        select = select.column_as(count_if(filter::view(scope, *view, horizon)), format!("n{index}"));
    }
    let statement = sea_orm::QueryTrait::into_query(select);
    let row = conn.query_one(&statement).await?.ok_or_else(no_counts)?;
    (0..views.len())
        .map(|index| Ok(row.try_get_by_index(index)?))
        .collect()
}

fn no_counts() -> StoreError {
    StoreError::Db(sea_orm::DbErr::RecordNotFound(
        "a count without groups gave no row".to_owned(),
    ))
}

/// Problems by state and alert.
pub async fn state_counts(conn: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<StateCount>> {
    let rows = Entity::find()
        .select_only()
        .column(Column::State)
        .column(Column::Alert)
        .column_as(Column::Id.count(), "count")
        .filter(reach::problems(scope))
        .group_by(Column::State)
        .group_by(Column::Alert)
        .order_by_asc(Column::State)
        .order_by_asc(Column::Alert)
        .into_tuple::<(Text<ProblemState>, Text<Alert>, i64)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(state, alert, count)| StateCount {
            state: state.0,
            alert: alert.0,
            count,
        })
        .collect())
}

/// Problems by unit, for the registry; units without any are absent.
pub async fn org_counts(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    org_ids: &[Uuid],
    horizon: Horizon,
) -> Result<Vec<OrgCounts>> {
    if org_ids.is_empty() {
        return Ok(Vec::new());
    }
    let count = |view| count_if(filter::view(scope, view, horizon));
    let rows = Entity::find()
        .select_only()
        .column(Column::OrgId)
        .column_as(count(ProblemView::Open), "open")
        .column_as(count(ProblemView::Closed), "closed")
        .column_as(count(ProblemView::Overdue), "overdue")
        .filter(reach::problems(scope))
        .filter(Column::OrgId.is_in(org_ids.iter().copied()))
        .group_by(Column::OrgId)
        .into_tuple::<(Uuid, i64, i64, i64)>()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(org_id, open, closed, overdue)| OrgCounts {
            org_id,
            open,
            closed,
            overdue,
        })
        .collect())
}
