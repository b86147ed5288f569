//! What an item of a powers list says in a stretch of days (§2 `PowerListItem`, K36).

use remit_shared::list::PowerCategory;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// What an item of a powers list says in a stretch of days (§2 `PowerListItem`, K36).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "power_list_version", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Item.
    pub item_id: Uuid,
    /// Unit that holds it.
    pub org_id: Uuid,
    /// Code of the item.
    pub code: String,
    /// Kind of power.
    pub category: Text<PowerCategory>,
    /// Name.
    pub name: String,
    /// Law, regulation or document with its article.
    pub basis: String,
    /// First day.
    pub valid_from: Date,
    /// Last day; none while in force.
    pub valid_to: Option<Date>,
    /// Whether the item ended with it.
    pub cancelled: bool,
    /// Change that made it; none for an item of the first list.
    pub change_id: Option<Uuid>,
    /// Change that ended it.
    pub ended_by: Option<Uuid>,
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
