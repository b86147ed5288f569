//! A joint activity (§2 `JointActivity`, §3.13, K06).

use remit_shared::activity::ActivityState;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A joint activity (§2 `JointActivity`, §3.13, K06).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "joint_activity", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number `DG-2022-0001`.
    pub no: String,
    /// Year it belongs to: that of its first day.
    pub year: i32,
    /// One line.
    pub title: String,
    /// What it inspects: codes joined by commas, see `remit_shared::activity::read_kinds`.
    pub kinds: String,
    /// First day on site.
    pub from_on: Date,
    /// Last day on site.
    pub to_on: Date,
    /// State.
    pub state: Text<ActivityState>,
    /// Person of the office in charge.
    pub leader_id: Uuid,
    /// Answer to the warning of a double inspection.
    pub repeat_reason: Option<String>,
    /// Number of the notice.
    pub notice_doc_no: Option<String>,
    /// When the units were told.
    pub notified_on: Option<Date>,
    /// When the team went on site.
    pub entered_on: Option<Date>,
    /// When the findings were put to the units.
    pub put_on: Option<Date>,
    /// Until when the units answer.
    pub answer_due_on: Option<Date>,
    /// The report in short; the document itself is attached.
    pub report: Option<String>,
    /// When it was reported.
    pub reported_on: Option<Date>,
    /// Person who reported it.
    pub reported_by: Option<Uuid>,
    /// When its last problem was closed.
    pub closed_on: Option<Date>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// Id given by the client, so that sending twice writes once.
    pub client_id: Option<Uuid>,
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
