//! A check on the spot or on paper that the rectification holds (§2 `Reverification`).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A check on the spot or on paper that the rectification holds (§2 `Reverification`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reverification", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction.
    pub jurisdiction_id: Uuid,
    /// Problem.
    pub problem_id: Uuid,
    /// When.
    pub at: DateTimeUtc,
    /// Person who checked.
    pub by_id: Uuid,
    /// Name and post as they were then.
    pub by_label: String,
    /// On the spot; required from moderate severity.
    pub visited: bool,
    /// Result.
    pub rectified: bool,
    /// Findings.
    pub remark: String,
}

impl ActiveModelBehavior for ActiveModel {}
