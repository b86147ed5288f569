//! A verification of a claim (§2 `PointVerification`); written once.

use remit_shared::plan::point::{PointOutcome, PointQuality};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A verification of a claim (§2 `PointVerification`); written once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "point_verification", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Point.
    pub point_id: Uuid,
    /// When.
    pub at: DateTimeUtc,
    /// Person who verified.
    pub by_id: Uuid,
    /// Name and post as they were then.
    pub by_label: String,
    /// Whether the unit was visited.
    pub visited: bool,
    /// Whether the claim held.
    pub passed: bool,
    /// On time or late, when it held.
    pub outcome: Option<Text<PointOutcome>>,
    /// Grade, when one was given.
    pub quality: Option<Text<PointQuality>>,
    /// What was found.
    pub remark: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
