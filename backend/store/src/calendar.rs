//! The work calendar (K43). It holds nothing to protect, so it takes the jurisdiction and no scope.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::work_day::{Column, Entity, Model};
use crate::error::Result;

/// Every day on record, oldest first.
pub async fn all_days(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Date)
        .all(conn)
        .await?)
}

/// The days from `from` to `to`, both included, oldest first.
pub async fn days(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Date.between(from, to))
        .order_by_asc(Column::Date)
        .all(conn)
        .await?)
}
