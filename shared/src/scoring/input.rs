//! What the engine reads (§5.4): per unit and indicator the raw records, or how many there are of each kind.
//!
//! Written and read as JSON (`docs/scoring-input.md`), so that anybody can recompute a result outside the system.
//! A record may carry `ref`, which names its row in the trace, and `count` when it stands for several equal ones.

pub mod check;
pub mod correct;
pub mod levels;
pub mod record;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use check::Fault;
pub use correct::Correction;
pub use levels::LevelCounts;
pub use record::{
    AppraisalRecord, CommentRecord, EvaluatorRecord, MutualRecord, PointRecord, ProblemRecord, Problems,
    QualityRecord, RatingCell, TallyRecord, TimingRecord, ViolationRecord, WindowRatings,
};

use super::indicator::{IndicatorCode, Weights};
use crate::organisation::RankingGroup;
use crate::plan::params::PlanParams;
use crate::rating::RatingStatus;

/// Version of the file format.
pub const INPUT_FORMAT: &str = "remit-score-input/1";

/// Everything a result of one jurisdiction follows from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreInput {
    /// Always [`INPUT_FORMAT`].
    pub format: String,
    /// The plan's weights and parameters.
    pub plan: PlanInput,
    /// Last day that counts (§3.10).
    pub cut_off: NaiveDate,
    /// The units that are compared.
    pub units: Vec<UnitInput>,
}

/// What of a plan matters to the score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanInput {
    /// Year of the plan.
    pub year: i32,
    /// Weights of the positive indicators; those of §5.2 when left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: BTreeMap<IndicatorCode, Weight>,
    /// Parameters of §5.13; the defaults when left out.
    #[serde(default)]
    pub params: PlanParams,
}

/// A weight as the file writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weight(#[serde(with = "super::number")] pub Decimal);

impl Weight {
    /// From thousandths, as plans store it.
    pub fn from_milli(milli: i64) -> Self {
        Self(Decimal::new(milli, 3))
    }
}

impl PlanInput {
    /// The weights by code, zero for a code that is not named; `None` when they do not sum to 100.
    pub fn weights(&self) -> Option<Weights> {
        if self.weights.is_empty() {
            return Some(Weights::default());
        }
        let mut weights = [Decimal::ZERO; super::indicator::POSITIVE];
        for (code, weight) in &self.weights {
            *weights.get_mut(code.position()?)? = weight.0;
        }
        Weights::new(weights)
    }
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitInput {
    /// Stable code; decides the order of the simulation's stream and nothing else.
    pub code: String,
    /// Name, for people.
    pub name: String,
    /// Group it is ranked in.
    pub group: RankingGroup,
    /// Indicators without a measure, and why (§5.8). NO_DATA needs no entry.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub exceptions: BTreeMap<IndicatorCode, Exception>,
    /// The records.
    #[serde(default)]
    pub inputs: UnitRecords,
}

crate::wire_enum! {
    /// Why an indicator of a unit is not measured although it exists (§5.8).
    pub enum Exception {
        NotApplicable = "NOT_APPLICABLE", "不适用", "not applicable";
        NotSubmitted = "NOT_SUBMITTED", "应报未报", "not submitted";
    }
}

/// The records of one unit by indicator; a missing list is an empty one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UnitRecords {
    /// Effectiveness points and how they ended.
    #[serde(rename = "A11", skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<PointRecord>,
    /// Verified points of the sample and their quality.
    #[serde(rename = "A12", skip_serializing_if = "Vec::is_empty")]
    pub quality: Vec<QualityRecord>,
    /// Occasions to adjust a list.
    #[serde(rename = "A21", skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<TimingRecord>,
    /// Requests addressed to the unit.
    #[serde(rename = "A31", skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<TimingRecord>,
    /// Grassroots evaluators' answers on the unit.
    #[serde(rename = "B11", skip_serializing_if = "Vec::is_empty")]
    pub evaluators: Vec<EvaluatorRecord>,
    /// Ratings at windows.
    #[serde(rename = "B21", skip_serializing_if = "WindowRatings::is_empty")]
    pub windows: WindowRatings,
    /// Ratings of platforms and the hotline.
    #[serde(rename = "B22", skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<RatingCell>,
    /// City leaders' comments.
    #[serde(rename = "B31", skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<CommentRecord>,
    /// Other units' ballots on the unit.
    #[serde(rename = "B41", skip_serializing_if = "Vec::is_empty")]
    pub mutual: Vec<MutualRecord>,
    /// Delegates, deputies and members: ballots per level.
    #[serde(rename = "B51", skip_serializing_if = "LevelCounts::is_empty")]
    pub deputies: LevelCounts,
    /// The unit's own staff: ballots per level.
    #[serde(rename = "B61", skip_serializing_if = "LevelCounts::is_empty")]
    pub staff: LevelCounts,
    /// Institutions under the unit.
    #[serde(rename = "B62", skip_serializing_if = "Vec::is_empty")]
    pub appraisals: Vec<AppraisalRecord>,
    /// Problems and overdue bad ratings.
    #[serde(rename = "C11", skip_serializing_if = "Problems::is_empty")]
    pub problems: Problems,
    /// Violations, criticism and lost suits.
    #[serde(rename = "C21", skip_serializing_if = "Vec::is_empty")]
    pub violations: Vec<ViolationRecord>,
    /// Counted tallies of B11, B51 and B61, instead of single answers.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tallies: BTreeMap<IndicatorCode, Vec<TallyRecord>>,
    /// Ratings of B21 and B22 that are not counted, by what became of them; shown on the trace (§5.6 d).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out: BTreeMap<IndicatorCode, BTreeMap<RatingStatus, u64>>,
}

impl UnitRecords {
    /// The tallies of an indicator.
    pub fn tallies_of(&self, code: IndicatorCode) -> &[TallyRecord] {
        self.tallies.get(&code).map_or(&[], Vec::as_slice)
    }
}
