//! A line in the history of a joint activity (§3.13).

use remit_shared::activity::{ActivityEventKind, ActivityState};
use remit_shared::identity::Role;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A line in the history of a joint activity (§3.13).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activity_event", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// The activity.
    pub activity_id: Uuid,
    /// Place in the history, from 1.
    pub seq: i32,
    /// When, UTC.
    pub at: DateTimeUtc,
    /// What happened.
    pub event: Text<ActivityEventKind>,
    /// State before it.
    pub from_state: Option<Text<ActivityState>>,
    /// State after it.
    pub to_state: Text<ActivityState>,
    /// Person; none for the system.
    pub actor_id: Option<Uuid>,
    /// Name and post of the actor at the time.
    pub actor_label: String,
    /// Role of the hat worn.
    pub role: Option<Text<Role>>,
    /// Reason, document number or the like.
    pub remark: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
