//! Findings (§3.13): they follow their activity; a unit sees its own, once they have been put to it.

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::activity::FindingState;
use remit_shared::policy::Scope;
use remit_shared::problem::ProblemState;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::of_children;
use crate::entity::finding::{Column, Entity, Model};
use crate::entity::problem;
use crate::error::Result;
use crate::reach;
use crate::tx::WriteTx;

/// The findings of activities in their order.
pub async fn of_activities(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find()
        .filter(reach::findings(scope))
        .filter(Column::ActivityId.is_in(ids.iter().copied()))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?;
    Ok(of_children(rows, |row| row.activity_id))
}

/// One finding, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::findings(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// What the actor's account has already recorded under this client id.
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

/// The findings in one of the states, the nearest answer first.
pub async fn waiting(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    states: &[FindingState],
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(reach::findings(scope))
        .filter(Column::State.is_in(states.iter().map(|state| state.code())))
        .order_by_asc(Column::AnswerDueOn)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// The last number of a finding of an activity; 0 before the first.
pub async fn last_seq(tx: &WriteTx, activity: Uuid) -> Result<i32> {
    let last: Option<Option<i32>> = Entity::find()
        .select_only()
        .column_as(Column::Seq.max(), "seq")
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ActivityId.eq(activity))
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or_default())
}

/// The problem of a finding is open: neither closed, rejected nor merged.
fn open() -> Condition {
    let over = [ProblemState::Closed, ProblemState::Rejected, ProblemState::Merged];
    Condition::all().add(problem::Column::State.is_not_in(over.map(Wire::code)))
}

/// The activities of which a problem is open.
pub(super) fn with_open_problems(jurisdiction_id: Uuid) -> SelectStatement {
    let problems = Query::select()
        .column(problem::Column::Id)
        .from(problem::Entity)
        .cond_where(
            Condition::all()
                .add(problem::Column::JurisdictionId.eq(jurisdiction_id))
                .add(open()),
        )
        .to_owned();
    Query::select()
        .column(Column::ActivityId)
        .from(Entity)
        .cond_where(
            Condition::all()
                .add(Column::JurisdictionId.eq(jurisdiction_id))
                .add(Column::ProblemId.in_subquery(problems)),
        )
        .to_owned()
}

/// Problems grown out of an activity that are open.
pub async fn open_problems(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    activity: Uuid,
) -> Result<u64> {
    let grown = Query::select()
        .column(Column::ProblemId)
        .from(Entity)
        .cond_where(
            Condition::all()
                .add(Column::JurisdictionId.eq(jurisdiction_id))
                .add(Column::ActivityId.eq(activity))
                .add(Column::ProblemId.is_not_null()),
        )
        .to_owned();
    Ok(problem::Entity::find()
        .filter(problem::Column::JurisdictionId.eq(jurisdiction_id))
        .filter(problem::Column::Id.in_subquery(grown))
        .filter(open())
        .count(conn)
        .await?)
}

/// The activity of the finding that founded a problem; for the problem's page, within the scope.
pub async fn by_problem(conn: &impl ConnectionTrait, scope: &Scope, problem: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::findings(scope))
        .filter(Column::ProblemId.eq(problem))
        .one(conn)
        .await?)
}

/// Findings put to units whose days to answer have ended; for the clock.
pub async fn watch_put(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    today: NaiveDate,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.eq(FindingState::Put.code()))
        .filter(Column::AnswerDueOn.lt(today))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// The units of which an activity has findings put to them, for telling them.
pub async fn watch_orgs(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    activity: Uuid,
) -> Result<Vec<Uuid>> {
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ActivityId.eq(activity))
        .filter(Column::State.eq(FindingState::Put.code()))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| row.org_id).collect())
}
