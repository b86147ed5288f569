//! A linkage department (§2 `LinkageMember`, K16).

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A linkage department (§2 `LinkageMember`, K16).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "linkage_member", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Department; one membership at a time.
    pub org_id: Uuid,
    /// Contact person, where named.
    pub contact_id: Option<Uuid>,
    /// First day.
    pub since: Date,
    /// Last day; none while it is a linkage department.
    pub until: Option<Date>,
    /// What it can see (discipline, audit, petitions …), comma-separated words.
    pub topics: String,
    /// Place in lists.
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
