//! The plan in force and its tree. What is published is open to everybody who is signed in, and the clock needs it
//! too, so these take the jurisdiction and no scope.

use remit_shared::plan::PlanState;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::{applicability as applies, indicator, supervision_plan};
use crate::error::Result;
use crate::tx::WriteTx;

/// The version of a year's plan that is in force, or was when its result was frozen.
pub async fn in_force(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
) -> Result<Option<supervision_plan::Model>> {
    use supervision_plan::Column;
    Ok(supervision_plan::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .filter(Column::State.is_in([PlanState::Published.code(), PlanState::Archived.code()]))
        .order_by_desc(Column::Revision)
        .one(conn)
        .await?)
}

/// A plan in force by its id; `None` for drafts and for versions that an amendment replaced.
pub async fn published(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<supervision_plan::Model>> {
    use supervision_plan::Column;
    Ok(supervision_plan::Entity::find_by_id(id)
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.is_in([PlanState::Published.code(), PlanState::Archived.code()]))
        .one(conn)
        .await?)
}

/// The nodes of a plan's tree, read from top to bottom.
pub async fn indicators(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    plan_id: Uuid,
) -> Result<Vec<indicator::Model>> {
    use indicator::Column;
    Ok(indicator::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::PlanId.eq(plan_id))
        .filter(Column::VoidedAt.is_null())
        .order_by_asc(Column::Sort)
        .order_by_asc(Column::Code)
        .all(conn)
        .await?)
}

/// As [`indicators`], with the nodes that were taken out: their codes can be used again.
pub async fn all_indicators(tx: &WriteTx, plan_id: Uuid) -> Result<Vec<indicator::Model>> {
    use indicator::Column;
    Ok(indicator::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::PlanId.eq(plan_id))
        .order_by_asc(Column::Sort)
        .order_by_asc(Column::Code)
        .all(tx)
        .await?)
}

/// What does not apply to whom in a plan; a pair without a row applies.
pub async fn applicability(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    plan_id: Uuid,
) -> Result<Vec<applies::Model>> {
    use applies::Column;
    Ok(applies::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::PlanId.eq(plan_id))
        .order_by_asc(Column::OrgId)
        .order_by_asc(Column::IndicatorId)
        .all(conn)
        .await?)
}
