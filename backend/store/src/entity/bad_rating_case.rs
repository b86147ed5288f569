//! A bad rating being followed up (§2 `BadRatingCase`, §3.9, K23).

#![expect(clippy::struct_excessive_bools, reason = "columns of a row")]

use remit_shared::problem::Alert;
use remit_shared::rating::{AppealGround, BadRatingState, RevisitResult};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A bad rating being followed up (§2 `BadRatingCase`, §3.9, K23).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bad_rating_case", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// The rating.
    pub rating_id: Uuid,
    /// Rated unit.
    pub org_id: Uuid,
    /// Rated window.
    pub window_id: Option<Uuid>,
    /// State.
    pub state: Text<BadRatingState>,
    /// Day it was opened.
    pub opened_on: Date,
    /// Deadline of the present step.
    pub due_on: Option<Date>,
    /// Alert beside the state.
    pub alert: Text<Alert>,
    /// Whether any step ever ran over its deadline (counted in C11, §5.7).
    pub was_overdue: bool,
    /// First day on which it was late; none while it never was.
    pub late_on: Option<Date>,
    /// Whether the rater left a contact.
    pub contactable: bool,
    /// Person of the unit who handles it.
    pub handler_id: Option<Uuid>,
    /// Whether the unit declared the matter complex.
    pub complex: bool,
    /// What was found.
    pub verified: Option<String>,
    /// Why the request has no basis.
    pub explanation: Option<String>,
    /// What is done about it.
    pub measures: Option<String>,
    /// Reply, shown under the receipt code.
    pub reply: Option<String>,
    /// Ground of the appeal.
    pub appeal_ground: Option<Text<AppealGround>>,
    /// What the appeal says.
    pub appeal_text: Option<String>,
    /// Person who gave the first opinion on it.
    pub first_ruling_by: Option<Uuid>,
    /// That opinion: exclude or not.
    pub first_ruling: Option<bool>,
    /// What the revisit found.
    pub revisit_result: Option<Text<RevisitResult>>,
    /// Whether it was sent back once.
    pub sent_back: bool,
    /// Problem that a group of bad ratings raised.
    pub problem_id: Option<Uuid>,
    /// When it ended.
    pub closed_at: Option<DateTimeUtc>,
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
