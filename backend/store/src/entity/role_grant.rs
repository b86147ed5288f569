//! A hat: one role of one account, for a unit and perhaps a section (§2 `RoleGrant`).

use remit_shared::identity::{GrantState, Role};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A hat: one role of one account, for a unit and perhaps a section (§2 `RoleGrant`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Account.
    pub account_id: Uuid,
    /// Role.
    pub role: Text<Role>,
    /// Unit the hat is for.
    pub org_id: Option<Uuid>,
    /// Section it is limited to (R1).
    pub section_id: Option<Uuid>,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
    /// State.
    pub state: Text<GrantState>,
    /// Account that granted it.
    pub granted_by: Option<Uuid>,
    /// Second person, where §4 asks for one.
    pub confirmed_by: Option<Uuid>,
    /// Written order behind it.
    pub document_no: Option<String>,
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
    /// Row that `account_id` names, where a join loads it.
    #[sea_orm(belongs_to, from = "account_id", to = "id")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
