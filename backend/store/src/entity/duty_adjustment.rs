//! A duty adjustment (§2 `DutyAdjustment`, §3.12, K35).

use remit_shared::list::{AdjustmentKind, AdjustmentState, CheckResult};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A duty adjustment (§2 `DutyAdjustment`, §3.12, K35).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duty_adjustment", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number `TZ-2022-0001`.
    pub no: String,
    /// Why duties are adjusted.
    pub kind: Text<AdjustmentKind>,
    /// One line.
    pub title: String,
    /// What is to be adjusted and why.
    pub text: String,
    /// Law, three-fixes provisions or document with its article.
    pub basis: String,
    /// Unit that proposed it; none for the office.
    pub proposer_org_id: Option<Uuid>,
    /// Person who proposed it.
    pub author_id: Uuid,
    /// Kind of record it comes from: `coordination_case` or `problem`.
    pub source_kind: Option<String>,
    /// The record it comes from.
    pub source_id: Option<Uuid>,
    /// Number of the coordination case that stands for a memo.
    pub case_no: Option<String>,
    /// State.
    pub state: Text<AdjustmentState>,
    /// Day from which the present deadline is counted.
    pub due_from: Option<Date>,
    /// Working days it is counted with.
    pub due_wd: Option<i32>,
    /// Deadline of the next step.
    pub due_on: Option<Date>,
    /// When the consultation was opened.
    pub consulted_on: Option<Date>,
    /// When it went to the legal check.
    pub legal_sent_on: Option<Date>,
    /// What the justice bureau says, in short; the opinion itself is attached.
    pub legal_opinion: Option<String>,
    /// When the opinion was attached.
    pub legal_on: Option<Date>,
    /// Number of the approving document.
    pub doc_no: Option<String>,
    /// When it was approved.
    pub approved_on: Option<Date>,
    /// Person who approved it.
    pub approved_by: Option<Uuid>,
    /// Day from which its changes are in force.
    pub effective_on: Option<Date>,
    /// When the lists were changed.
    pub lists_updated_on: Option<Date>,
    /// When it was published.
    pub published_on: Option<Date>,
    /// When it was checked.
    pub checked_on: Option<Date>,
    /// What the check came to.
    pub check_result: Option<Text<CheckResult>>,
    /// What the check found.
    pub check_note: Option<String>,
    /// Why it was rejected.
    pub reject_reason: Option<String>,
    /// When the office was reminded of the check.
    pub reminded_on: Option<Date>,
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
