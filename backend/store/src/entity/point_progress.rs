//! A monthly report on a point (§2 `PointProgress`); written once.

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A monthly report on a point (§2 `PointProgress`); written once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "point_progress", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Point.
    pub point_id: Uuid,
    /// When.
    pub at: DateTimeUtc,
    /// Progress before.
    pub before: i32,
    /// Progress reported.
    pub value: i32,
    /// What was done, or why it fell.
    pub note: Option<String>,
    /// Person who reported.
    pub by_id: Uuid,
    /// Name and post as they were then.
    pub by_label: String,
}

impl ActiveModelBehavior for ActiveModel {}
