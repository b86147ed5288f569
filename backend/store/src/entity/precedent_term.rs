//! A pair of neighbouring characters in a published decision, by which precedents are found (K11).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A pair of neighbouring characters in a published decision, by which precedents are found (K11).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "precedent_term", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Jurisdiction; first column of the key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub jurisdiction_id: Uuid,
    /// Two characters, folded.
    #[sea_orm(primary_key, auto_increment = false)]
    pub term: String,
    /// Where it stands: M matter, C clause, D decision.
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    /// Case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
