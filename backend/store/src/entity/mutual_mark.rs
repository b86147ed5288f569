//! What a cast ballot says of one unit (§2 `MutualBallot.items`); written once.

use remit_shared::rating::RatingLevel;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// What a cast ballot says of one unit (§2 `MutualBallot.items`); written once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mutual_mark", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Year of the plan.
    pub year: i32,
    /// Ballot.
    pub ballot_id: Uuid,
    /// Casting unit.
    pub from_org_id: Uuid,
    /// Rated unit.
    pub to_org_id: Uuid,
    /// Attitude; none without dealings.
    pub attitude: Option<Text<RatingLevel>>,
    /// Timeliness; none without dealings.
    pub timeliness: Option<Text<RatingLevel>>,
    /// Effect; none without dealings.
    pub effect: Option<Text<RatingLevel>>,
}

impl ActiveModelBehavior for ActiveModel {}
