//! One step in the history of a bad-rating case, attempts to reach the rater among them; written once (§3.9).

use remit_shared::identity::Role;
use remit_shared::rating::{BadEventKind, BadRatingState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// One step in the history of a bad-rating case, attempts to reach the rater among them; written once (§3.9).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bad_rating_event", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Case.
    pub case_id: Uuid,
    /// Place in its history, from 1.
    pub seq: i32,
    /// When.
    pub at: DateTimeUtc,
    /// What happened.
    pub event: Text<BadEventKind>,
    /// State before; none at the beginning.
    pub from_state: Option<Text<BadRatingState>>,
    /// State after.
    pub to_state: Text<BadRatingState>,
    /// Person who did it; none for the system and the rater.
    pub actor_id: Option<Uuid>,
    /// Name and post as they were then.
    pub actor_label: String,
    /// Hat worn.
    pub role: Option<Text<Role>>,
    /// What was said.
    pub remark: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
