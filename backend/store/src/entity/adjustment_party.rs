//! A unit concerned by a duty adjustment and its signature (§3.12).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A unit concerned by a duty adjustment and its signature (§3.12).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "adjustment_party", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Adjustment.
    pub adjustment_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// Place among the units named.
    pub sort: i32,
    /// When it signed the memo.
    pub signed_on: Option<Date>,
    /// Person who signed.
    pub signed_by: Option<Uuid>,
    /// What it noted when signing.
    pub remark: Option<String>,
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
