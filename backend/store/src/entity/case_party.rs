//! A party to a case; the decision names its role (§2 `CoordinationCase`, `CaseDecision`).

use remit_shared::coordination::PartyRole;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A party to a case; the decision names its role (§2 `CoordinationCase`, `CaseDecision`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_party", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Case.
    pub case_id: Uuid,
    /// The party.
    pub org_id: Uuid,
    /// Lead or assisting in the consultation.
    pub role: Text<PartyRole>,
    /// Role that the decision gives it.
    pub decided_role: Option<Text<PartyRole>>,
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
