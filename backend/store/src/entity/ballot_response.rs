//! A ballot: what was answered, without time, order or author (§2 `BallotResponse`).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A ballot: what was answered, without time, order or author (§2 `BallotResponse`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ballot_response", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, random (version 4): it tells no order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Campaign.
    pub campaign_id: Uuid,
    /// Group.
    pub stratum_id: Uuid,
    /// Day.
    pub answered_on: Date,
    /// Random bytes of the hash, hexadecimal.
    pub salt: String,
    /// Digest that is published.
    pub hash: String,
    /// One letter an answer (see `remit_shared::evaluation::paper`).
    pub answers: String,
}

impl ActiveModelBehavior for ActiveModel {}
