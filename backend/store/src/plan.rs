//! The regime's tree (K37), yearly plans with their indicators (K03), regulations (K01) and duties.
//!
//! The regime is published, so [`regime`] takes the jurisdiction and no scope.

pub mod duty;
mod indicator;
pub mod regulation;
pub mod version;

pub mod point;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::regime_node::{Column, Entity, Model};
use crate::error::Result;

pub use indicator::{all_indicators, applicability, in_force, indicators, published};

/// All nodes, siblings in their order.
pub async fn regime(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Sort)
        .order_by_asc(Column::Code)
        .all(conn)
        .await?)
}
