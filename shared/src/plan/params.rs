//! [`PlanParams`]: everything of a year that is a number and not a rule (§5.13, `plan.params`).
//!
//! They are frozen when the plan is published, and every score run keeps a copy. A key that nobody knows is
//! refused, so that a misspelt one cannot silently leave the default in force. [`spec`] says what each one means.

mod check;
mod deadlines;
mod leaf;
pub mod spec;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use deadlines::DeadlinesWd;
pub use leaf::{Leaf, keys, leaves};

use crate::refusal::{Refusal, RefusalCode};

/// Points of the qualities of a verified point (§5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub struct QualityPoints {
    /// Excellent.
    pub excellent: Decimal,
    /// Good.
    pub good: Decimal,
    /// Fair.
    pub fair: Decimal,
    /// Poor.
    pub poor: Decimal,
}

/// Points of the grades of an institution's appraisal (§5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub struct AppraisalPoints {
    /// Grade A.
    pub a: Decimal,
    /// Grade B.
    pub b: Decimal,
    /// Grade C.
    pub c: Decimal,
    /// Grade D.
    pub d: Decimal,
}

/// Weight of the prior, in answers, by indicator (§5.5); an indicator that is not named has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub struct PriorK {
    /// Quality of points.
    pub a12: Decimal,
    /// Grassroots questionnaire.
    pub b11: Decimal,
    /// Window ratings.
    pub b21: Decimal,
    /// Platforms and hotline.
    pub b22: Decimal,
    /// City leaders' comments.
    pub b31: Decimal,
    /// Mutual evaluation.
    pub b41: Decimal,
    /// Deputies' evaluation.
    pub b51: Decimal,
}

/// Weights of the four topics of the grassroots questionnaire (§5.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub struct TopicWeights {
    /// Territorial responsibility lists.
    pub territorial_lists: Decimal,
    /// "Town calls, county answers".
    pub call_response: Decimal,
    /// Burden reduction.
    pub burden: Decimal,
    /// Support for town development.
    pub support: Decimal,
}

/// Points a problem costs before its factor, by severity (§5.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub struct DeductBase {
    /// Minor.
    pub minor: Decimal,
    /// Moderate.
    pub moderate: Decimal,
    /// Severe.
    pub severe: Decimal,
}

/// The parameters of a year's plan. [`Default`] is §5.13.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlanParams {
    /// Points of the levels L5 to L1.
    pub level_points: [Decimal; 5],
    /// Points of the qualities of a point.
    pub quality_points: QualityPoints,
    /// Points of the grades of an appraisal.
    pub appraisal_points: AppraisalPoints,
    /// Weight of the prior by indicator.
    pub prior_k: PriorK,
    /// Weights of the questionnaire's topics.
    pub topic_weights: TopicWeights,
    /// Share cut off at each end of the evaluators' scores.
    pub trim_share: Decimal,
    /// Evaluators from which the ends are cut off.
    pub trim_min_n: u32,
    /// Mutual ballots from which the highest and the lowest are dropped.
    pub extremes_min_n: u32,
    /// Units a caster must have scored for the leniency correction.
    pub leniency_min_units: u32,
    /// Weight of a rating without a receipt.
    pub unreceipted_weight: Decimal,
    /// Total weight that ratings without a receipt always have.
    pub unreceipted_floor: Decimal,
    /// Their total weight as a share of the ratings with one, above the floor.
    pub unreceipted_share: Decimal,
    /// Ratings per receipt below which the coverage guard applies.
    pub coverage_min: Decimal,
    /// Receipts from which the coverage guard applies.
    pub coverage_min_receipts: u32,
    /// Highest prior under the coverage guard.
    pub coverage_prior_cap: Decimal,
    /// Counted ratings a device may give at one window a day.
    pub limit_device_window_day: u32,
    /// Counted ratings a device may give a day.
    pub limit_device_day: u32,
    /// Counted ratings from one network at one window an hour.
    pub limit_net_window_hour: u32,
    /// Points a problem costs by severity.
    pub deduct_base: DeductBase,
    /// Most points the negative part may cost.
    pub cap_total: Decimal,
    /// Most points C11 may cost.
    pub cap_c11: Decimal,
    /// Most points C21 may cost.
    pub cap_c21: Decimal,
    /// Most points overdue bad-rating cases may cost.
    pub subcap_bad: Decimal,
    /// Points one overdue bad-rating case costs.
    pub bad_overdue: Decimal,
    /// Totals from which a unit is 优秀, 良好, 合格.
    pub grade_cuts: [Decimal; 3],
    /// Share of a ranking group that may be 优秀.
    pub grade_top_share: Decimal,
    /// Share of a ranking group in front, and at the back.
    pub band_share: Decimal,
    /// Applicable weight below which a unit is not ranked.
    pub min_nominal_weight: Decimal,
    /// Smallest cell of ballots that is shown.
    pub min_cell: u32,
    /// Ratings from which the public page shows a mean.
    pub public_min_n: u32,
    /// Draws of the sensitivity analysis.
    pub mc_draws: u32,
    /// Its seed.
    pub mc_seed: u64,
    /// How far weights are moved in it.
    pub mc_delta: Decimal,
    /// Share of the comprehensive assessment.
    pub export_weight: Decimal,
    /// Total points of the comprehensive assessment.
    pub export_base: Decimal,
    /// Deadlines of §3, in working days.
    pub deadlines_wd: DeadlinesWd,
}

