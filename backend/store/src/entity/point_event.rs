//! One step in the history of a point; written once, never changed (§3.2).

use remit_shared::identity::Role;
use remit_shared::plan::point::{PointEventKind, PointState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// One step in the history of a point; written once, never changed (§3.2).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "point_event", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Point.
    pub point_id: Uuid,
    /// Place in its history, from 1.
    pub seq: i32,
    /// When.
    pub at: DateTimeUtc,
    /// What happened.
    pub event: Text<PointEventKind>,
    /// State before; none at the beginning.
    pub from_state: Option<Text<PointState>>,
    /// State after.
    pub to_state: Text<PointState>,
    /// Person who did it; none for automatic steps.
    pub actor_id: Option<Uuid>,
    /// Name and post as they were then.
    pub actor_label: String,
    /// Hat worn.
    pub role: Option<Text<Role>>,
    /// Reason or note.
    pub remark: Option<String>,
    /// Progress after the step.
    pub progress: i32,
    /// Due date after the step.
    pub due_on: Date,
    /// Done by the clock, not by a person.
    pub automatic: bool,
}

impl ActiveModelBehavior for ActiveModel {}
