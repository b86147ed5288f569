//! An organisation of the jurisdiction: the office, supervised units, towns, source bodies (§2 `Org`, K02).

use remit_shared::organisation::{OrgKind, RankingGroup};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// An organisation of the jurisdiction: the office, supervised units, towns, source bodies (§2 `Org`, K02).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "org", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Stable short code, unique in the jurisdiction.
    pub code: String,
    /// Full name, unique in the jurisdiction.
    pub name: String,
    /// Customary short name.
    pub short_name: String,
    /// Kind of organisation.
    pub kind: Text<OrgKind>,
    /// Whether its functions are supervised.
    pub supervised: bool,
    /// Group it is ranked in (§5.9); set whenever it is supervised.
    pub ranking_group: Option<Text<RankingGroup>>,
    /// Organisation above.
    pub parent_id: Option<Uuid>,
    /// City leader in charge (person), who reads its problems (R5).
    pub leader_id: Option<Uuid>,
    /// Runs a service window.
    pub has_window: bool,
    /// Deals with towns regularly.
    pub town_facing: bool,
    /// Place in the registry.
    pub sort: i32,
    /// First day of existence.
    pub valid_from: Date,
    /// Last day, when dissolved or merged.
    pub valid_to: Option<Date>,
    /// Organisation that took over; R1 follows this chain.
    pub successor_id: Option<Uuid>,
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
