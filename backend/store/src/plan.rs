//! The regime: the 2-3-3-3 tree (K37). It is published, so it takes the jurisdiction and no scope.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::regime_node::{Column, Entity, Model};
use crate::error::Result;

/// All nodes, siblings in their order.
pub async fn regime(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Sort)
        .order_by_asc(Column::Code)
        .all(conn)
        .await?)
}
