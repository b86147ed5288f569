//! A coordination case (§2 `CoordinationCase`, §3.7, K11).

use remit_shared::coordination::{CaseScope, CaseState, RefusalGround};
use remit_shared::problem::Alert;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A coordination case (§2 `CoordinationCase`, §3.7, K11).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "coordination_case", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number `XT-2022-0001`, unique in the jurisdiction.
    pub no: String,
    /// Consultation that failed before.
    pub consultation_id: Uuid,
    /// Department that applied, or leads where the office acts by itself.
    pub applicant_org_id: Uuid,
    /// Opened by the oversight section.
    pub ex_officio: bool,
    /// Matter in dispute, at most 120 characters.
    pub matter: String,
    /// Between whom.
    pub scope_kind: Text<CaseScope>,
    /// Written request, at most 4 000 characters.
    pub statement: String,
    /// State.
    pub state: Text<CaseState>,
    /// Alert beside the state.
    pub alert: Text<Alert>,
    /// Day of the application.
    pub applied_on: Date,
    /// Day of the acceptance.
    pub accepted_on: Option<Date>,
    /// Deadline of the decision.
    pub due_on: Option<Date>,
    /// Deadline of the present step.
    pub step_due_on: Option<Date>,
    /// Person of the office in charge.
    pub handler_id: Option<Uuid>,
    /// What has to be supplemented.
    pub supplement_list: Option<String>,
    /// What was supplemented.
    pub supplement_text: Option<String>,
    /// Ground proposed for a refusal.
    pub refusal_ground: Option<Text<RefusalGround>>,
    /// Its reason.
    pub refusal_reason: Option<String>,
    /// Who proposed it.
    pub refusal_by: Option<Uuid>,
    /// Written rounds so far.
    pub round: i32,
    /// Expert session on it.
    pub session_id: Option<Uuid>,
    /// Working days by which the deadline was extended.
    pub extended_wd: Option<i32>,
    /// Why.
    pub extension_reason: Option<String>,
    /// Why it was withdrawn, or what was agreed.
    pub withdraw_reason: Option<String>,
    /// Day of the decision.
    pub decided_on: Option<Date>,
    /// Day on which it was published.
    pub published_on: Option<Date>,
    /// Day on which it was refused, withdrawn or closed.
    pub ended_on: Option<Date>,
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
