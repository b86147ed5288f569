//! From records to indicator scores (§5.4, §5.5), with the trace that explains each of them (§5.11).

pub mod trace;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::ScoreStatus;
use super::deductions::{Deductions, deductions};
use super::indicator::IndicatorCode;
use super::input::{Exception, ScoreInput, UnitInput};
use super::number::round4;
use super::raw::{Casters, Raw, prior_k, raw};
use crate::organisation::RankingGroup;

pub use trace::{TraceRow, TraceSource};

/// Score of one positive indicator of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorScore {
    /// Which indicator.
    pub code: IndicatorCode,
    /// Scored, or why not.
    pub status: ScoreStatus,
    /// Sample size n (§5.4); 0 without data.
    #[serde(with = "super::number")]
    pub n: Decimal,
    /// Raw mean x̄, not rounded.
    #[serde(with = "super::number::optional")]
    pub raw: Option<Decimal>,
    /// Weight k of the prior.
    #[serde(with = "super::number")]
    pub prior_weight: Decimal,
    /// The prior m (or m' under the coverage guard), not rounded; `None` where k = 0.
    #[serde(with = "super::number::optional")]
    pub prior: Option<Decimal>,
    /// Whether the coverage guard lowered the prior.
    pub guarded: bool,
    /// s, four decimals; `None` when the weight moves to the siblings.
    pub score: Option<Decimal>,
    /// Standard error of s for the simulation's second mode; `None` where nothing was sampled.
    pub error: Option<f64>,
    /// Where s comes from; the shares add up to s before rounding.
    pub trace: Vec<TraceRow>,
}

/// Everything measured of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitMeasures {
    /// Code of the unit.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its ranking group.
    pub group: RankingGroup,
    /// The twelve positive indicators in code order.
    pub scores: Vec<IndicatorScore>,
    /// The negative part.
    pub deductions: Deductions,
}

/// Measures every unit. The shared mean m is the only thing that couples them (§10.10).
pub fn measure(input: &ScoreInput) -> Vec<UnitMeasures> {
    let casters = Casters::of(input);
    let raws: Vec<Vec<Raw>> = input
        .units
        .iter()
        .map(|unit| {
            let codes = IndicatorCode::positive().iter();
            codes
                .map(|code| raw_unless_excepted(*code, unit, input, &casters))
                .collect()
        })
        .collect();
    let priors = priors(&raws);
    input
        .units
        .iter()
        .zip(raws)
        .map(|(unit, raws)| UnitMeasures {
            code: unit.code.clone(),
            name: unit.name.clone(),
            group: unit.group,
            scores: IndicatorCode::positive()
                .iter()
                .zip(raws)
                .map(|(code, raw)| score(*code, unit, input, &raw, priors.get(code).copied()))
                .collect(),
            deductions: deductions(unit, &input.plan.params),
        })
        .collect()
}

fn raw_unless_excepted(code: IndicatorCode, unit: &UnitInput, input: &ScoreInput, casters: &Casters) -> Raw {
    if unit.exceptions.contains_key(&code) {
        return Raw::default();
    }
    raw(code, unit, input, casters)
}

/// m = Σ n·x̄ / Σ n over all units with data (§5.5), not rounded. Added in the order of the values: a mean may have
/// no end, and then the last digit of the sum would depend on the order of the units.
fn priors(raws: &[Vec<Raw>]) -> BTreeMap<IndicatorCode, Decimal> {
    let mean = |index: usize| {
        let column = || raws.iter().filter_map(move |unit| unit.get(index));
        let n: Decimal = column().map(|raw| raw.n).sum();
        let mut sums: Vec<Decimal> = column().map(Raw::sum).collect();
        sums.sort_unstable();
        let sum: Decimal = sums.into_iter().sum();
        (!n.is_zero()).then(|| sum / n)
    };
    IndicatorCode::positive()
        .iter()
        .enumerate()
        .filter_map(|(index, code)| Some((*code, mean(index)?)))
        .collect()
}

fn score(
    code: IndicatorCode,
    unit: &UnitInput,
    input: &ScoreInput,
    raw: &Raw,
    city_mean: Option<Decimal>,
) -> IndicatorScore {
    let params = &input.plan.params;
    let k = prior_k(code, params);
    let prior = city_mean
        .map(|m| {
            if raw.coverage.guarded {
                m.min(params.coverage_prior_cap)
            } else {
                m
            }
        })
        .filter(|_| !k.is_zero());
    let status = match unit.exceptions.get(&code) {
        Some(Exception::NotApplicable) => ScoreStatus::NotApplicable,
        Some(Exception::NotSubmitted) => ScoreStatus::NotSubmitted,
        None if raw.n.is_zero() && !(raw.coverage.prior_only && prior.is_some()) => ScoreStatus::NoData,
        None => ScoreStatus::Scored,
    };
    let pull = prior.map_or(Decimal::ZERO, |m| k * m);
    let k_used = if prior.is_some() { k } else { Decimal::ZERO };
    IndicatorScore {
        code,
        status,
        n: raw.n,
        raw: raw.mean(),
        prior_weight: k_used,
        prior,
        guarded: raw.coverage.guarded,
        score: match status {
            ScoreStatus::Scored => Some(round4((raw.sum() + pull) / (raw.n + k_used))),
            ScoreStatus::NotSubmitted => Some(round4(Decimal::ZERO)),
            ScoreStatus::NotApplicable | ScoreStatus::NoData => None,
        },
        error: if status == ScoreStatus::Scored {
            standard_error(raw, k_used)
        } else {
            None
        },
        trace: if status == ScoreStatus::Scored {
            let mut rows = trace::rows(raw, k_used, prior);
            rows.extend(trace::left_out(unit.inputs.left_out.get(&code)));
            rows
        } else {
            Vec::new()
        },
    }
}

/// se = √(var/n)·n/(n+k), var with n − 1 (§5.10); `None` where nothing was sampled or n ≤ 1.
fn standard_error(raw: &Raw, k: Decimal) -> Option<f64> {
    if !raw.sampled {
        return None;
    }
    let n = raw.n.to_f64().filter(|n| *n > 1.0)?;
    if let Some(spread) = raw.spread {
        let variance = spread.to_f64()? * n / (n - 1.0);
        return Some((variance / n).sqrt() * n / (n + k.to_f64()?));
    }
    let weight = raw.weight().to_f64()?;
    let pairs = || {
        let numbers = raw.items.iter();
        numbers.filter_map(|item| Some((item.value.to_f64()?, item.weight.to_f64()?)))
    };
    let mean = pairs().map(|(value, weight)| value * weight).sum::<f64>() / weight;
    let squares: f64 = pairs()
        .map(|(value, weight)| weight * (value - mean).powi(2))
        .sum();
    let variance = squares / weight * n / (n - 1.0);
    Some((variance / n).sqrt() * n / (n + k.to_f64()?))
}
