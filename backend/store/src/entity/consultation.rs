//! A consultation between departments (§2 `Consultation`, §3.7, K10).

use remit_shared::coordination::{CaseScope, ConsultationState};
use remit_shared::problem::Alert;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A consultation between departments (§2 `Consultation`, §3.7, K10).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number `XS-2022-0001`, unique in the jurisdiction.
    pub no: String,
    /// Matter in dispute, at most 120 characters.
    pub matter: String,
    /// What is disputed, at most 4 000 characters.
    pub dispute: String,
    /// Between whom.
    pub scope_kind: Text<CaseScope>,
    /// Lead department, which convenes.
    pub lead_org_id: Uuid,
    /// Person who opened it.
    pub opened_by: Uuid,
    /// Day of the opening.
    pub opened_on: Date,
    /// Last day, 20 working days later.
    pub due_on: Date,
    /// State.
    pub state: Text<ConsultationState>,
    /// Alert beside the state.
    pub alert: Text<Alert>,
    /// Memo of what was agreed.
    pub memo: Option<String>,
    /// Day of the present memo.
    pub memo_on: Option<Date>,
    /// Day on which it was agreed or failed.
    pub ended_on: Option<Date>,
    /// What the parties disagree on.
    pub fail_reason: Option<String>,
    /// Last day for applying for coordination, once it has failed.
    pub apply_by: Option<Date>,
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
