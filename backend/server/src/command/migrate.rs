//! `remit migrate`.

use anyhow::{Context, Result};

use crate::assemble;
use crate::config::Config;

/// Brings the schema up to date and says what was done.
pub async fn run(config: &Config) -> Result<()> {
    let db = assemble::open(config).await?;
    let pending = remit_migrations::pending(db.writer())
        .await
        .context("the schema cannot be read")?;
    remit_migrations::up(db.writer())
        .await
        .context("the schema cannot be brought up to date; nothing of the failed step remains")?;
    for step in &pending {
        println!("done     {step}");
    }
    println!("{} is current", config.database_url);
    db.close().await.context("the database could not be closed")
}
