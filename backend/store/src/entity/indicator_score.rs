//! The score of one indicator of one unit in a run (§2 `IndicatorScore`, §5.11).

use remit_shared::scoring::redistribution::MoveScope;
use remit_shared::scoring::{IndicatorCode, ScoreStatus};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::text::Text;

/// The score of one indicator of one unit in a run (§2 `IndicatorScore`, §5.11).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator_score", model_attrs(derive(Serialize)))]
pub struct Model {
    /// Row id, version 7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Jurisdiction; first column of every index.
    pub jurisdiction_id: Uuid,
    /// Run.
    pub run_id: Uuid,
    /// Unit.
    pub org_id: Uuid,
    /// Indicator.
    pub code: Text<IndicatorCode>,
    /// Scored, or why not.
    pub status: Text<ScoreStatus>,
    /// Sample size.
    pub n: String,
    /// Raw mean, not rounded.
    pub raw: Option<String>,
    /// Weight k of the prior.
    pub prior_weight: String,
    /// The prior m, not rounded.
    pub prior: Option<String>,
    /// Whether the coverage guard lowered the prior.
    pub guarded: bool,
    /// s in ten-thousandths.
    pub score_e4: Option<i64>,
    /// Standard error of s.
    pub error: Option<f64>,
    /// Weight in the plan.
    pub nominal_weight: String,
    /// Effective weight, not rounded.
    pub effective_weight: String,
    /// How far the weight of an indicator without a score moved.
    pub moved_scope: Option<Text<MoveScope>>,
    /// Codes of those that took it over, separated by commas.
    pub moved_to: Option<String>,
    /// c in ten-thousandths; negative for the negative part.
    pub contribution_e4: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
