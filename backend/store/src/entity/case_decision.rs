//! The decision of a case (§2 `CaseDecision`).

use remit_shared::coordination::DecisionKind;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// The decision of a case (§2 `CaseDecision`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_decision", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Case.
    pub case_id: Uuid,
    /// Agreed or decided.
    pub kind: Text<DecisionKind>,
    /// How the duties are divided, at most 4 000 characters.
    pub text: String,
    /// The one lead department.
    pub lead_org_id: Uuid,
    /// An important matter.
    pub important: bool,
    /// Document number of the commission.
    pub commission_doc_no: Option<String>,
    /// Document number, given when published.
    pub doc_no: Option<String>,
    /// Person who decided.
    pub decided_by: Uuid,
    /// Day of the decision.
    pub decided_on: Date,
    /// Day on which it was published.
    pub published_on: Option<Date>,
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
