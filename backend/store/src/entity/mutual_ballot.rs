//! A department's yearly ballot on the units it deals with (§2 `MutualBallot`, K26, F7).

use remit_shared::voice::MutualState;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A department's yearly ballot on the units it deals with (§2 `MutualBallot`, K26, F7).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mutual_ballot", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Year of the plan.
    pub year: i32,
    /// Window in which it was cast.
    pub window_id: Uuid,
    /// Casting unit; one ballot a year.
    pub org_id: Uuid,
    /// State.
    pub state: Text<MutualState>,
    /// JSON: marks kept on the way; none once it is cast.
    pub draft: Option<String>,
    /// Person who signed it.
    pub signed_by: Option<Uuid>,
    /// When it was cast.
    pub cast_at: Option<DateTimeUtc>,
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
