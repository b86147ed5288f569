//! What a unit says about a plan that is out for opinions, and the answer (§3.1).

use remit_shared::plan::OpinionKind;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// What a unit says about a plan that is out for opinions, and the answer (§3.1).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_opinion", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Plan.
    pub plan_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// No objection, or a suggestion.
    pub kind: Text<OpinionKind>,
    /// The suggestion; empty without one.
    pub text: String,
    /// Person who gave it.
    pub given_by: Uuid,
    /// When.
    pub given_at: DateTimeUtc,
    /// Whether the office adopted it; none until answered.
    pub adopted: Option<bool>,
    /// The answer.
    pub answer: Option<String>,
    /// Person who answered.
    pub answered_by: Option<Uuid>,
    /// When.
    pub answered_at: Option<DateTimeUtc>,
    /// When the row was written, UTC.
    pub created_at: DateTimeUtc,
    /// Account that wrote it; none for the system.
    pub created_by: Option<Uuid>,
    /// Last change, UTC.
    pub updated_at: DateTimeUtc,
    /// Optimistic lock: an update names the version it read.
    pub version: i32,
    /// The jurisdiction's write ticket of the last change; commit order.
    pub change_seq: i64,
}

impl ActiveModelBehavior for ActiveModel {}
