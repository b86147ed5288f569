//! A spent credential: that one ballot was cast with it, never which (§2 `BallotToken`).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A spent credential: that one ballot was cast with it, never which (§2 `BallotToken`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ballot_credential", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Drawn by the voter's device, hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub nonce: String,
    /// Jurisdiction.
    pub jurisdiction_id: Uuid,
    /// Campaign.
    pub campaign_id: Uuid,
    /// Group.
    pub stratum_id: Uuid,
    /// The function's value for the nonce, hexadecimal.
    pub output: String,
}

impl ActiveModelBehavior for ActiveModel {}
