//! A year's window for leaders' comments or mutual ballots (K25, K26).

use remit_shared::voice::{VoiceKind, VoiceWindowState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A year's window for leaders' comments or mutual ballots (K25, K26).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "voice_window", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Year of the plan.
    pub year: i32,
    /// What it collects; unique within the year.
    pub kind: Text<VoiceKind>,
    /// Plan in force when it was set.
    pub plan_id: Uuid,
    /// State.
    pub state: Text<VoiceWindowState>,
    /// First day.
    pub opens_on: Date,
    /// Last day, ends at 24:00.
    pub closes_on: Date,
    /// Last day on which those who had not finished were reminded.
    pub reminded_on: Option<Date>,
    /// Why the days changed while it was open.
    pub reason: Option<String>,
    /// When it was closed.
    pub closed_at: Option<DateTimeUtc>,
    /// When it was published.
    pub published_at: Option<DateTimeUtc>,
    /// Person who published it.
    pub published_by: Option<Uuid>,
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
