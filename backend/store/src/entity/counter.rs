//! Gapless counters of a jurisdiction, the write ticket among them.

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// Gapless counters of a jurisdiction, the write ticket among them.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counter", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Jurisdiction.
    #[sea_orm(primary_key, auto_increment = false)]
    pub jurisdiction_id: Uuid,
    /// Counter: `change`, `problem:2022`, `sheet:2022`, `close:2022`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Last value given.
    pub value: i64,
}

impl ActiveModelBehavior for ActiveModel {}
