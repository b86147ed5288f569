//! Counters of ratings by cell, kept in the writing transaction (§2 `RatingRollup`).

use remit_shared::rating::{RatingChannel, RatingLevel, RatingStatus};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// Counters of ratings by cell, kept in the writing transaction (§2 `RatingRollup`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rating_rollup", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Jurisdiction.
    #[sea_orm(primary_key, auto_increment = false)]
    pub jurisdiction_id: Uuid,
    /// Window, or the unit where no window is named.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_id: Uuid,
    /// Day of the ratings in Asia/Shanghai.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    /// Channel.
    #[sea_orm(primary_key, auto_increment = false)]
    pub channel: Text<RatingChannel>,
    /// Level.
    #[sea_orm(primary_key, auto_increment = false)]
    pub level: Text<RatingLevel>,
    /// Whether they name a valid receipt.
    #[sea_orm(primary_key, auto_increment = false)]
    pub receipted: bool,
    /// What became of them.
    #[sea_orm(primary_key, auto_increment = false)]
    pub status: Text<RatingStatus>,
    /// Whether they count in the score.
    #[sea_orm(primary_key, auto_increment = false)]
    pub counted: bool,
    /// Rated unit.
    pub org_id: Uuid,
    /// Window.
    pub window_id: Option<Uuid>,
    /// How many.
    pub n: i64,
}

impl ActiveModelBehavior for ActiveModel {}
