//! A regulation of the library (§2 `Regulation`, K01).

use remit_shared::plan::{RegulationKind, RegulationState};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A regulation of the library (§2 `Regulation`, K01).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "regulation", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Which document of the regime.
    pub kind: Text<RegulationKind>,
    /// Title.
    pub title: String,
    /// What it settles, in a few sentences; may be empty.
    pub summary: String,
    /// Document number; given when published.
    pub doc_no: Option<String>,
    /// On trial (试行).
    pub trial: bool,
    /// Day of issue.
    pub issued_on: Option<Date>,
    /// Regulation that it replaces when published.
    pub supersedes_id: Option<Uuid>,
    /// State.
    pub state: Text<RegulationState>,
    /// When it was published.
    pub published_at: Option<DateTimeUtc>,
    /// Person who published it.
    pub published_by: Option<Uuid>,
    /// Day from which it is no longer in force.
    pub repealed_on: Option<Date>,
    /// Why.
    pub repeal_reason: Option<String>,
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