/// A default: `mantissa` with `scale` decimal places.
fn of(mantissa: i64, scale: u32) -> Decimal {
    Decimal::new(mantissa, scale)
}

impl Default for PlanParams {
    fn default() -> Self {
        let whole = |value| of(value, 0);
        Self {
            level_points: [100, 80, 60, 30, 0].map(whole),
            quality_points: QualityPoints {
                excellent: whole(100),
                good: whole(85),
                fair: whole(70),
                poor: whole(40),
            },
            appraisal_points: AppraisalPoints {
                a: whole(100),
                b: whole(85),
                c: whole(60),
                d: whole(0),
            },
            prior_k: PriorK {
                a12: whole(3),
                b11: whole(10),
                b21: whole(30),
                b22: whole(30),
                b31: whole(3),
                b41: whole(5),
                b51: whole(10),
            },
            topic_weights: TopicWeights {
                territorial_lists: whole(30),
                call_response: whole(25),
                burden: whole(25),
                support: whole(20),
            },
            trim_share: of(5, 2),
            trim_min_n: 20,
            extremes_min_n: 10,
            leniency_min_units: 5,
            unreceipted_weight: of(5, 1),
            unreceipted_floor: whole(10),
            unreceipted_share: of(5, 1),
            coverage_min: of(2, 2),
            coverage_min_receipts: 50,
            coverage_prior_cap: whole(60),
            limit_device_window_day: 1,
            limit_device_day: 3,
            limit_net_window_hour: 20,
            deduct_base: DeductBase {
                minor: of(5, 1),
                moderate: whole(1),
                severe: whole(2),
            },
            cap_total: whole(15),
            cap_c11: whole(10),
            cap_c21: whole(5),
            subcap_bad: whole(3),
            bad_overdue: of(5, 2),
            grade_cuts: [90, 80, 60].map(whole),
            grade_top_share: of(3, 1),
            band_share: of(25, 2),
            min_nominal_weight: whole(60),
            min_cell: 5,
            public_min_n: 30,
            mc_draws: 10_000,
            mc_seed: 20_220_101,
            mc_delta: of(2, 1),
            export_weight: of(4, 2),
            export_base: whole(100),
            deadlines_wd: DeadlinesWd::default(),
        }
    }
}

impl PlanParams {
    /// Reads stored or typed JSON: unknown keys are refused, missing ones take their default, every value must lie
    /// within its range.
    pub fn read(json: &str) -> Result<Self, Refusal> {
        let params: Self = serde_json::from_str(json).map_err(|error| {
            Refusal::new(
                RefusalCode::Input,
                format!("方案参数无法识别，请核对参数名称和数值：{error}"),
                format!("The parameters cannot be read; check names and values: {error}"),
            )
            .on("params")
        })?;
        params.check()?;
        Ok(params)
    }

    /// Writes them as stored.
    pub fn write(&self) -> String {
        // A struct of numbers always becomes JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The same parameters with one value changed; the key is that of [`Leaf`].
    pub fn with(&self, key: &str, text: &str) -> Result<Self, Refusal> {
        leaf::with(self, key, text)
    }

    /// Whether every value lies within its range and those that belong together fit.
    pub fn check(&self) -> Result<(), Refusal> {
        check::all(self)
    }
}
