//! Raw values of one unit (§5.3, §5.4): the records of an indicator as weighted points, before the city's mean
//! comes in.

mod mutual;
mod points;
mod ratings;
mod voices;

use rust_decimal::Decimal;

use super::indicator::IndicatorCode;
use super::input::{ScoreInput, UnitInput};
use super::measure::TraceSource;
use crate::plan::params::PlanParams;

pub(super) use mutual::Casters;

/// One record, or a group of equal ones, as points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// What kind of row it stands for.
    pub kind: TraceSource,
    /// Its id, where it has one.
    pub reference: Option<String>,
    /// How many records.
    pub count: u64,
    /// Points, 0–100.
    pub value: Decimal,
    /// Weight of them all together.
    pub weight: Decimal,
}

/// What the receipts issued say of the ratings at windows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Coverage {
    /// Ratings per receipt are too few (§5.5).
    pub guarded: bool,
    /// Nothing was measured although something could have been: the prior alone counts (§5.8).
    pub prior_only: bool,
}

/// What the records of one indicator say.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Raw {
    /// Sample size as §5.4 counts it.
    pub n: Decimal,
    /// The records, none when there is no data.
    pub items: Vec<Item>,
    /// The mean where it is not that of the items (trimmed).
    pub trimmed: Option<Decimal>,
    /// A sample of what could have been asked, so that it has a sampling error (§5.10); else complete.
    pub sampled: bool,
    /// The trace shows one tally instead of the items, so that no single answer can be read (F1, F6, F7).
    pub tally: bool,
    /// Variance of the single answers, where only their tally is known.
    pub spread: Option<Decimal>,
    /// What receipts say of the ratings (B21).
    pub coverage: Coverage,
}

impl Raw {
    /// Sum of the items' weights.
    pub fn weight(&self) -> Decimal {
        self.items.iter().map(|item| item.weight).sum()
    }

    /// Mean of the points; `None` without data.
    pub fn mean(&self) -> Option<Decimal> {
        self.trimmed.or_else(|| {
            let weight = self.weight();
            let sum: Decimal = self.items.iter().map(|item| item.value * item.weight).sum();
            (!weight.is_zero()).then(|| sum / weight)
        })
    }

    /// n·x̄, exact where the weights are the sample.
    pub fn sum(&self) -> Decimal {
        if self.trimmed.is_none() && self.weight() == self.n {
            return self.items.iter().map(|item| item.value * item.weight).sum();
        }
        self.mean().map_or(Decimal::ZERO, |mean| mean * self.n)
    }
}

/// The raw value of one positive indicator of one unit.
pub(super) fn raw(code: IndicatorCode, unit: &UnitInput, input: &ScoreInput, casters: &Casters) -> Raw {
    let (records, params) = (&unit.inputs, &input.plan.params);
    let tallies = records.tallies_of(code);
    match code {
        IndicatorCode::B61 if !tallies.is_empty() => voices::tallies(tallies, params.min_cell),
        _ if !tallies.is_empty() => voices::tallies(tallies, 1),
        IndicatorCode::A11 => points::on_time(&records.points),
        IndicatorCode::A12 => points::quality(&records.quality, params),
        IndicatorCode::A21 => points::timing(&records.triggers, TraceSource::Trigger),
        IndicatorCode::A31 => points::timing(&records.requests, TraceSource::Request),
        IndicatorCode::B11 => voices::evaluators(&records.evaluators, params),
        IndicatorCode::B21 => ratings::windows(&records.windows, params),
        IndicatorCode::B22 => ratings::platforms(&records.platforms, params),
        IndicatorCode::B31 => voices::comments(&records.comments, params),
        IndicatorCode::B41 => mutual::ballots(&records.mutual, casters, params),
        IndicatorCode::B51 => voices::ballots(records.deputies, params),
        IndicatorCode::B61 => voices::staff(records.staff, params),
        IndicatorCode::B62 => points::appraisals(&records.appraisals, params),
        IndicatorCode::C11 | IndicatorCode::C21 => Raw::default(),
    }
}

/// Weight of the prior of an indicator (§5.5).
pub(super) fn prior_k(code: IndicatorCode, params: &PlanParams) -> Decimal {
    let k = &params.prior_k;
    match code {
        IndicatorCode::A12 => k.a12,
        IndicatorCode::B11 => k.b11,
        IndicatorCode::B21 => k.b21,
        IndicatorCode::B22 => k.b22,
        IndicatorCode::B31 => k.b31,
        IndicatorCode::B41 => k.b41,
        IndicatorCode::B51 => k.b51,
        _ => Decimal::ZERO,
    }
}
