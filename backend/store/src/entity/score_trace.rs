//! A row behind a score (§2 `ScoreTrace`, §5.11).

use remit_shared::scoring::measure::TraceSource;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// A row behind a score (§2 `ScoreTrace`, §5.11).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "score_trace", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Score it explains.
    pub score_id: Uuid,
    /// Place in the trace, from 1.
    pub seq: i32,
    /// What it stands for.
    pub source_kind: Text<TraceSource>,
    /// Number or code of the row it stands for.
    pub source_ref: Option<String>,
    /// How many equal records.
    pub count: i64,
    /// Points of each.
    pub value: String,
    /// Weight of them together.
    pub weight: String,
    /// What they add to the score.
    pub share: String,
}

impl ActiveModelBehavior for ActiveModel {}
