//! A list that was imported (§2 `ImportBatch`, K29).

use remit_shared::voice::ImportKind;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A list that was imported (§2 `ImportBatch`, K29).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_batch", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// What it holds.
    pub kind: Text<ImportKind>,
    /// Year it is for.
    pub year: i32,
    /// SHA-256 of its rows, so that the same list is not imported twice.
    pub file_hash: String,
    /// Name of the file; empty for a partner's call.
    pub file_name: String,
    /// Rows in it.
    pub rows: i32,
    /// Rows that were new or changed something.
    pub written: i32,
    /// JSON: row number and reason of those left out on purpose.
    pub rejected: String,
    /// Person who imported it, or who answers for the machine.
    pub author_id: Uuid,
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
