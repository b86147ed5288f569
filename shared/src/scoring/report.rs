//! A whole result with its breakdown: what `remit score` prints and a run stores.

use rust_decimal::Decimal;
use serde::Serialize;

use super::canonical::inputs_sha256;
use super::deductions::Deductions;
use super::indicator::{IndicatorCode, Weights};
use super::influence::{Influence, influences};
use super::input::{Fault, ScoreInput};
use super::measure::{IndicatorScore, UnitMeasures, measure};
use super::redistribution::{MoveScope, heirs};
use super::simulation::{RankFindings, Simulation, SimulationMode};
use super::standing::{Figures, Standing, standings};
use super::{Band, ENGINE_VERSION, Grade};
use crate::organisation::RankingGroup;
use crate::plan::params::PlanParams;

/// The result of one jurisdiction.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreReport {
    /// Version of the engine.
    pub engine: &'static str,
    /// Digest of the canonical inputs.
    pub inputs_sha256: String,
    /// Year of the plan.
    pub year: i32,
    /// Weights used.
    pub weights: Weights,
    /// Parameters used.
    pub params: PlanParams,
    /// The units, in the order of the input.
    pub units: Vec<UnitReport>,
    /// What each indicator does in practice.
    pub influences: Vec<Influence>,
}

/// The result of one unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitReport {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Ranking group.
    pub group: RankingGroup,
    /// Sum of part A.
    pub part_a: Decimal,
    /// Sum of part B.
    pub part_b: Decimal,
    /// Points deducted.
    pub deduction: Decimal,
    /// S.
    pub total: Decimal,
    /// Overall rank.
    pub rank: Option<u32>,
    /// Rank in the group.
    pub group_rank: Option<u32>,
    /// Ranked units of the group.
    pub group_size: u32,
    /// Grade.
    pub grade: Option<Grade>,
    /// Band.
    pub band: Band,
    /// Nominal weight of the indicators that apply (§5.8).
    #[serde(with = "super::number")]
    pub nominal_weight: Decimal,
    /// Points in the comprehensive assessment (§5.12).
    pub export_points: Decimal,
    /// Positive indicators with what they contribute.
    pub indicators: Vec<IndicatorReport>,
    /// Negative part.
    pub negative: Deductions,
    /// Draws over the weights.
    pub weights_only: Option<RankFindings>,
    /// Draws over weights and sampling error.
    pub with_sampling: Option<RankFindings>,
}

/// One indicator of one unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorReport {
    /// The score with its trace.
    #[serde(flatten)]
    pub score: IndicatorScore,
    /// Weight in the plan.
    #[serde(with = "super::number")]
    pub nominal_weight: Decimal,
    /// Effective weight ŵ, not rounded.
    #[serde(with = "super::number")]
    pub effective_weight: Decimal,
    /// How far its weight moved when it has no score, and to whom.
    pub moved: Option<MovedWeight>,
    /// c = round4(ŵ·s/100).
    pub contribution: Option<Decimal>,
}

/// Where the weight of an indicator without a score went (§5.8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedWeight {
    /// How far.
    pub scope: MoveScope,
    /// Who took it over.
    pub heirs: Vec<IndicatorCode>,
}

/// Scores a jurisdiction, or says what is wrong with the input.
pub fn run(input: &ScoreInput) -> Result<ScoreReport, Vec<Fault>> {
    let faults = input.check();
    let Some(weights) = input.plan.weights().filter(|_| faults.is_empty()) else {
        return Err(faults);
    };
    let params = &input.plan.params;
    let measures = measure(input);
    let figures: Vec<Figures> = measures.iter().map(Figures::of).collect();
    let standings = standings(&figures, &weights, params);
    let simulate = |mode| {
        let mut simulation = Simulation::new(&figures, &weights, params, mode);
        simulation.run(params.mc_draws);
        simulation.findings()
    };
    let influences = influences(&figures, &standings, &weights, params);
    let drawn = simulate(SimulationMode::Weights)
        .into_iter()
        .zip(simulate(SimulationMode::Sampling));
    let units = measures.into_iter().zip(figures).zip(standings).zip(drawn);
    Ok(ScoreReport {
        engine: ENGINE_VERSION,
        inputs_sha256: inputs_sha256(input),
        year: input.plan.year,
        weights,
        params: params.clone(),
        units: units
            .map(|(((measures, figures), standing), drawn)| {
                unit_report(measures, &figures, &standing, drawn, (&weights, params))
            })
            .collect(),
        influences,
    })
}

/// Points of a total in the comprehensive assessment: round4(S·base·0.04/100) (§5.12).
pub fn export_points(total: Decimal, base: Decimal, params: &PlanParams) -> Decimal {
    super::number::round4(total * base * params.export_weight / Decimal::ONE_HUNDRED)
}

fn unit_report(
    measures: UnitMeasures,
    figures: &Figures,
    standing: &Standing,
    (weights_only, with_sampling): (Option<RankFindings>, Option<RankFindings>),
    (weights, params): (&Weights, &PlanParams),
) -> UnitReport {
    let present = figures.present(weights);
    let indicators = measures
        .scores
        .into_iter()
        .enumerate()
        .map(|(index, score)| IndicatorReport {
            nominal_weight: weights.of(score.code),
            effective_weight: standing.effective[index],
            moved: (!score.status.keeps_weight())
                .then(|| moved(score.code, &present))
                .flatten(),
            contribution: standing.contributions[index],
            score,
        })
        .collect();
    UnitReport {
        code: measures.code,
        name: measures.name,
        group: measures.group,
        part_a: standing.part_a,
        part_b: standing.part_b,
        deduction: standing.deduction,
        total: standing.total,
        rank: standing.rank,
        group_rank: standing.group_rank,
        group_size: standing.group_size,
        grade: standing.grade,
        band: standing.band,
        nominal_weight: standing.nominal_weight,
        export_points: export_points(standing.total, params.export_base, params),
        indicators,
        negative: measures.deductions,
        weights_only,
        with_sampling,
    }
}

fn moved(code: IndicatorCode, present: &super::redistribution::Present) -> Option<MovedWeight> {
    let (scope, heirs) = heirs(code, present)?;
    let pairs = IndicatorCode::positive().iter().zip(heirs);
    Some(MovedWeight {
        scope,
        heirs: pairs.filter(|(_, heir)| *heir).map(|(code, _)| *code).collect(),
    })
}
