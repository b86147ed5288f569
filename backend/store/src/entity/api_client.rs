//! A machine client of a partner (§2 `ApiClient`, §8, K39).

use remit_shared::linkage::partner::ClientState;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A machine client of a partner (§2 `ApiClient`, §8, K39).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_client", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Name of the partner's system.
    pub name: String,
    /// Unit it acts for.
    pub org_id: Uuid,
    /// Person who answers for it.
    pub owner_id: Uuid,
    /// Scopes granted, separated by spaces.
    pub scopes: String,
    /// Address ranges it may call from, separated by spaces; empty for any.
    pub networks: String,
    /// ES256 public key (PEM) that its assertions are verified with.
    pub public_key: String,
    /// State.
    pub state: Text<ClientState>,
    /// Document that the grant rests on.
    pub document_no: String,
    /// When it was last given a token.
    pub last_token_at: Option<DateTimeUtc>,
    /// When it was revoked.
    pub revoked_at: Option<DateTimeUtc>,
    /// Why.
    pub revoked_reason: Option<String>,
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
