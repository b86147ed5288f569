//! A party that attended a meeting.

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A party that attended a meeting.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_attendance", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Meeting.
    pub meeting_id: Uuid,
    /// The party.
    pub org_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
