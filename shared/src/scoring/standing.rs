//! From indicator scores to contributions, totals, ranks, grades and bands (§5.8, §5.9).
//!
//! It reads [`Figures`], the few numbers of a unit that weights act on: the official run makes them of its
//! measures, the what-if page of what the server told it. So both go through the same code.

mod order;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::indicator::{IndicatorCode, POSITIVE, Weights};
use super::measure::UnitMeasures;
use super::number::round4;
use super::redistribution::{Present, Redistribution};
use super::{Band, Grade, ScoreStatus};
use crate::organisation::RankingGroup;
use crate::plan::IndicatorPart;
use crate::plan::params::PlanParams;

/// What of a unit the weights act on.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Stable code; decides the order of the simulation's stream, never a rank.
    pub code: String,
    /// Ranking group.
    pub group: RankingGroup,
    /// s of each positive indicator; `None` where the weight moves to the siblings.
    pub scores: [Option<Decimal>; POSITIVE],
    /// Whether each positive indicator applies to the unit; one without data still does (§5.8).
    pub applicable: [bool; POSITIVE],
    /// Standard errors of s, for the simulation's second mode.
    pub errors: [f64; POSITIVE],
    /// min(15, C11 + C21).
    pub deduction: Decimal,
    /// A SEVERE problem was open and overdue at the cut-off.
    pub severe_overdue: bool,
}

impl Figures {
    /// Those of a measured unit.
    pub fn of(measures: &UnitMeasures) -> Self {
        let mut figures = Self {
            code: measures.code.clone(),
            group: measures.group,
            scores: [None; POSITIVE],
            applicable: [true; POSITIVE],
            errors: [0.0; POSITIVE],
            deduction: measures.deductions.total,
            severe_overdue: measures.deductions.severe_overdue,
        };
        for score in &measures.scores {
            if let Some(index) = score.code.position() {
                figures.scores[index] = score.score;
                figures.applicable[index] = score.status != ScoreStatus::NotApplicable;
                figures.errors[index] = score.error.unwrap_or_default();
            }
        }
        figures
    }

    /// Which indicators keep their weight. One without weight inherits none.
    pub fn present(&self, weights: &Weights) -> Present {
        let mut present = [false; POSITIVE];
        for (index, weight) in weights.as_array().iter().enumerate() {
            present[index] = self.scores[index].is_some() && !weight.is_zero();
        }
        present
    }

    /// Nominal weight of the indicators that apply; below `min_nominal_weight` the unit is not ranked.
    pub fn nominal_weight(&self, weights: &Weights) -> Decimal {
        let pairs = self.applicable.iter().zip(weights.as_array());
        pairs
            .filter(|(applies, _)| **applies)
            .map(|(_, weight)| *weight)
            .sum()
    }

    /// Whether the unit is ranked (§5.8): enough weight applies to it, and something of it is known.
    pub fn is_ranked(&self, weights: &Weights, params: &PlanParams) -> bool {
        self.present(weights).contains(&true) && self.nominal_weight(weights) >= params.min_nominal_weight
    }
}

/// Where a unit stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Nominal weight of the indicators that apply.
    #[serde(with = "super::number")]
    pub nominal_weight: Decimal,
    /// Effective weights ŵ in code order; they sum to 100.
    pub effective: [Decimal; POSITIVE],
    /// Contributions c in code order, four decimals; `None` where there is no score.
    pub contributions: [Option<Decimal>; POSITIVE],
    /// Sum of the contributions of part A.
    pub part_a: Decimal,
    /// Sum of the contributions of part B.
    pub part_b: Decimal,
    /// Points deducted.
    pub deduction: Decimal,
    /// S = clamp(A + B − deduction, 0, 100).
    pub total: Decimal,
    /// Rank among all ranked units; `None` when the unit is not ranked.
    pub rank: Option<u32>,
    /// Rank in its group.
    pub group_rank: Option<u32>,
    /// Ranked units of its group.
    pub group_size: u32,
    /// Grade; `None` when the unit is not ranked.
    pub grade: Option<Grade>,
    /// Band in its group.
    pub band: Band,
}

/// The standings of all units, in their order.
pub fn standings(units: &[Figures], weights: &Weights, params: &PlanParams) -> Vec<Standing> {
    let mut standings: Vec<Standing> = units.iter().map(|unit| total_of(unit, weights)).collect();
    let ranked: Vec<bool> = units.iter().map(|unit| unit.is_ranked(weights, params)).collect();
    order::rank(units, &ranked, &mut standings);
    for (unit, standing) in units.iter().zip(&mut standings) {
        let Some(rank) = standing.group_rank else { continue };
        standing.grade = Some(grade(unit, standing.total, rank, standing.group_size, params));
        standing.band = band(rank, standing.group_size, params);
    }
    standings
}

fn total_of(unit: &Figures, weights: &Weights) -> Standing {
    let effective = Redistribution::new(&unit.present(weights)).effective(weights.as_array());
    let mut contributions = [None; POSITIVE];
    let (mut part_a, mut part_b) = (round4(Decimal::ZERO), round4(Decimal::ZERO));
    for (index, code) in IndicatorCode::positive().iter().enumerate() {
        let Some(score) = unit.scores[index] else { continue };
        let contribution = round4(effective[index] * score / Decimal::ONE_HUNDRED);
        contributions[index] = Some(contribution);
        if code.part() == IndicatorPart::Core {
            part_a += contribution;
        } else {
            part_b += contribution;
        }
    }
    let total = (part_a + part_b - unit.deduction).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
    Standing {
        nominal_weight: unit.nominal_weight(weights),
        effective,
        contributions,
        part_a,
        part_b,
        deduction: unit.deduction,
        total: round4(total),
        rank: None,
        group_rank: None,
        group_size: 0,
        grade: None,
        band: Band::Unranked,
    }
}

/// ⌈share·N⌉: how many units of a group a share is.
pub fn share_of(share: Decimal, size: u32) -> u32 {
    (share * Decimal::from(size)).ceil().to_u32().unwrap_or(0)
}

/// 优秀 needs the points and a place in the quota; an open, overdue SEVERE problem caps the grade at 合格.
fn grade(unit: &Figures, total: Decimal, rank: u32, size: u32, params: &PlanParams) -> Grade {
    let [excellent, good, qualified] = params.grade_cuts;
    let grade = if total >= excellent && rank <= share_of(params.grade_top_share, size) {
        Grade::Excellent
    } else if total >= good {
        Grade::Good
    } else if total >= qualified {
        Grade::Qualified
    } else {
        Grade::Poor
    };
    if unit.severe_overdue {
        grade.max(Grade::Qualified)
    } else {
        grade
    }
}

/// FRONT up to ⌈0.25·N⌉, BACK beyond N − ⌈0.25·N⌉.
fn band(rank: u32, size: u32, params: &PlanParams) -> Band {
    let share = share_of(params.band_share, size);
    if rank <= share {
        Band::Front
    } else if rank > size.saturating_sub(share) {
        Band::Back
    } else {
        Band::Middle
    }
}
