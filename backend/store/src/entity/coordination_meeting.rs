//! A meeting with minutes, of a consultation or of a case; written once (§2 `meetings`, `CaseMeeting`).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A meeting with minutes, of a consultation or of a case; written once (§2 `meetings`, `CaseMeeting`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "coordination_meeting", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Consultation, or
    pub consultation_id: Option<Uuid>,
    /// case.
    pub case_id: Option<Uuid>,
    /// Day.
    pub held_on: Date,
    /// Where.
    pub place: String,
    /// Minutes, at most 4 000 characters.
    pub minutes: String,
    /// When they were recorded.
    pub at: DateTimeUtc,
    /// By whom.
    pub recorded_by: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
