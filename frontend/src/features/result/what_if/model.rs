//! What the page ranks: the figures of the units, the plan's weights, and the reader's own.

use remit_shared::plan::params::PlanParams;
use remit_shared::scoring::indicator::POSITIVE;
use remit_shared::scoring::input::ScoreInput;
use remit_shared::scoring::life::RunState;
use remit_shared::scoring::measure::measure;
use remit_shared::scoring::standing::Figures;
use remit_shared::scoring::{IndicatorCode, ScoreStatus, Weights};
use rust_decimal::Decimal;

use super::what_if_inputs::WhatIfInputsScoreRun as Run;

/// The worked example of the documentation, for whoever has no run to play with.
const EXAMPLE: &str = include_str!("../../../../../docs/examples/score-three-units.json");

/// Least units that a ranking makes sense of.
const FEWEST: usize = 2;

/// Everything the engine needs; the weights come from the page.
#[derive(Debug, Clone)]
pub(super) struct Inputs {
    /// Names, in the order of the figures.
    pub names: Vec<String>,
    /// Total and rank of the run it starts from.
    pub official: Vec<(String, Option<i64>)>,
    /// Year, number and state of that run; none for the worked example.
    pub run: Option<(i64, i64, RunState)>,
    /// What the weights act on.
    pub figures: Vec<Figures>,
    /// The plan's weights.
    pub plan: Weights,
    /// The plan's parameters.
    pub params: PlanParams,
}

impl Inputs {
    /// Those of a run, if the reader sees enough of its units.
    pub fn of(run: &Run) -> Option<Self> {
        let params = PlanParams::read(&run.params).ok()?;
        let mut inputs = Self {
            names: Vec::new(),
            official: Vec::new(),
            run: Some((run.year, run.no, run.state)),
            figures: Vec::new(),
            plan: Weights::default(),
            params,
        };
        for result in run.results.iter().filter(|result| !result.indicators.is_empty()) {
            let mut figures = Figures {
                code: result.org.id.clone(),
                group: result.ranking_group,
                scores: [None; POSITIVE],
                applicable: [true; POSITIVE],
                errors: [0.0; POSITIVE],
                deduction: result.deduction.parse().ok()?,
                severe_overdue: result.severe_overdue,
            };
            let mut weights = [Decimal::ZERO; POSITIVE];
            for indicator in &result.indicators {
                let Some(place) = indicator.code.position() else {
                    continue;
                };
                figures.scores[place] = indicator.score.as_deref().and_then(|score| score.parse().ok());
                figures.applicable[place] = indicator.status != ScoreStatus::NotApplicable;
                figures.errors[place] = indicator.error.unwrap_or_default();
                weights[place] = indicator.nominal_weight.parse().ok()?;
            }
            inputs.plan = Weights::new(weights).unwrap_or(inputs.plan);
            inputs.names.push(result.org.name.clone());
            inputs.official.push((result.total.clone(), result.rank));
            inputs.figures.push(figures);
        }
        let ranked = inputs
            .figures
            .iter()
            .filter(|unit| unit.is_ranked(&inputs.plan, &inputs.params))
            .count();
        (ranked >= FEWEST).then_some(inputs)
    }

    /// The worked example (§5.14).
    pub fn example() -> Self {
        let input: Option<ScoreInput> = serde_json::from_str(EXAMPLE).ok();
        let plan = input
            .as_ref()
            .and_then(|input| input.plan.weights())
            .unwrap_or_default();
        let params = input
            .as_ref()
            .map(|input| input.plan.params.clone())
            .unwrap_or_default();
        let measures = input.as_ref().map(measure).unwrap_or_default();
        let figures: Vec<Figures> = measures.iter().map(Figures::of).collect();
        let standings = remit_shared::scoring::standing::standings(&figures, &plan, &params);
        Self {
            names: measures.into_iter().map(|unit| unit.name).collect(),
            official: standings
                .into_iter()
                .map(|standing| (standing.total.to_string(), standing.rank.map(i64::from)))
                .collect(),
            run: None,
            figures,
            plan,
            params,
        }
    }
}

/// The reader's own weights: one number an indicator, in tenths of a point, and whether it counts at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Settings {
    /// Tenths of a point.
    pub tenths: [u32; POSITIVE],
    /// Whether the indicator counts.
    pub on: [bool; POSITIVE],
    /// Whether the draws also blur the scores.
    pub sampling: bool,
}

impl Settings {
    /// The plan's own.
    pub fn of_plan(plan: &Weights) -> Self {
        let tenths = plan.as_array().map(|weight| {
            let tenths = (weight * Decimal::TEN).round();
            u32::try_from(tenths).unwrap_or_default()
        });
        Self {
            tenths,
            on: [true; POSITIVE],
            sampling: false,
        }
    }

    /// The weights they stand for, scaled to 100; `None` when nothing counts.
    pub fn weights(&self) -> Option<Weights> {
        let mut weights = [Decimal::ZERO; POSITIVE];
        for ((weight, tenths), on) in weights.iter_mut().zip(self.tenths).zip(self.on) {
            if on {
                *weight = Decimal::new(i64::from(tenths), 1);
            }
        }
        Weights::scaled(weights)
    }

    /// As it stands in the URL: `250.150.-80.70…`, a minus before what does not count.
    pub fn to_text(self) -> String {
        let parts: Vec<String> = self
            .tenths
            .iter()
            .zip(self.on)
            .map(|(tenths, on)| {
                if on {
                    tenths.to_string()
                } else {
                    format!("-{tenths}")
                }
            })
            .collect();
        parts.join(".")
    }

    /// Reads it back; anything else than twelve numbers up to 1 000 is not understood.
    pub fn from_text(text: &str, sampling: bool) -> Option<Self> {
        let mut settings = Self {
            tenths: [0; POSITIVE],
            on: [true; POSITIVE],
            sampling,
        };
        let parts: Vec<&str> = text.split('.').collect();
        if parts.len() != POSITIVE {
            return None;
        }
        for (place, part) in parts.into_iter().enumerate() {
            let number = part.strip_prefix('-').unwrap_or(part);
            settings.tenths[place] = number.parse().ok().filter(|tenths| *tenths <= 1_000)?;
            settings.on[place] = number.len() == part.len();
        }
        Some(settings)
    }
}

/// The positive indicators with their places.
pub(super) fn indicators() -> impl Iterator<Item = (usize, IndicatorCode)> {
    IndicatorCode::positive().iter().copied().enumerate()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_the_link() {
        let mut settings = Settings::of_plan(&Weights::default());
        settings.on[2] = false;
        settings.tenths[0] = 333;
        assert_eq!(settings.to_text(), "333.150.-80.70.120.80.40.60.50.40.20.40");
        assert_eq!(Settings::from_text(&settings.to_text(), false), Some(settings));
        for wrong in [
            "",
            "1.2",
            "1.2.3.4.5.6.7.8.9.10.11.x",
            "1.2.3.4.5.6.7.8.9.10.11.1001",
        ] {
            assert_eq!(Settings::from_text(wrong, false), None, "{wrong}");
        }
    }

    #[test]
    fn the_plans_own_weights_give_the_official_result() {
        let inputs = Inputs::example();
        let weights = Settings::of_plan(&inputs.plan).weights().unwrap_or_default();
        let found = remit_shared::scoring::standing::standings(&inputs.figures, &weights, &inputs.params);
        let totals: Vec<String> = found.iter().map(|standing| standing.total.to_string()).collect();
        assert_eq!(totals, ["89.0178", "75.5572", "75.4087"]);
    }
}
