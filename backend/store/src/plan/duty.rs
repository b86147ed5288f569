//! The duties of units. They are public provisions, so a scope only gives the jurisdiction.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::duty::{Column, Entity, Model};
use crate::error::Result;

/// The duties of many units that are in force on a day, in the order of each unit's list.
pub async fn of_orgs(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    org_ids: &[Uuid],
    on: NaiveDate,
) -> Result<Vec<Model>> {
    if org_ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::OrgId.is_in(org_ids.iter().copied()))
        .filter(Column::ValidFrom.lte(on))
        .filter(
            Condition::any()
                .add(Column::ValidTo.is_null())
                .add(Column::ValidTo.gte(on)),
        )
        .order_by_asc(Column::OrgId)
        .order_by_asc(Column::Sort)
        .all(conn)
        .await?)
}

/// The duties among `ids`, in no particular order.
pub async fn by_ids(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}
