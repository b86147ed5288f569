//! `remit found`: the first rows of an empty installation.

use anyhow::{Context, Result, bail};
use clap::Args;
use remit_service::context::{Clock, IdSource, SystemSource};
use remit_shared::calendar::china::all_china_days;
use remit_store::entity::{jurisdiction, work_day};
use remit_store::{organisation, row};

use crate::assemble;
use crate::config::Config;

/// Levels of a jurisdiction.
const LEVELS: [&str; 3] = ["CITY", "PREFECTURE", "PROVINCE"];

/// Options of `remit found`.
#[derive(Debug, Args)]
pub struct Options {
    /// Administrative division code, six digits (GB/T 2260)
    #[arg(long)]
    code: String,
    /// Name, in Chinese
    #[arg(long)]
    name: String,
    /// Level
    #[arg(long, default_value = "CITY", value_parser = LEVELS)]
    level: String,
}

/// Founds the jurisdiction and enters the published work days and holidays.
pub async fn run(config: &Config, options: Options) -> Result<()> {
    let Options { code, name, level } = options;
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        bail!("a code has six digits, such as 370782");
    }
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        bail!("the name is empty or holds control characters");
    }
    let db = assemble::open_current(config).await?;
    if organisation::jurisdictions(db.read())
        .await?
        .iter()
        .any(|known| known.code == code)
    {
        bail!("the jurisdiction {code} exists already");
    }
    let (id, now) = (SystemSource.new_id(), SystemSource.now());
    let tx = db.write(id).await?;
    organisation::found(
        &tx,
        jurisdiction::Model {
            id,
            code,
            name: name.trim().to_owned(),
            level,
            parent_id: None,
        },
    )
    .await?;
    let days = all_china_days().into_iter().map(|day| work_day::Model {
        id: SystemSource.new_id(),
        jurisdiction_id: id,
        date: day.date,
        is_working: day.is_working,
        note: day.note,
        created_at: now,
        created_by: None,
        updated_at: now,
        version: 1,
        change_seq: tx.change_seq(),
    });
    let days: Vec<_> = days.collect();
    let count = days.len();
    row::append_all(&tx, days).await?;
    tx.commit().await?;
    println!("founded, with {count} days of the work calendar; next: remit user create-admin");
    db.close().await.context("the database could not be closed")
}
