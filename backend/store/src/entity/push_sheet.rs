//! An information push sheet (§2 `PushSheet`, §3.4, K18).

use remit_shared::problem::{SheetDirection, SheetState, Urgency};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// An information push sheet (§2 `PushSheet`, §3.4, K18).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "push_sheet", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Number `TS-2022-0001`; given when pushed.
    pub no: Option<String>,
    /// Inside the office, or to the unit.
    pub direction: Text<SheetDirection>,
    /// Section of the office that pushes.
    pub from_section_id: Option<Uuid>,
    /// Unit it concerns.
    pub org_id: Uuid,
    /// What is the matter.
    pub matter: String,
    /// On what basis.
    pub basis: String,
    /// How urgent.
    pub urgency: Text<Urgency>,
    /// What the writer suggests; may be empty.
    pub suggested_action: String,
    /// State.
    pub state: Text<SheetState>,
    /// Id given by the client, so that sending twice writes once.
    pub client_id: Option<Uuid>,
    /// Person who wrote it.
    pub author_id: Uuid,
    /// When it was pushed.
    pub pushed_at: Option<DateTimeUtc>,
    /// Person who pushed it.
    pub pushed_by: Option<Uuid>,
    /// When it was received.
    pub received_at: Option<DateTimeUtc>,
    /// Person who received it.
    pub received_by: Option<Uuid>,
    /// Deadline of the present step.
    pub due_on: Option<Date>,
    /// When it was converted or filed.
    pub decided_at: Option<DateTimeUtc>,
    /// Why no problem came of it.
    pub filed_reason: Option<String>,
    /// Problem it founded, or that it carries to the unit.
    pub problem_id: Option<Uuid>,
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
