//! A group of ratings that a rule flagged (§2 `RatingFlag`, K24).

use remit_shared::rating::{FlagRule, FlagState, FlagVerdict};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A group of ratings that a rule flagged (§2 `RatingFlag`, K24).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rating_flag", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Which rule.
    pub rule: Text<FlagRule>,
    /// Rated unit.
    pub org_id: Uuid,
    /// Rated window.
    pub window_id: Uuid,
    /// Day of the ratings.
    pub day: Date,
    /// Hour of the day for bursts; -1 for the whole day.
    pub hour: i32,
    /// Ratings in the group.
    pub count: i32,
    /// Different network prefixes among them.
    pub networks: i32,
    /// How far the review is.
    pub state: Text<FlagState>,
    /// What the first reviewer said, then what was decided.
    pub verdict: Option<Text<FlagVerdict>>,
    /// Reason of the verdict.
    pub reason: Option<String>,
    /// Person who reviewed first.
    pub reviewer_id: Option<Uuid>,
    /// Person who confirmed.
    pub confirmer_id: Option<Uuid>,
    /// When it was decided.
    pub decided_at: Option<DateTimeUtc>,
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
