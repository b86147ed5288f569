//! The yearly scoring: the engine alone, the simulation, and a run with everything read from the database.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};
use remit_service::scoring::run::{RunInput, run as score};
use remit_shared::scoring::input::{ScoreInput, UnitInput};
use remit_shared::scoring::measure::measure;
use remit_shared::scoring::report;
use remit_shared::scoring::simulation::{Simulation, SimulationMode};
use remit_shared::scoring::standing::{Figures, standings};
use remit_tests::City;
use remit_tests::bench::arguments::name;
use remit_tests::bench::child::memory_of;
use remit_tests::bench::table::{ms, none, ratio};
use remit_tests::bench::{Arguments, Table, setting};

/// As the product does it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    remit_tests::bench::main("scoring", run)
}

async fn run(arguments: Arguments) -> Result<()> {
    engine(&arguments)?;
    for engine in arguments.engines()? {
        let table = Table::new(
            &format!("{}: a run on the database (50 units)", name(engine)),
            &[
                "ratings in the database",
                "best ms",
                "stmts",
                "RSS MiB",
                "to first",
            ],
        );
        let mut first = None;
        for &ratings in &arguments.ratings {
            // A database each: ratings of one step would stay for the next.
            let city = setting::city(engine, &arguments).await;
            let there = setting::ratings(&city, ratings).await?;
            let (best, statements) = on_database(&city, arguments.time()).await?;
            let first = *first.get_or_insert(best.as_secs_f64());
            table.row(&[
                there.to_string(),
                ms(best),
                statements.to_string(),
                format!("{:.0}", memory_of("self")?.0),
                ratio(best.as_secs_f64(), first),
            ]);
        }
    }
    Ok(())
}

/// The units of the worked example, as often as it takes, each with a code of its own.
fn input(units: usize) -> Result<ScoreInput> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/examples/score-three-units.json");
    let mut input: ScoreInput = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let example = std::mem::take(&mut input.units);
    input.units = (0..units)
        .map(|n| UnitInput {
            code: format!("U{n:05}"),
            ..example[n % example.len()].clone()
        })
        .collect();
    Ok(input)
}

fn best_of(time: Duration, mut act: impl FnMut() -> Result<()>) -> Result<Duration> {
    let (begun, mut best) = (Instant::now(), Duration::MAX);
    loop {
        let start = Instant::now();
        act()?;
        best = best.min(start.elapsed());
        if begun.elapsed() >= time {
            return Ok(best);
        }
    }
}

fn engine(arguments: &Arguments) -> Result<()> {
    let columns = ["what", "units", "best ms", "RSS MiB"];
    let table = Table::new("the engine on one core, inputs in memory", &columns);
    for &units in &arguments.units {
        let input = input(units)?;
        let measures = measure(&input);
        let weights = input.plan.weights().context("the example's weights")?;
        let figures: Vec<Figures> = measures.iter().map(Figures::of).collect();
        let params = input.plan.params.clone();
        let memory = |(now, _): (f64, f64)| format!("{now:.0}");

        let best = best_of(arguments.time(), || {
            let figures: Vec<Figures> = measure(&input).iter().map(Figures::of).collect();
            anyhow::ensure!(
                standings(&figures, &weights, &params).len() == units,
                "units are missing"
            );
            Ok(())
        })?;
        table.row(&[
            "measures, totals, ranks".to_owned(),
            units.to_string(),
            ms(best),
            none(),
        ]);

        // Each draw ranks every unit against every other: for more than a city's units it is not asked.
        if units > 1_000 {
            continue;
        }
        for (what, mode) in [
            ("10 000 draws, weights", SimulationMode::Weights),
            ("10 000 draws, weights and samples", SimulationMode::Sampling),
        ] {
            let best = best_of(arguments.time(), || {
                let mut simulation = Simulation::new(&figures, &weights, &params, mode);
                simulation.run(10_000);
                anyhow::ensure!(simulation.drawn() == 10_000, "draws are missing");
                Ok(())
            })?;
            table.row(&[
                what.to_owned(),
                units.to_string(),
                ms(best),
                memory(memory_of("self")?),
            ]);
        }
        let best = best_of(arguments.time(), || {
            let report = report::run(&input).map_err(|faults| anyhow!("{faults:?}"))?;
            anyhow::ensure!(report.units.len() == units, "units are missing");
            Ok(())
        })?;
        table.row(&[
            "full report, both simulations".to_owned(),
            units.to_string(),
            ms(best),
            memory(memory_of("self")?),
        ]);
    }
    Ok(())
}

/// Full runs of 2022 with all inputs in the database and everything written down; the best time and the statements.
async fn on_database(city: &City, time: Duration) -> Result<(Duration, u64)> {
    let officer = city.person("ov01").await;
    let asked = RunInput {
        year: 2022,
        cut_on: "2023-01-10".parse()?,
    };
    let (begun, mut best, mut statements) = (Instant::now(), Duration::MAX, 0);
    while best == Duration::MAX || begun.elapsed() < time {
        let (before, start) = (city.app.db.statements(), Instant::now());
        let done = score(&city.app, &officer, asked).await;
        done.map_err(|failure| anyhow!("the year cannot be scored: {failure}"))?;
        best = best.min(start.elapsed());
        statements = city.app.db.statements() - before;
    }
    Ok((best, statements))
}
