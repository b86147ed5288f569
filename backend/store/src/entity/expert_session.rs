//! An expert seminar or operation evaluation (§2 `ExpertSession`, K14).

use remit_shared::panel::{SessionKind, SessionState, SessionSubject};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// An expert seminar or operation evaluation (§2 `ExpertSession`, K14).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "expert_session", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Seminar or evaluation.
    pub kind: Text<SessionKind>,
    /// What it is about.
    pub subject: Text<SessionSubject>,
    /// Title, at most 120 characters.
    pub title: String,
    /// What the experts have to read beforehand.
    pub materials: String,
    /// Where.
    pub place: String,
    /// Day.
    pub held_on: Date,
    /// State.
    pub state: Text<SessionState>,
    /// Minutes, once held.
    pub minutes: Option<String>,
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
