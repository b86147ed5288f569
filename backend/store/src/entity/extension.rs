//! A request for more time (§2 `Extension`, §3.3).

use remit_shared::problem::ExtensionState;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A request for more time (§2 `Extension`, §3.3).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "extension", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Problem.
    pub problem_id: Uuid,
    /// Working days asked for, at most 15.
    pub days: i32,
    /// Why.
    pub reason: String,
    /// State.
    pub state: Text<ExtensionState>,
    /// Person who asked.
    pub asked_by: Uuid,
    /// Deadline before.
    pub old_due: Date,
    /// Deadline if granted.
    pub new_due: Date,
    /// When it was decided.
    pub decided_at: Option<DateTimeUtc>,
    /// Person who decided.
    pub decided_by: Option<Uuid>,
    /// Why so.
    pub decision_reason: Option<String>,
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
