//! A handled item that may be rated (§2 `ServiceReceipt`, K22).

use remit_shared::rating::ReceiptChannel;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A handled item that may be rated (§2 `ServiceReceipt`, K22).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_receipt", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number of the handled item (办件编号), unique in the unit.
    pub receipt_no: String,
    /// Unit that handled it.
    pub org_id: Uuid,
    /// Window that handled it.
    pub window_id: Option<Uuid>,
    /// Code of the matter.
    pub matter_code: String,
    /// When it was finished.
    pub finished_at: DateTimeUtc,
    /// Where it was handled.
    pub channel: Text<ReceiptChannel>,
    /// Id given by the sender, so that sending twice writes once.
    pub client_id: Uuid,
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
