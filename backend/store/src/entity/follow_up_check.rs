//! A check after the decision (§2 `FollowUpCheck`, K12).

use remit_shared::coordination::CheckResult;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A check after the decision (§2 `FollowUpCheck`, K12).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "follow_up_check", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Case.
    pub case_id: Uuid,
    /// Place, from 1.
    pub seq: i32,
    /// Day from which it may be made.
    pub planned_on: Date,
    /// Last day.
    pub due_on: Date,
    /// Day on which it was made.
    pub done_on: Option<Date>,
    /// Result.
    pub result: Option<Text<CheckResult>>,
    /// What it found.
    pub findings: Option<String>,
    /// Person who checked.
    pub checked_by: Option<Uuid>,
    /// Problem raised where the division is not in force.
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
