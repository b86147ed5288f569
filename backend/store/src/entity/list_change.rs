//! A change of a powers list (§2 `ListChange`, K36).

use remit_shared::list::ListOp;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A change of a powers list (§2 `ListChange`, K36).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "list_change", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Adjustment.
    pub adjustment_id: Uuid,
    /// Place in the adjustment, from 1.
    pub seq: i32,
    /// What it does.
    pub op: Text<ListOp>,
    /// Item; none while an addition is not carried out.
    pub item_id: Option<Uuid>,
    /// Code of the item.
    pub code: String,
    /// Unit that held it; none for an addition.
    pub from_org_id: Option<Uuid>,
    /// Unit that holds it afterwards; none for a cancellation.
    pub to_org_id: Option<Uuid>,
    /// The item as it was, JSON of `ItemText`.
    pub before: Option<String>,
    /// The item as it is to be, JSON of `ItemText`.
    pub after: Option<String>,
    /// Drafted and taken back.
    pub dropped: bool,
    /// Why it was taken back.
    pub drop_reason: Option<String>,
    /// Number of the document that approved it, once carried out.
    pub doc_no: Option<String>,
    /// Day from which it is in force; none while it is a draft.
    pub effective_on: Option<Date>,
    /// When it was published.
    pub published_on: Option<Date>,
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
