//! A version of a unit's duty-task list (§2 `DutyTaskList`, K36).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A version of a unit's duty-task list (§2 `DutyTaskList`, K36).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duty_task_list", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// Number of the version, from 1.
    pub number: i32,
    /// First day.
    pub effective_on: Date,
    /// When it was published.
    pub published_on: Option<Date>,
    /// Adjustment that brought it about.
    pub adjustment_id: Option<Uuid>,
    /// Why it was revised.
    pub reason: Option<String>,
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
