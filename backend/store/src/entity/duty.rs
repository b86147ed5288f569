//! A duty of a unit (§2 `Duty`).

use remit_shared::plan::DutySource;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A duty of a unit (§2 `Duty`).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duty", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// Section that carries it.
    pub section_id: Option<Uuid>,
    /// What it rests on.
    pub source: Text<DutySource>,
    /// The duty.
    pub text: String,
    /// Document and article.
    pub basis: String,
    /// Place in the unit's list, from 1.
    pub sort: i32,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
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
