//! An assertion that a client has used up: its `jti` is good once (§8).

use sea_orm::entity::prelude::*;

/// An assertion that a client has used up.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_assertion")]
pub struct Model {
    /// Jurisdiction.
    #[sea_orm(primary_key, auto_increment = false)]
    pub jurisdiction_id: Uuid,
    /// The client.
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: Uuid,
    /// Id that the client gave the assertion.
    #[sea_orm(primary_key, auto_increment = false)]
    pub jti: String,
    /// After this the assertion is refused anyway and the row may go.
    pub expires_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
