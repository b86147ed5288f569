//! A signed-in session under one hat. Its id is the refresh token family.

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A signed-in session under one hat. Its id is the refresh token family.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Session id, also the refresh token family.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction.
    pub jurisdiction_id: Uuid,
    /// Account.
    pub account_id: Uuid,
    /// Hat worn.
    pub grant_id: Uuid,
    /// SHA-256 of the refresh token now valid, hexadecimal.
    pub refresh_hash: String,
    /// SHA-256 of the one before; its return means theft.
    pub previous_hash: Option<String>,
    /// When the token now valid took the place of that one.
    pub rotated_at: Option<DateTimeUtc>,
    /// Sign-in.
    pub created_at: DateTimeUtc,
    /// Last use; the idle time-out counts from it.
    pub last_seen_at: DateTimeUtc,
    /// Absolute end.
    pub expires_at: DateTimeUtc,
    /// When it was ended early.
    pub revoked_at: Option<DateTimeUtc>,
    /// Why, as a short code.
    pub revoked_why: Option<String>,
    /// Client address at sign-in.
    pub address: Option<String>,
    /// Client program at sign-in.
    pub user_agent: Option<String>,
    /// Row that `account_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "account_id", to = "id")]
    pub account: BelongsTo<super::account::Entity>,
    /// Row that `grant_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "grant_id", to = "id")]
    pub grant: BelongsTo<super::role_grant::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
