//! How firmly the ranks stand (§5.10): the weights, and on demand the scores, are drawn again and again.
//!
//! The browser runs it in slices, so that no input waits: [`Simulation::run`] draws as often as it is told. No
//! allocation happens while drawing. Only ranked units take part.

mod findings;

use rust_decimal::prelude::ToPrimitive;

use super::indicator::{POSITIVE, Weights};
use super::redistribution::{Present, Redistribution};
use super::splitmix::SplitMix64;
use super::standing::Figures;
use crate::plan::params::PlanParams;

pub use findings::{RankFindings, RankSecurity};

crate::wire_enum! {
    /// What is drawn.
    pub enum SimulationMode {
        Weights = "WEIGHTS", "仅权重浮动", "weights only";
        Sampling = "SAMPLING", "权重浮动并计抽样误差", "weights and sampling error";
    }
}

/// A run of draws over the units of one jurisdiction.
#[derive(Debug, Clone)]
pub struct Simulation {
    mode: SimulationMode,
    delta: f64,
    band_share: rust_decimal::Decimal,
    stream: SplitMix64,
    drawn: u32,
    nominal: [f64; POSITIVE],
    patterns: Vec<Redistribution>,
    effective: Vec<[f64; POSITIVE]>,
    /// Ranked units by code; `place` is their position in the caller's list.
    units: Vec<Unit>,
    size: usize,
    totals: Vec<f64>,
    above: Vec<u32>,
    group_above: Vec<u32>,
    /// `same[i·n + j]` = 1 when i and j are of one group.
    same: Vec<u32>,
    /// `wins[i·n + j]`: draws in which i lay strictly above j.
    wins: Vec<u32>,
    /// `ranks[i·n + r]`: draws in which i had rank r + 1.
    ranks: Vec<u32>,
    group_ranks: Vec<u32>,
    first_totals: Vec<f64>,
}

#[derive(Debug, Clone)]
struct Unit {
    place: usize,
    pattern: usize,
    scores: [f64; POSITIVE],
    errors: [f64; POSITIVE],
    deduction: f64,
}

impl Simulation {
    /// Prepares the draws with the seed and the spread of the plan.
    pub fn new(units: &[Figures], weights: &Weights, params: &PlanParams, mode: SimulationMode) -> Self {
        let mut places: Vec<usize> = (0..units.len())
            .filter(|place| units[*place].is_ranked(weights, params))
            .collect();
        places.sort_by(|a, b| units[*a].code.cmp(&units[*b].code));
        let n = places.len();
        let mut seen: Vec<Present> = Vec::new();
        let prepared = places
            .iter()
            .map(|place| prepare(*place, &units[*place], weights, &mut seen))
            .collect();
        let mut same = vec![0; n * n];
        for (i, a) in places.iter().enumerate() {
            for (j, b) in places.iter().enumerate() {
                same[i * n + j] = u32::from(units[*a].group == units[*b].group);
            }
        }
        Self {
            mode,
            delta: params.mc_delta.to_f64().unwrap_or_default(),
            band_share: params.band_share,
            stream: SplitMix64::new(params.mc_seed),
            drawn: 0,
            nominal: weights
                .as_array()
                .map(|weight| weight.to_f64().unwrap_or_default()),
            patterns: seen.iter().map(Redistribution::new).collect(),
            effective: vec![[0.0; POSITIVE]; seen.len()],
            units: prepared,
            size: units.len(),
            totals: vec![0.0; n],
            above: vec![0; n],
            group_above: vec![0; n],
            same,
            wins: vec![0; n * n],
            ranks: vec![0; n * n],
            group_ranks: vec![0; n * n],
            first_totals: Vec::with_capacity(n),
        }
    }

    /// Draws made so far.
    pub fn drawn(&self) -> u32 {
        self.drawn
    }

    /// Draws `draws` more times.
    pub fn run(&mut self, draws: u32) {
        for _ in 0..draws {
            self.draw();
        }
    }

    fn draw(&mut self) {
        let mut weights = self.nominal;
        let mut sum = 0.0;
        for weight in &mut weights {
            *weight *= 1.0 - self.delta + 2.0 * self.delta * self.stream.next_unit();
            sum += *weight;
        }
        for weight in &mut weights {
            *weight *= 100.0 / sum;
        }
        for (pattern, effective) in self.patterns.iter().zip(&mut self.effective) {
            *effective = pattern.effective(&weights);
        }
        let mut noise = Noise::new(self.mode);
        for (unit, total) in self.units.iter().zip(&mut self.totals) {
            let effective = &self.effective[unit.pattern];
            let mut points = 0.0;
            for ((score, error), weight) in unit.scores.iter().zip(&unit.errors).zip(effective) {
                points += weight * noise.blur(*score, *error, &mut self.stream);
            }
            *total = points / 100.0 - unit.deduction;
        }
        if self.drawn == 0 {
            self.first_totals.extend_from_slice(&self.totals);
        }
        self.count();
        self.drawn += 1;
    }

    /// Rank = 1 + number of units strictly greater.
    fn count(&mut self) {
        let n = self.units.len();
        self.above.fill(0);
        self.group_above.fill(0);
        let totals = &self.totals[..n];
        for (i, mine) in totals.iter().enumerate() {
            let wins = &mut self.wins[i * n..(i + 1) * n];
            let same = &self.same[i * n..(i + 1) * n];
            let rows = totals.iter().zip(wins).zip(same);
            for (((other, win), same), (above, group_above)) in
                rows.zip(self.above.iter_mut().zip(self.group_above.iter_mut()))
            {
                let greater = u32::from(mine > other);
                *win += greater;
                *above += greater;
                *group_above += greater & same;
            }
        }
        for i in 0..n {
            self.ranks[i * n + self.above[i] as usize] += 1;
            self.group_ranks[i * n + self.group_above[i] as usize] += 1;
        }
    }
}

fn prepare(place: usize, unit: &Figures, weights: &Weights, seen: &mut Vec<Present>) -> Unit {
    let present = unit.present(weights);
    let pattern = seen
        .iter()
        .position(|pattern| *pattern == present)
        .unwrap_or_else(|| {
            seen.push(present);
            seen.len() - 1
        });
    let mut scores = [0.0; POSITIVE];
    for (number, score) in scores.iter_mut().zip(unit.scores) {
        *number = score.and_then(|score| score.to_f64()).unwrap_or_default();
    }
    Unit {
        place,
        pattern,
        scores,
        errors: unit.errors,
        deduction: unit.deduction.to_f64().unwrap_or_default(),
    }
}

/// s' = clamp(s + z·se, 0, 100); normal numbers come in pairs, the second waits for the next score of the draw.
struct Noise {
    sampling: bool,
    waiting: Option<f64>,
}

impl Noise {
    fn new(mode: SimulationMode) -> Self {
        Self {
            sampling: mode == SimulationMode::Sampling,
            waiting: None,
        }
    }

    fn blur(&mut self, score: f64, error: f64, stream: &mut SplitMix64) -> f64 {
        if !self.sampling || error <= 0.0 {
            return score;
        }
        let z = self.waiting.take().unwrap_or_else(|| {
            let (first, second) = stream.next_normals();
            self.waiting = Some(second);
            first
        });
        (score + z * error).clamp(0.0, 100.0)
    }
}
