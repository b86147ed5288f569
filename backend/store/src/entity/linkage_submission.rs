//! A submission of a linkage department (§2 `LinkageSubmission`, §3.6, K16).

#![expect(clippy::struct_excessive_bools, reason = "columns of a row")]

use remit_shared::linkage::{LinkageKind, SubmissionOutcome, SubmissionState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A submission of a linkage department (§2 `LinkageSubmission`, §3.6, K16).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "linkage_submission", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number `LD-2022-0001`, also the receipt; given when submitted.
    pub no: Option<String>,
    /// Window it is counted in.
    pub window_id: Uuid,
    /// Department that submits.
    pub org_id: Uuid,
    /// Unit it is about; none for a nil return.
    pub about_org_id: Option<Uuid>,
    /// Problem or suggestion; none for a nil return.
    pub kind: Option<Text<LinkageKind>>,
    /// What is reported; empty for a nil return.
    pub text: String,
    /// Who reported stays with the office and the author (F2).
    pub confidential: bool,
    /// Did not wait for a window; counted in the next one.
    pub urgent: bool,
    /// Came after the quarter's end.
    pub late: bool,
    /// The department has nothing to report (“无”).
    pub nil_return: bool,
    /// Id given by the client, unique within the department, so that sending twice writes once.
    pub client_id: Uuid,
    /// SHA-256 of what was sent under that id, to tell a repetition from another content.
    pub digest: String,
    /// State.
    pub state: Text<SubmissionState>,
    /// Person who wrote it, or who answers for the machine that sent it.
    pub author_id: Uuid,
    /// Partner's machine that sent it.
    pub api_client_id: Option<Uuid>,
    /// When it was submitted.
    pub submitted_at: Option<DateTimeUtc>,
    /// Deadline of the office's decision.
    pub due_on: Option<Date>,
    /// When it was accepted or returned.
    pub decided_at: Option<DateTimeUtc>,
    /// Person who decided.
    pub decided_by: Option<Uuid>,
    /// Why it was returned, or a remark on accepting it.
    pub decision_reason: Option<String>,
    /// What became of it.
    pub outcome: Option<Text<SubmissionOutcome>>,
    /// Why it was noted or merged.
    pub outcome_reason: Option<String>,
    /// When that was decided.
    pub outcome_at: Option<DateTimeUtc>,
    /// Person who decided that.
    pub outcome_by: Option<Uuid>,
    /// Problem that it became or was merged into.
    pub problem_id: Option<Uuid>,
    /// Countermeasure that answers it.
    pub countermeasure_id: Option<Uuid>,
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
