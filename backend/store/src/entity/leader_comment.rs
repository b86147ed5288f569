//! A city leader's comment on a unit (§2 `LeaderComment`, K25, F6).

use remit_shared::rating::RatingLevel;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A city leader's comment on a unit (§2 `LeaderComment`, K25, F6).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "leader_comment", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Year of the plan.
    pub year: i32,
    /// Window in which it was written.
    pub window_id: Uuid,
    /// The leader (person).
    pub leader_id: Uuid,
    /// The unit; a leader comments on it once a year.
    pub org_id: Uuid,
    /// Level.
    pub level: Text<RatingLevel>,
    /// What the leader says; may be empty.
    pub text: String,
    /// Whether the leader was in charge of the unit when writing; doubles the weight in B31.
    pub in_charge: bool,
    /// Taken back by the leader: neither counted nor shown.
    pub withdrawn: bool,
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
