//! One step in the history of a problem; written once, never changed (§3.3).

use remit_shared::identity::Role;
use remit_shared::problem::{ProblemEventKind, ProblemState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// One step in the history of a problem; written once, never changed (§3.3).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "problem_event", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction.
    pub jurisdiction_id: Uuid,
    /// Problem.
    pub problem_id: Uuid,
    /// Place in its history, from 1.
    pub seq: i32,
    /// When.
    pub at: DateTimeUtc,
    /// What happened.
    pub event: Text<ProblemEventKind>,
    /// State before; none at the beginning.
    pub from_state: Option<Text<ProblemState>>,
    /// State after.
    pub to_state: Text<ProblemState>,
    /// Person who did it; none for automatic steps.
    pub actor_id: Option<Uuid>,
    /// Name and post as they were then.
    pub actor_label: String,
    /// Hat worn.
    pub role: Option<Text<Role>>,
    /// Reason or statement.
    pub remark: Option<String>,
    /// Deadline before.
    pub due_before: Option<Date>,
    /// Deadline after.
    pub due_after: Option<Date>,
    /// Done by the clock, not by a person.
    pub automatic: bool,
    /// Close-out number that this step gave. The problem carries its latest; a reopened one has had others.
    pub close_no: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
