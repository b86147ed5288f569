//! The draw of the points that are visited when verified (§3.2): one a year, open to anybody who wants to recompute it.

use sea_orm::entity::prelude::*;
use serde::Serialize;

/// The draw of the points that are visited when verified (§3.2): one a year, open to anybody who wants to recompute it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "point_draw", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// The plan's year.
    pub year: i32,
    /// Seed of SplitMix64, decimal; the plan names it before the points are known.
    pub seed: String,
    /// When it was drawn.
    pub at: DateTimeUtc,
    /// Person who started the draw.
    pub by_id: Option<Uuid>,
    /// Name and post as they were then.
    pub by_label: String,
    /// Points that took part.
    pub points: i32,
    /// Points that are visited.
    pub chosen: i32,
    /// SHA-256 over the codes, sorted bytewise, one a line.
    pub codes_sha256: String,
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
