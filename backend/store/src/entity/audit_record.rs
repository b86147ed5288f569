//! A record of the audit chain; the database refuses to change or delete it (K42).

use remit_shared::audit::Outcome;
use remit_shared::identity::Role;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A record of the audit chain; the database refuses to change or delete it (K42).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_record", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Place in the jurisdiction's chain, from 1, without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// Jurisdiction.
    #[sea_orm(primary_key, auto_increment = false)]
    pub jurisdiction_id: Uuid,
    /// Public id, unique.
    pub id: Uuid,
    /// When.
    pub at: DateTimeUtc,
    /// Account; none for strangers and the system.
    pub actor_id: Option<Uuid>,
    /// Name and post as they were then.
    pub actor_label: String,
    /// Hat worn.
    pub role: Option<Text<Role>>,
    /// Client address.
    pub address: Option<String>,
    /// Trace id of the request.
    pub trace: String,
    /// What was attempted.
    pub action: String,
    /// Kind of the record acted on.
    pub subject_kind: Option<String>,
    /// Record acted on.
    pub subject_id: Option<Uuid>,
    /// Its display name; may be empty.
    pub subject_label: String,
    /// How it ended.
    pub outcome: Text<Outcome>,
    /// Remark, such as the refusal code.
    pub detail: Option<String>,
    /// Digest of the record before.
    pub before_hash: Option<String>,
    /// Digest of the record after.
    pub after_hash: Option<String>,
    /// Hash of the record before in the chain.
    pub prev_hash: String,
    /// Hash of this record.
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
