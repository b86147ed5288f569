//! Joint activities and findings, all of them.

use std::collections::HashMap;

use remit_shared::activity::ActivityState;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::{activity_event, activity_unit, finding, joint_activity};
use crate::error::Result;
use crate::text::Text;

/// Every joint activity, by number.
pub async fn joint_activities(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<joint_activity::Model>> {
    use joint_activity::Column;
    Ok(joint_activity::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::No)
        .all(conn)
        .await?)
}

/// The state in which the history of each joint activity leaves it.
pub async fn activity_states(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<HashMap<Uuid, Text<ActivityState>>> {
    use activity_event::Column;
    let lines = activity_event::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::ActivityId)
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?;
    Ok(lines
        .into_iter()
        .map(|line| (line.activity_id, line.to_state))
        .collect())
}

/// Every unit of every joint activity.
pub async fn activity_units(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<activity_unit::Model>> {
    Ok(activity_unit::Entity::find()
        .filter(activity_unit::Column::JurisdictionId.eq(jurisdiction_id))
        .all(conn)
        .await?)
}

/// Every finding, by activity and place.
pub async fn findings(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<finding::Model>> {
    use finding::Column;
    Ok(finding::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::ActivityId)
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}
