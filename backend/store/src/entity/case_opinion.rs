//! A party's opinion in one written round; asked for, then given or lapsed (§2 `CaseOpinion`).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A party's opinion in one written round; asked for, then given or lapsed (§2 `CaseOpinion`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_opinion", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Case.
    pub case_id: Uuid,
    /// The party asked.
    pub org_id: Uuid,
    /// Written round, 1 or 2.
    pub round: i32,
    /// Day on which it was asked.
    pub asked_on: Date,
    /// Last day of the answer.
    pub due_on: Date,
    /// Day of the answer.
    pub replied_on: Option<Date>,
    /// The day passed without an answer, which counts as no objection.
    pub lapsed: bool,
    /// Its position, at most 4 000 characters.
    pub position: Option<String>,
    /// Who should lead, as it says.
    pub lead_org_id: Option<Uuid>,
    /// Person who signed it.
    pub by_id: Option<Uuid>,
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
