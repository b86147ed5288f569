//! Earlier password hashes of an account; the last five may not come back (§4).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// Earlier password hashes of an account; the last five may not come back (§4).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "password_history", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Account.
    pub account_id: Uuid,
    /// argon2id hash in PHC form.
    pub password_hash: String,
    /// When it was set.
    pub set_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
