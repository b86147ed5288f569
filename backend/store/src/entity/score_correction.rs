//! A record that a document corrects after a result was frozen (§3.10).

use remit_shared::scoring::IndicatorCode;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A record that a document corrects after a result was frozen (§3.10).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "score_correction", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// The frozen run that is corrected.
    pub run_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// Indicator.
    pub indicator: Text<IndicatorCode>,
    /// The record, as the trace names it.
    pub corrected_ref: String,
    /// Code of its value from now on.
    pub corrected_to: String,
    /// Number of the document.
    pub doc_no: String,
    /// Person who ordered it.
    pub decided_by: Option<Uuid>,
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
