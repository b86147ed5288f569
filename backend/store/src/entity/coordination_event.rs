//! One step in the history of a consultation or a case; written once, never changed (§3.7).

use remit_shared::identity::Role;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// One step in the history of a consultation or a case; written once, never changed (§3.7).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "coordination_event", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Consultation or case.
    pub subject_id: Uuid,
    /// Place in its history, from 1.
    pub seq: i32,
    /// When.
    pub at: DateTimeUtc,
    /// What happened: a value of the subject's event enumeration.
    pub event: String,
    /// State before; none at the beginning.
    pub from_state: Option<String>,
    /// State after.
    pub to_state: String,
    /// Person who did it; none for automatic steps.
    pub actor_id: Option<Uuid>,
    /// Name and post as they were then.
    pub actor_label: String,
    /// Hat worn.
    pub role: Option<Text<Role>>,
    /// Party concerned.
    pub org_id: Option<Uuid>,
    /// Reason or statement, cut short.
    pub remark: Option<String>,
    /// Done by the clock, not by a person.
    pub automatic: bool,
}

impl ActiveModelBehavior for ActiveModel {}
