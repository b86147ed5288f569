//! An alert raised to a level, once a day (§2 `Escalation`, §3.3).

use remit_shared::problem::Alert;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// An alert raised to a level, once a day (§2 `Escalation`, §3.3).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "escalation", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction.
    pub jurisdiction_id: Uuid,
    /// Problem.
    pub problem_id: Uuid,
    /// Level reached.
    pub level: Text<Alert>,
    /// Day.
    pub on_date: Date,
    /// Codes of the roles told, joined by commas.
    pub roles: String,
}

impl ActiveModelBehavior for ActiveModel {}
