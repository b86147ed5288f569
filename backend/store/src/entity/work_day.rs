//! One calendar day: worked or not (§2 `WorkDay`, K43).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// One calendar day: worked or not (§2 `WorkDay`, K43).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_day", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Day, unique in the jurisdiction.
    pub date: Date,
    /// Whether the offices work.
    pub is_working: bool,
    /// Name of the holiday or reason of the shift; may be empty.
    pub note: String,
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
