//! An invitation: whether its holder was handed a credential, never what became of it (§2 `BallotIssue`).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// An invitation: whether its holder was handed a credential, never what became of it (§2 `BallotIssue`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ballot_issue", model_attrs(derive(Serialize)))]
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
    /// Evaluator invited, where the pool knows one.
    pub profile_id: Option<Uuid>,
    /// Number of the envelope in its group, shuffled.
    pub no: i32,
    /// Whether a credential was handed out.
    pub issued: bool,
    /// Digest of the code; gone after closing.
    pub code_hash: Option<String>,
    /// Code for the envelope, encrypted by the service; gone after closing.
    pub code_enc: Option<String>,
    /// The blinded element that was evaluated; gone after closing.
    pub blinded: Option<String>,
    /// The answer to it, for a device that lost it; gone after closing.
    pub evaluation: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
