//! What the clock looks after: live problems whose deadlines or alerts may need a step. The clock acts for
//! nobody, so these functions take the jurisdiction and no scope; no request handler calls them.

use chrono::NaiveDate;
use remit_shared::problem::Alert;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::filter::live;
use crate::entity::{escalation, problem};
use crate::error::Result;
use crate::tx::WriteTx;

/// Live problems that have a deadline on or before `until`, or an alert that may have to be lifted; in the order
/// of their ids, after `after`. The caller reads on until it gets fewer than `limit`.
pub async fn watch_live(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    until: NaiveDate,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<problem::Model>> {
    use problem::Column;
    Ok(problem::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(live())
        .filter(
            Condition::any()
                .add(Column::StepDueOn.lte(until))
                .add(Column::DueOn.lte(until))
                .add(Column::Alert.ne(Alert::None.code())),
        )
        .filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id))))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// One problem of the jurisdiction, for the clock.
pub async fn watch_find(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<problem::Model>> {
    use problem::Column;
    Ok(problem::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// Whether the alert has been raised to this level for the problem since `since`; an alert is told once.
pub async fn escalated(tx: &WriteTx, problem_id: Uuid, level: Alert, since: NaiveDate) -> Result<bool> {
    use escalation::Column;
    Ok(escalation::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::ProblemId.eq(problem_id))
        .filter(Column::Level.eq(level.code()))
        .filter(Column::OnDate.gte(since))
        .one(tx)
        .await?
        .is_some())
}
