//! An effectiveness point 问效点: what a unit promises for the year (§2, §3.2).

use remit_shared::plan::point::{PointMeasure, PointOutcome, PointQuality, PointState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// An effectiveness point 问效点: what a unit promises for the year (§2, §3.2).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "effectiveness_point", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Version of the plan under which it was written.
    pub plan_id: Uuid,
    /// The plan's year; with the code, the business key.
    pub year: i32,
    /// Unit.
    pub org_id: Uuid,
    /// Section that carries it.
    pub section_id: Option<Uuid>,
    /// Code, unique in the year: the code of the unit and a number.
    pub code: String,
    /// What is to be done.
    pub title: String,
    /// The title as copies are compared by (`E_DUP`).
    pub title_key: String,
    /// By what it will be judged.
    pub target: String,
    /// How the target is measured.
    pub measure: Text<PointMeasure>,
    /// Importance 1–5, the weight v of §5.4.
    pub importance: i32,
    /// Last day, inside the year.
    pub due_on: Date,
    /// State.
    pub state: Text<PointState>,
    /// Deadline of the present state's actor.
    pub step_due_on: Option<Date>,
    /// Progress 0–100.
    pub progress: i32,
    /// Day of the last report of progress, or of the beginning of supervision.
    pub reported_on: Option<Date>,
    /// How often the office returned it.
    pub returned_count: i32,
    /// Changes granted, at most two.
    pub changes_count: i32,
    /// Day of entry in the daily ledger.
    pub approved_on: Option<Date>,
    /// Person who wrote it.
    pub author_id: Uuid,
    /// The unit's lead who signed it.
    pub signed_by: Option<Uuid>,
    /// Person who claimed it as done.
    pub claimant_id: Option<Uuid>,
    /// Day it was claimed as done.
    pub done_on: Option<Date>,
    /// How it ended.
    pub outcome: Option<Text<PointOutcome>>,
    /// Grade of a point of the sample.
    pub quality: Option<Text<PointQuality>>,
    /// Whether it is visited when verified; none before the draw.
    pub sampled: Option<bool>,
    /// What the draw gave it, sixteen hexadecimal digits.
    pub lot: Option<String>,
    /// Problem that its lateness became.
    pub problem_id: Option<Uuid>,
    /// Made by the client; sending a form twice gives the first point back.
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
