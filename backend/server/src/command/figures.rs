//! `remit figures`.

use anyhow::{Result, anyhow};
use chrono::NaiveDate;
use clap::Args;
use remit_service::app::App;
use remit_service::figures::{YearFigures, count};
use serde_json::json;

use super::out;
use super::scratch::Scratch;
use crate::assemble;
use crate::config::Config;

/// Options of `remit figures`.
#[derive(Debug, Args)]
pub struct Options {
    /// Year
    #[arg(long)]
    year: i32,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// Of a fresh demo city instead of the configured database
    #[arg(long)]
    demo: bool,
}

/// Prints the figures of a year.
pub async fn run(config: Config, options: &Options) -> Result<()> {
    let figures = if options.demo {
        let scratch = Scratch::new().await?;
        assemble::load_demo(&scratch.config, &scratch.db, remit_demo::Ratings::Bad).await?;
        assemble::enact_demo(&scratch.config, &scratch.db).await?;
        let (app, today) = offline(&scratch.config, scratch.db.clone()).await?;
        count(&app, today, options.year).await
    } else {
        let db = assemble::open_current(&config).await?;
        let (app, today) = offline(&config, db).await?;
        count(&app, today, options.year).await
    };
    let figures = figures.map_err(|failure| anyhow!("{failure}"))?;
    out(&if options.json {
        as_json(&figures)
    } else {
        as_text(&figures)
    })
}

async fn offline(config: &Config, db: remit_store::Db) -> Result<(App, NaiveDate)> {
    let clock = assemble::clock(config, &db).await?;
    let app = assemble::offline(config, db).await?;
    Ok((app, remit_shared::calendar::shanghai_day(clock.now())))
}

fn as_json(figures: &YearFigures) -> String {
    let rows: Vec<_> = figures
        .figures
        .iter()
        .map(|figure| {
            json!({
                "key": figure.key, "nameZh": figure.zh, "nameEn": figure.en, "value": figure.value,
                "ruleZh": figure.rule_zh, "ruleEn": figure.rule_en,
            })
        })
        .collect();
    let body = json!({ "year": figures.year, "asOf": figures.as_of, "figures": rows });
    format!("{body:#}\n")
}

fn as_text(figures: &YearFigures) -> String {
    let width = figures
        .figures
        .iter()
        .map(|figure| figure.key.len())
        .max()
        .unwrap_or_default();
    let head = format!("Figures of {}, as of {}\n\n", figures.year, figures.as_of);
    let lines = figures.figures.iter().map(|figure| {
        let (key, value) = (figure.key, &figure.value);
        let first = format!("{key:<width$}  {value:>10}  {} · {}\n", figure.zh, figure.en);
        first + &format!("{:<width$}  {:>10}  {}\n", "", "", figure.rule_zh)
    });
    std::iter::once(head).chain(lines).collect()
}
