//! A duty that a point rests on (§2 `duty_ids`).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A duty that a point rests on (§2 `duty_ids`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "point_duty", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Point.
    pub point_id: Uuid,
    /// Duty of the same unit.
    pub duty_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
