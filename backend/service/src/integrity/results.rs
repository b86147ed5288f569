//! Runs of the scoring: the digest of what they were made of, every stored digit from the same inputs, pieces that add up,
//! and one result in force a year. A frozen run that somebody changed shows in all of them.

use std::collections::HashMap;

use remit_shared::scoring::input::ScoreInput;
use remit_shared::scoring::life::RunState;
use remit_shared::scoring::measure::measure;
use remit_shared::scoring::number::{parse, ten_thousandths};
use remit_shared::scoring::standing::{Figures, standings};
use remit_shared::scoring::{ENGINE_VERSION, canonical};
use remit_store::entity::score_run;
use remit_store::integrity as rows;
use remit_store::scoring::Written;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Report;
use crate::app::App;
use crate::failure::Answer;

pub(super) async fn check(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let runs = rows::runs(app.db.read(), jurisdiction).await?;
    report.looked_at.push(("score_run", runs.len() as u64));
    in_force(&runs, report);
    for run in runs {
        let written = rows::written(app.db.read(), jurisdiction, run.id).await?;
        let name = format!("{}-{}", run.year, run.no);
        pieces(&name, &written, report);
        shares(&name, &written, report);
        let Ok(input) = serde_json::from_str::<ScoreInput>(&run.inputs) else {
            report.find("score.inputs", name, "cannot be read");
            continue;
        };
        if canonical::inputs_sha256(&input) != run.inputs_sha256 {
            report.find(
                "score.inputs",
                name.as_str(),
                "do not have the digest that was stored",
            );
        }
        // Another engine may give other digits; its own inputs and pieces still have to hold.
        if run.engine == ENGINE_VERSION {
            digits(&name, &input, &written, report);
        }
    }
    Ok(())
}

/// At most one run of a year is published, frozen or exported.
fn in_force(runs: &[score_run::Model], report: &mut Report) {
    let mut years: HashMap<i32, usize> = HashMap::new();
    let states = [RunState::Published, RunState::Frozen, RunState::Exported];
    for run in runs.iter().filter(|run| states.contains(&run.state.get())) {
        *years.entry(run.year).or_default() += 1;
    }
    for (year, count) in years.into_iter().filter(|(_, count)| *count > 1) {
        report.find(
            "score.in_force",
            year.to_string(),
            format!("{count} results are in force"),
        );
    }
}

/// The contributions of a unit are its parts, and these its total.
fn pieces(name: &str, written: &Written, report: &mut Report) {
    let mut sums: HashMap<Uuid, i64> = HashMap::new();
    for score in &written.scores {
        *sums.entry(score.org_id).or_default() += score.contribution_e4.unwrap_or_default();
    }
    for row in &written.results {
        let whole = row.part_a_e4 + row.part_b_e4 - row.deduction_e4;
        let listed = sums.get(&row.org_id).copied().unwrap_or_default();
        // The caps of §5.9 may cut what the negative indicators list.
        if whole.clamp(0, 1_000_000) != row.total_e4 || listed > whole {
            report.find(
                "score.pieces",
                name,
                format!("unit {}: {listed}, {whole}, {}", row.org_id, row.total_e4),
            );
        }
    }
}

/// The shares of a trace add up to the score before rounding.
fn shares(name: &str, written: &Written, report: &mut Report) {
    let mut sums: HashMap<Uuid, Decimal> = HashMap::new();
    for row in &written.traces {
        *sums.entry(row.score_id).or_default() += parse(&row.share).unwrap_or_default();
    }
    let half = Decimal::new(5001, 8);
    for score in &written.scores {
        let Some(stored) = score.score_e4 else { continue };
        let sum = sums.get(&score.id).copied().unwrap_or_default();
        let stored = Decimal::new(stored, 4);
        if (sum - stored).abs() > half {
            report.find(
                "score.shares",
                name,
                format!("{} of unit {}: {sum}", score.code, score.org_id),
            );
        }
    }
}

/// The same inputs give every stored total, rank and score; the draws are left to the recomputation of a run.
fn digits(name: &str, input: &ScoreInput, written: &Written, report: &mut Report) {
    let measures = measure(input);
    let figures: Vec<Figures> = measures.iter().map(Figures::of).collect();
    let weights = input.plan.weights().unwrap_or_default();
    let found = standings(&figures, &weights, &input.plan.params);
    let mut computed: Vec<(i64, Option<u32>)> = found
        .iter()
        .map(|standing| (ten_thousandths(standing.total), standing.rank))
        .collect();
    let mut stored: Vec<(i64, Option<u32>)> = written
        .results
        .iter()
        .map(|row| (row.total_e4, row.rank.map(i32::unsigned_abs)))
        .collect();
    computed.sort_unstable();
    stored.sort_unstable();
    let mut scored: Vec<(String, i64)> = measures
        .iter()
        .flat_map(|unit| &unit.scores)
        .filter_map(|score| Some((score.code.to_string(), ten_thousandths(score.score?))))
        .collect();
    let mut kept: Vec<(String, i64)> = written
        .scores
        .iter()
        .filter_map(|score| Some((score.code.to_string(), score.score_e4?)))
        .collect();
    scored.sort_unstable();
    kept.sort_unstable();
    if computed != stored || scored != kept {
        report.find(
            "score.digits",
            name,
            "the same inputs give other digits than are stored",
        );
    }
}
