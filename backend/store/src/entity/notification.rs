//! A line of an account's inbox (§2 `Notification`, K38).

use remit_shared::notice::NoticeKind;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A line of an account's inbox (§2 `Notification`, K38).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Addressee.
    pub account_id: Uuid,
    /// What it tells.
    pub kind: Text<NoticeKind>,
    /// Kind prefix of the record meant (`prb`, `psh`, `grt`).
    pub subject_kind: Option<String>,
    /// Record meant.
    pub subject_id: Option<Uuid>,
    /// Its number, for display.
    pub subject_code: Option<String>,
    /// Its title, for display.
    pub title: String,
    /// Deadline, if the addressee has one.
    pub due_on: Option<Date>,
    /// When it was read.
    pub read_at: Option<DateTimeUtc>,
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
