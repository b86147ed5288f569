//! A line in the history of a duty adjustment.

use remit_shared::identity::Role;
use remit_shared::list::{AdjustmentEventKind, AdjustmentState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A line in the history of a duty adjustment.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "adjustment_event", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Adjustment.
    pub adjustment_id: Uuid,
    /// Place in the history, from 1.
    pub seq: i32,
    /// When.
    pub at: DateTimeUtc,
    /// What happened.
    pub event: Text<AdjustmentEventKind>,
    /// State before; none for the first.
    pub from_state: Option<Text<AdjustmentState>>,
    /// State after.
    pub to_state: Text<AdjustmentState>,
    /// Person; none for the system.
    pub actor_id: Option<Uuid>,
    /// Name and post at the time.
    pub actor_label: String,
    /// Role of the hat worn.
    pub role: Option<Text<Role>>,
    /// Reason, document number or the like.
    pub remark: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
