//! An event to be sent out after the commit.

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// An event to be sent out after the commit.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction.
    pub jurisdiction_id: Uuid,
    /// Write ticket of its transaction: commit order.
    pub seq: i64,
    /// Event.
    pub kind: String,
    /// Record it is about.
    pub subject_id: Option<Uuid>,
    /// Addressee; none for all.
    pub account_id: Option<Uuid>,
    /// JSON.
    pub payload: String,
    /// When.
    pub at: DateTimeUtc,
    /// When it was sent out.
    pub dispatched_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
