//! A unit's appeal against its result (§2 `Appeal`, §3.10, K32).

use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::life::AppealState;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A unit's appeal against its result (§2 `Appeal`, §3.10, K32).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "appeal", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Run whose result is contested.
    pub run_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// Indicator contested.
    pub indicator: Text<IndicatorCode>,
    /// Grounds.
    pub grounds: String,
    /// State.
    pub state: Text<AppealState>,
    /// Person who filed it.
    pub filed_by: Uuid,
    /// Day it was filed.
    pub filed_on: Date,
    /// Day by which it is to be decided.
    pub due_on: Date,
    /// Person who decided.
    pub decided_by: Option<Uuid>,
    /// When.
    pub decided_at: Option<DateTimeUtc>,
    /// The decision and its reasons.
    pub decision: Option<String>,
    /// Record that the decision corrects, as the trace names it.
    pub corrected_ref: Option<String>,
    /// Code of its value from now on.
    pub corrected_to: Option<String>,
    /// Run that settled an accepted appeal.
    pub new_run_id: Option<Uuid>,
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
