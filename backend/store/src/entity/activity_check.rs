//! An item of the checklist of a joint activity (§3.13).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// An item of the checklist of a joint activity (§3.13).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activity_check", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// The activity.
    pub activity_id: Uuid,
    /// Place in the list, from 1.
    pub seq: i32,
    /// What is looked at.
    pub item: String,
    /// When it was done.
    pub done_on: Option<Date>,
    /// Person who did it.
    pub done_by: Option<Uuid>,
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
