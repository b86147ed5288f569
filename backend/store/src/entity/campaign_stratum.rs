//! A group of voters of a campaign, with the key of its credentials (§2, §3.8).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A group of voters of a campaign, with the key of its credentials (§2, §3.8).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign_stratum", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Campaign.
    pub campaign_id: Uuid,
    /// Town of the group, or the own unit of an internal campaign.
    pub org_id: Option<Uuid>,
    /// Codes of the evaluator classes or of the kinds of deputies, joined by `+` where they answer together.
    pub class: Option<String>,
    /// Place in the lists.
    pub sort: i32,
    /// Invitations.
    pub invited: i32,
    /// Public half of the key, hexadecimal.
    pub public_key: String,
    /// Private half, encrypted by the service while ballots may be cast.
    pub key_enc: Option<String>,
    /// Private half, published at closing, so that anybody can check every credential.
    pub private_key: Option<String>,
    /// Group with which its ballots and credentials are kept since closing, because too few have answered in it.
    pub kept_with: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
