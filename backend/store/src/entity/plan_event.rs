//! One step in the history of a yearly plan; written once, never changed (§3.1).

use remit_shared::identity::Role;
use remit_shared::plan::{PlanEventKind, PlanState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// One step in the history of a yearly plan; written once, never changed (§3.1).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_event", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Plan.
    pub plan_id: Uuid,
    /// Place in its history, from 1.
    pub seq: i32,
    /// When.
    pub at: DateTimeUtc,
    /// What happened.
    pub event: Text<PlanEventKind>,
    /// State before; none at the beginning.
    pub from_state: Option<Text<PlanState>>,
    /// State after.
    pub to_state: Text<PlanState>,
    /// Person who did it; none for automatic steps.
    pub actor_id: Option<Uuid>,
    /// Name and post as they were then.
    pub actor_label: String,
    /// Hat worn.
    pub role: Option<Text<Role>>,
    /// Reason, document number or what was changed.
    pub remark: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
