//! `remit demo`.

use remit_demo::Ratings;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use remit_store::{Db, organisation};

use crate::config::{Config, DatabaseUrl};
use crate::http::site::Embedded;
use crate::serve::{Options as ServeOptions, Server, start};
use crate::{assemble, telemetry};

/// Options of `remit demo`.
#[derive(Debug, Args)]
pub struct Options {
    /// Load the city and stop
    #[arg(long)]
    load_only: bool,
    /// Address and port
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Database (sqlite: or postgres: address)
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Throw the demo's data away and load it anew
    #[arg(long)]
    fresh: bool,
}

/// Loads the city if it is missing and serves it.
pub async fn run(config: Config, options: Options, files: Embedded) -> Result<()> {
    let mut config = config.for_demo();
    if let Some(listen) = options.listen {
        config.listen = listen;
    }
    if let Some(url) = options.database_url {
        config.database_url = DatabaseUrl::new(url);
    }
    telemetry::start_logs(&config.log)?;
    let db = assemble::open(&config).await?;
    prepare(&config, &db, options.fresh).await?;
    if options.load_only {
        return db.close().await.context("the database could not be closed");
    }
    let server = start(config, db, ServeOptions::embedded(files)).await?;
    greet(&server);
    server.run().await?;
    println!("stopped 已停止");
    Ok(())
}

/// Brings the database to the point where the city can be served.
async fn prepare(config: &Config, db: &Db, fresh: bool) -> Result<()> {
    remit_migrations::up(db.writer())
        .await
        .context("the schema cannot be brought up to date")?;
    let loaded = remit_demo::is_loaded(db).await?;
    if !loaded && !organisation::jurisdictions(db.read()).await?.is_empty() {
        bail!(
            "{} holds a real installation; the demo does not touch it",
            config.database_url
        );
    }
    if loaded && !fresh {
        println!(
            "demo city   loaded already ({}); --fresh loads it anew",
            config.database_url
        );
        return assemble::enact_demo(config, db).await;
    }
    if loaded {
        remit_migrations::down(db.writer())
            .await
            .context("the demo's data cannot be thrown away")?;
        remit_migrations::up(db.writer())
            .await
            .context("the schema cannot be made")?;
    }
    let started = Instant::now();
    println!("demo city   loading into {} …", config.database_url);
    let report = assemble::load_demo(config, db, Ratings::All).await?;
    assemble::enact_demo(config, db).await?;
    println!(
        "demo city   {} rows in {:.1} s",
        report.rows(),
        started.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Says where it is and who can sign in.
fn greet(server: &Server) {
    println!();
    println!("Remit 职鉴 — DEMO 演示：known keys and passwords, no second factor. 请勿录入真实数据。");
    if !server.address.ip().is_loopback() {
        println!(
            "WARNING: reachable from other machines ({}); everybody knows the passwords.",
            server.address
        );
    }
    println!();
    println!(
        "  http://{}/        password of every account 密码：{}",
        server.address,
        remit_demo::DEMO_PASSWORD
    );
    println!();
    for account in remit_demo::demo_accounts() {
        println!(
            "  {:<14} {} · {}",
            account.login, account.label_zh, account.label_en
        );
    }
    println!();
    println!("Ctrl-C stops. 按 Ctrl-C 停止。");
}
