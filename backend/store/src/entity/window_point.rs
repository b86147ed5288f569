//! A service window where ratings are given (§2 `WindowPoint`, K21).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A service window where ratings are given (§2 `WindowPoint`, K21).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "window_point", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Unit that runs it.
    pub org_id: Uuid,
    /// Hall it stands in.
    pub hall: String,
    /// Number in the unit, as on the sign.
    pub no: String,
    /// What it is for, as on the sign.
    pub name: String,
    /// Opening hours of a working day, `08:30-12:00,13:30-17:30`.
    pub opening_hours: String,
    /// Telephone number told when a code cannot be used.
    pub hotline: String,
    /// Version of the code in force; raising it revokes the printed ones.
    pub qr_key_version: i32,
    /// Whether it is open to ratings.
    pub active: bool,
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
