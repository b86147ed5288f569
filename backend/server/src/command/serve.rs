//! `remit serve`.

use anyhow::{Context, Result, bail};

use crate::config::Config;
use crate::http::site::Embedded;
use crate::serve::{Options, start};
use crate::{assemble, telemetry};

/// Serves until asked to stop.
pub async fn run(config: Config, files: Embedded) -> Result<()> {
    telemetry::start_logs(&config.log)?;
    // Before the database is touched: a missing key is said at once.
    assemble::keys(&config)?;
    let db = assemble::open_current(&config).await?;
    if remit_demo::is_loaded(&db)
        .await
        .context("the database cannot be read")?
    {
        bail!(
            "this database holds the demo city with its known passwords, which `remit serve` does not serve: \
             use `remit demo`, or set database_url to a database of your own"
        );
    }
    let server = start(config, db, Options::embedded(files)).await?;
    tracing::info!(address = %server.address, "listening");
    server.run().await
}
