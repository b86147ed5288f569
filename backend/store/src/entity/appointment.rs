//! An appointment as expert or information officer (§2 `Appointment`, §3.14).

use remit_shared::panel::{AppointmentKind, AppointmentState, DismissReason, SourceKind};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// An appointment as expert or information officer (§2 `Appointment`, §3.14).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appointment", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Person.
    pub person_id: Uuid,
    /// Expert or information officer.
    pub kind: Text<AppointmentKind>,
    /// Body the person comes from.
    pub source_org_id: Uuid,
    /// Kind of that body.
    pub source_kind: Text<SourceKind>,
    /// Field of knowledge.
    pub field: String,
    /// First day of the term.
    pub term_from: Date,
    /// Last day, at most three years later.
    pub term_to: Date,
    /// Number of the letter of appointment; empty while only nominated.
    pub letter_no: String,
    /// State.
    pub state: Text<AppointmentState>,
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
    /// Person who nominated.
    pub nominated_by: Option<Uuid>,
    /// Office lead who approved.
    pub approved_by: Option<Uuid>,
    /// Day of the approval.
    pub approved_on: Option<Date>,
    /// Appointment that this one continues.
    pub renews: Option<Uuid>,
    /// Day on which the office was reminded that the term ends.
    pub reminded_on: Option<Date>,
    /// Last day in fact, once expired or dismissed.
    pub ended_on: Option<Date>,
    /// Why dismissed.
    pub end_reason: Option<Text<DismissReason>>,
    /// What was said with it.
    pub end_note: Option<String>,
    /// Row that `person_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
