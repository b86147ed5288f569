//! A negative record: staffing violation, circulated criticism, lost suit (§5.7, C21).

use remit_shared::voice::{ViolationKind, ViolationState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A negative record: staffing violation, circulated criticism, lost suit (§5.7, C21).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "violation", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number `FM-2022-0001`.
    pub code: String,
    /// Plan year it counts in: that of the document.
    pub year: i32,
    /// Unit.
    pub org_id: Uuid,
    /// Which of the three.
    pub kind: Text<ViolationKind>,
    /// What happened, in a line.
    pub title: String,
    /// The facts.
    pub facts: String,
    /// Number of the document that states it.
    pub doc_no: String,
    /// Day of the document.
    pub issued_on: Date,
    /// State.
    pub state: Text<ViolationState>,
    /// Deadline of the present step; the last day to contest once confirmed.
    pub due_on: Option<Date>,
    /// Person who entered it.
    pub recorded_by: Uuid,
    /// Person who confirmed or rejected it.
    pub confirmed_by: Option<Uuid>,
    /// Whether the unit has contested it.
    pub contested: bool,
    /// Person who decided the contest.
    pub decided_by: Option<Uuid>,
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
