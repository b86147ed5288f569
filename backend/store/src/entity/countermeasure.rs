//! A countermeasure (§2 `Countermeasure`, K17).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A countermeasure (§2 `Countermeasure`, K17).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "countermeasure", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Window whose study it came from.
    pub window_id: Option<Uuid>,
    /// Problem it answers.
    pub problem_id: Option<Uuid>,
    /// What is to be done.
    pub text: String,
    /// Unit responsible.
    pub responsible_org_id: Uuid,
    /// Deadline.
    pub due_on: Date,
    /// When it was taken.
    pub done_on: Option<Date>,
    /// What came of it.
    pub result: Option<String>,
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
