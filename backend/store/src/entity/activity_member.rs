//! A member of the team of a joint activity (§2).

use remit_shared::activity::TeamPart;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A member of the team of a joint activity (§2).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activity_member", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// The activity.
    pub activity_id: Uuid,
    /// The person.
    pub person_id: Uuid,
    /// Unit the person comes from.
    pub org_id: Option<Uuid>,
    /// Where the person comes from.
    pub part: Text<TeamPart>,
    /// Place in the list, from 0.
    pub sort: i32,
    /// When the row was written, UTC.
    pub created_at: DateTimeUtc,
    /// Account that wrote it; none for the system.
    pub created_by: Option<Uuid>,
    /// Last change, UTC.
    pub updated_at: DateTimeUtc,
    /// Optimistic lock: an update names the version it read.
    pub version: i32,
    /// The jurisdiction's write ticket of the last change; commit order.
    pub change_seq: i64,
}

impl ActiveModelBehavior for ActiveModel {}
