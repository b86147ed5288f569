//! Whether a third-level indicator applies to a unit (§2 `Applicability`, §5.8). No row: it applies.

use remit_shared::plan::ApplicabilityStatus;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// Whether a third-level indicator applies to a unit (§2 `Applicability`, §5.8). No row: it applies.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "applicability", model_attrs(derive(Serialize)))]
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
    /// Third-level indicator.
    pub indicator_id: Uuid,
    /// Whether it applies.
    pub status: Text<ApplicabilityStatus>,
    /// Why it does not.
    pub reason: String,
    /// Person who declared it.
    pub declared_by: Uuid,
    /// Person who approved it.
    pub approved_by: Option<Uuid>,
    /// When.
    pub approved_at: Option<DateTimeUtc>,
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
