//! One step in the history of a negative record; written once.

use remit_shared::identity::Role;
use remit_shared::voice::{ViolationEventKind, ViolationState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// One step in the history of a negative record; written once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "violation_event", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Record.
    pub violation_id: Uuid,
    /// Place in its history, from 1.
    pub seq: i32,
    /// When.
    pub at: DateTimeUtc,
    /// What happened.
    pub event: Text<ViolationEventKind>,
    /// State before; none at the beginning.
    pub from_state: Option<Text<ViolationState>>,
    /// State after.
    pub to_state: Text<ViolationState>,
    /// Person who did it.
    pub actor_id: Option<Uuid>,
    /// Name and post as they were then.
    pub actor_label: String,
    /// Hat worn.
    pub role: Option<Text<Role>>,
    /// What was said.
    pub remark: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
