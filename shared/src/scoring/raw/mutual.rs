//! Mutual evaluation (B41): a ballot is the mean of three levels, corrected for the leniency of its caster.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Item, Raw};
use crate::plan::params::PlanParams;
use crate::scoring::input::levels::points_of;
use crate::scoring::input::{MutualRecord, ScoreInput};
use crate::scoring::measure::TraceSource;

/// How each caster scored, over all units.
#[derive(Debug, Default)]
pub(in crate::scoring) struct Casters {
    all: Tally,
    by_code: BTreeMap<String, Tally>,
}

/// Ballots by score. Thirds have no end, so the last digit of their sum depends on the order of adding: by score,
/// and not by unit.
#[derive(Debug, Default, Clone)]
struct Tally {
    ballots: BTreeMap<Decimal, u64>,
}

impl Tally {
    fn add(&mut self, score: Decimal, count: u64) {
        *self.ballots.entry(score).or_default() += count;
    }

    fn count(&self) -> u64 {
        self.ballots.values().sum()
    }

    fn mean(&self) -> Option<Decimal> {
        let sum: Decimal = self
            .ballots
            .iter()
            .map(|(score, count)| *score * Decimal::from(*count))
            .sum();
        let count = self.count();
        (count > 0).then(|| sum / Decimal::from(count))
    }
}

impl Casters {
    /// Reads every ballot of the jurisdiction.
    pub fn of(input: &ScoreInput) -> Self {
        let mut casters = Self::default();
        for record in input.units.iter().flat_map(|unit| &unit.inputs.mutual) {
            let Some(score) = ballot_score(record, &input.plan.params) else {
                continue;
            };
            casters.all.add(score, record.count);
            if let Some(from) = &record.from {
                casters
                    .by_code
                    .entry(from.clone())
                    .or_default()
                    .add(score, record.count);
            }
        }
        casters
    }

    /// x' = clamp(x − (mean of caster − mean of all ballots), 0, 100) when the caster scored enough units.
    fn corrected(&self, score: Decimal, from: Option<&str>, params: &PlanParams) -> Decimal {
        let caster = from
            .and_then(|from| self.by_code.get(from))
            .filter(|tally| tally.count() >= u64::from(params.leniency_min_units))
            .and_then(Tally::mean);
        match (caster, self.all.mean()) {
            (Some(caster), Some(all)) => (score - (caster - all)).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED),
            _ => score,
        }
    }
}

/// Mean of the corrected ballots, without the highest and the lowest when there are ten or more. As for B11, n
/// counts before they are dropped.
pub(super) fn ballots(records: &[MutualRecord], casters: &Casters, params: &PlanParams) -> Raw {
    let mut items: Vec<Item> = records
        .iter()
        .filter_map(|record| {
            let score = ballot_score(record, params)?;
            Some(Item {
                kind: TraceSource::Tally,
                reference: None,
                count: record.count,
                value: casters.corrected(score, record.from.as_deref(), params),
                weight: Decimal::from(record.count),
            })
        })
        .collect();
    items.sort_by_key(|item| item.value);
    let n: u64 = items.iter().map(|item| item.count).sum();
    Raw {
        n: Decimal::from(n),
        trimmed: (n >= u64::from(params.extremes_min_n))
            .then(|| without_extremes(&items, n))
            .flatten(),
        items,
        sampled: true,
        tally: true,
        ..Raw::default()
    }
}

fn without_extremes(sorted: &[Item], n: u64) -> Option<Decimal> {
    let kept = n.checked_sub(2).filter(|kept| *kept > 0)?;
    let sum: Decimal = sorted.iter().map(|item| item.value * item.weight).sum();
    let ends = sorted.first()?.value + sorted.last()?.value;
    Some((sum - ends) / Decimal::from(kept))
}

fn ballot_score(record: &MutualRecord, params: &PlanParams) -> Option<Decimal> {
    record.score.or_else(|| {
        let levels = record.levels?;
        let sum: Decimal = levels.into_iter().map(|level| points_of(level, params)).sum();
        Some(sum / Decimal::from(3))
    })
}
