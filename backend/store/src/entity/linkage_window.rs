//! A quarter's window (§2 `LinkageWindow`, §3.6, K16).

use remit_shared::linkage::WindowState;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A quarter's window (§2 `LinkageWindow`, §3.6, K16).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "linkage_window", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Year.
    pub year: i32,
    /// Quarter, 1 to 4.
    pub quarter: i32,
    /// Opens at 00:00 of this day, Asia/Shanghai.
    pub opens_on: Date,
    /// Closes at 24:00 of this day.
    pub closes_on: Date,
    /// Late submissions are taken until 24:00 of this day.
    pub grace_until: Date,
    /// State.
    pub state: Text<WindowState>,
    /// Deadline of the present state.
    pub due_on: Option<Date>,
    /// When departments without a reply were reminded.
    pub reminded_on: Option<Date>,
    /// When it was opened.
    pub opened_at: Option<DateTimeUtc>,
    /// When it was closed.
    pub closed_at: Option<DateTimeUtc>,
    /// When its study was finished.
    pub studied_at: Option<DateTimeUtc>,
    /// Person who finished it.
    pub studied_by: Option<Uuid>,
    /// What the study came to.
    pub study_note: Option<String>,
    /// When outcomes were fed back.
    pub fed_back_at: Option<DateTimeUtc>,
    /// Person who fed back.
    pub fed_back_by: Option<Uuid>,
    /// What the departments are told.
    pub feedback: Option<String>,
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
