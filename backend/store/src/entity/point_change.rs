//! A request to change or cancel a point, with before and after (§2 `PointChange`).

use remit_shared::plan::point::PointChangeState;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A request to change or cancel a point, with before and after (§2 `PointChange`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "point_change", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Point.
    pub point_id: Uuid,
    /// Place among the requests of the point, from 1.
    pub seq: i32,
    /// State.
    pub state: Text<PointChangeState>,
    /// Why.
    pub reason: String,
    /// Whether the point is to be cancelled.
    pub cancels: bool,
    /// Target before.
    pub target_before: String,
    /// Target asked for.
    pub target_after: String,
    /// Importance before.
    pub importance_before: i32,
    /// Importance asked for.
    pub importance_after: i32,
    /// Due date before.
    pub due_before: Date,
    /// Due date asked for.
    pub due_after: Date,
    /// Last day of the decision.
    pub decide_by: Option<Date>,
    /// Person who asked.
    pub asked_by: Uuid,
    /// When it was asked for.
    pub asked_at: DateTimeUtc,
    /// Person who decided.
    pub decided_by: Option<Uuid>,
    /// When it was decided.
    pub decided_at: Option<DateTimeUtc>,
    /// Why so.
    pub decision_reason: Option<String>,
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
