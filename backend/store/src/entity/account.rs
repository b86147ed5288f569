//! A sign-in account of a person (§2 `Account`, K40).

use remit_shared::identity::AccountState;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A sign-in account of a person (§2 `Account`, K40).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Person.
    pub person_id: Uuid,
    /// Login, unique in the jurisdiction, lower case.
    pub login: String,
    /// State.
    pub state: Text<AccountState>,
    /// argon2id hash in PHC form.
    pub password_hash: String,
    /// Confirmed TOTP secret, encrypted.
    pub totp_enc: Option<String>,
    /// TOTP secret shown but not confirmed yet, encrypted.
    pub totp_pending_enc: Option<String>,
    /// Failures since the last success or the end of the window.
    pub failed_count: i32,
    /// Start of the failure window.
    pub first_failed_at: Option<DateTimeUtc>,
    /// End of the present lock.
    pub locked_until: Option<DateTimeUtc>,
    /// When the password was set; it is valid 90 days.
    pub password_changed_at: DateTimeUtc,
    /// The next sign-in forces a new password.
    pub must_change: bool,
    /// Last success.
    pub last_login_at: Option<DateTimeUtc>,
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
    /// Row that `person_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
