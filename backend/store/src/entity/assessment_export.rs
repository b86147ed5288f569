//! The package for the comprehensive assessment (§2 `AssessmentExport`, §5.12, K34).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// The package for the comprehensive assessment (§2 `AssessmentExport`, §5.12, K34).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_export", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Frozen run.
    pub run_id: Uuid,
    /// Share of the comprehensive assessment.
    pub weight: String,
    /// Total points of the comprehensive assessment.
    pub base_points: String,
    /// Units in it.
    pub rows: i32,
    /// The package, byte for byte.
    pub body: String,
    /// Digest of the package.
    pub sha256: String,
    /// Person who exported it.
    pub exported_by: Option<Uuid>,
    /// Day.
    pub exported_on: Date,
    /// Day the receiving body acknowledged it.
    pub acknowledged_on: Option<Date>,
    /// Number of the acknowledgement.
    pub acknowledged_no: Option<String>,
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
