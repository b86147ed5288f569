//! What the weights do in practice (K31): the influence of each indicator on the order, and the ranks without it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::indicator::{IndicatorCode, POSITIVE, Weights};
use super::standing::{Figures, Standing, standings};
use crate::plan::params::PlanParams;

/// One indicator among all units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Influence {
    /// Which indicator.
    pub code: IndicatorCode,
    /// Weight in the plan.
    #[serde(with = "super::number")]
    pub nominal: Decimal,
    /// Mean effective weight of the ranked units.
    pub effective: f64,
    /// Share of the spread of the points that it explains, in per cent: cov(c, Σc) ⁄ var(Σc). An indicator near 0
    /// orders nobody, whatever its weight. The shares sum to 100; all are 0 when nothing spreads.
    pub spread: f64,
    /// Overall rank of each unit when the indicator is left out; `None` when it is not ranked then.
    pub ranks_without: Vec<Option<u32>>,
}

/// The influence of every positive indicator.
pub fn influences(
    units: &[Figures],
    standings: &[Standing],
    weights: &Weights,
    params: &PlanParams,
) -> Vec<Influence> {
    let ranked: Vec<&Standing> = standings
        .iter()
        .filter(|standing| standing.rank.is_some())
        .collect();
    IndicatorCode::positive()
        .iter()
        .enumerate()
        .map(|(index, code)| Influence {
            code: *code,
            nominal: weights.of(*code),
            effective: mean(ranked.iter().map(|standing| number(standing.effective[index]))),
            spread: spread(&ranked, index),
            ranks_without: ranks_without(units, index, weights, params),
        })
        .collect()
}

/// The ranks when nobody has the indicator: its weight moves to the siblings (§5.8).
fn ranks_without(
    units: &[Figures],
    index: usize,
    weights: &Weights,
    params: &PlanParams,
) -> Vec<Option<u32>> {
    let mut left = units.to_vec();
    for unit in &mut left {
        unit.scores[index] = None;
    }
    let without = standings(&left, weights, params);
    without.into_iter().map(|standing| standing.rank).collect()
}

fn spread(ranked: &[&Standing], index: usize) -> f64 {
    let part = |standing: &Standing| standing.contributions[index].map_or(0.0, number);
    let whole = |standing: &Standing| -> f64 {
        let parts: [f64; POSITIVE] = standing.contributions.map(|part| part.map_or(0.0, number));
        parts.iter().sum()
    };
    let part_mean = mean(ranked.iter().map(|standing| part(standing)));
    let whole_mean = mean(ranked.iter().map(|standing| whole(standing)));
    let covariance: f64 = ranked
        .iter()
        .map(|standing| (part(standing) - part_mean) * (whole(standing) - whole_mean))
        .sum();
    let variance: f64 = ranked
        .iter()
        .map(|standing| (whole(standing) - whole_mean).powi(2))
        .sum();
    if variance > 0.0 {
        100.0 * covariance / variance
    } else {
        0.0
    }
}

#[expect(clippy::cast_precision_loss, reason = "units are counted in thousands")]
fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = numbers.len();
    if count == 0 {
        0.0
    } else {
        numbers.sum::<f64>() / count as f64
    }
}

fn number(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}
