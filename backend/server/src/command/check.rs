//! `remit check`.

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use remit_service::integrity;

use crate::assemble;
use crate::config::Config;

/// Checks the configured database and lists what does not hold.
pub async fn run(config: &Config) -> Result<ExitCode> {
    let db = assemble::open_current(config).await?;
    let app = assemble::offline(config, db).await?;
    let report = integrity::check(&app)
        .await
        .map_err(|failure| anyhow!("{failure}"))?;
    for (kind, records) in &report.looked_at {
        println!("{records:>8} {kind}");
    }
    for finding in &report.findings {
        println!(
            "broken   {}: {}: {}",
            finding.rule, finding.record, finding.detail
        );
    }
    if report.findings.is_empty() {
        println!("everything holds");
        return Ok(ExitCode::SUCCESS);
    }
    println!("{} findings", report.findings.len());
    Ok(ExitCode::FAILURE)
}
