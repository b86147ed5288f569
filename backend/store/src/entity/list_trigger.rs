//! An occasion on which a unit has to revise its lists (§2 `ListTrigger`, K36).

use remit_shared::list::{TriggerCause, TriggerState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// An occasion on which a unit has to revise its lists (§2 `ListTrigger`, K36).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "list_trigger", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// Why.
    pub cause: Text<TriggerCause>,
    /// One line.
    pub title: String,
    /// Law or document with its article.
    pub basis: String,
    /// Day on which it occurred.
    pub occurred_on: Date,
    /// Last day to submit the revised lists.
    pub due_on: Date,
    /// Working days the deadline was counted with.
    pub due_wd: i32,
    /// State.
    pub state: Text<TriggerState>,
    /// When the revised lists were submitted.
    pub submitted_on: Option<Date>,
    /// Person who submitted.
    pub submitted_by: Option<Uuid>,
    /// What was revised.
    pub note: Option<String>,
    /// How often it was returned.
    pub returned_count: i32,
    /// Why it was last returned or voided.
    pub office_reason: Option<String>,
    /// Adjustment that opened it.
    pub adjustment_id: Option<Uuid>,
    /// Kind of record it comes from.
    pub source_kind: Option<String>,
    /// The record it comes from.
    pub source_id: Option<Uuid>,
    /// When the unit was told that it is overdue.
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
