//! The bytes of evidence files, once per content.

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// The bytes of evidence files, once per content.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file_content", model_attrs(derive(Serialize)))]
pub struct Model {
    /// SHA-256, hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sha256: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
