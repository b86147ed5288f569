//! A city, prefecture or province served by this installation (§2).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A city, prefecture or province served by this installation (§2).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "jurisdiction", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Six-digit administrative division code.
    pub code: String,
    /// Name, in Chinese.
    pub name: String,
    /// `CITY`, `PREFECTURE` or `PROVINCE`.
    pub level: String,
    /// Jurisdiction above.
    pub parent_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
