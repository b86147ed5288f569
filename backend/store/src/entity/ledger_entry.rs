//! A line of the daily or the rectification ledger (§2 `LedgerEntry`, K05, K09).

use remit_shared::problem::{LedgerKind, LedgerState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A line of the daily or the rectification ledger (§2 `LedgerEntry`, K05, K09).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entry", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Which ledger.
    pub ledger: Text<LedgerKind>,
    /// Effectiveness point, or …
    pub point_id: Option<Uuid>,
    /// … problem: exactly one of the two.
    pub problem_id: Option<Uuid>,
    /// Day of entry.
    pub opened_on: Date,
    /// Deadline.
    pub due_on: Date,
    /// State.
    pub state: Text<LedgerState>,
    /// Close-out number; set if and only if closed.
    pub close_no: Option<String>,
    /// Person who closed it out.
    pub closed_by: Option<Uuid>,
    /// Day of the close-out.
    pub closed_on: Option<Date>,
    /// Why it is still open after 90 days (不留余账).
    pub explanation: Option<String>,
    /// Person who explained.
    pub explained_by: Option<Uuid>,
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
    /// Row that `problem_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "problem_id", to = "id")]
    pub problem: BelongsTo<Option<super::problem::Entity>>,
    /// Row that `point_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "point_id", to = "id")]
    pub point: BelongsTo<Option<super::effectiveness_point::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
