//! Lints and tests of everything that runs outside the browser.

use anyhow::Result;

use super::postgres::{Cluster, Durability};
use super::tally::Tally;
use crate::{process, server};

/// Tests and benches that need PostgreSQL find it through this variable.
pub const POSTGRES: &str = "REMIT_TEST_POSTGRES_URL";

/// Clippy, warnings denied.
pub fn clippy() -> Result<()> {
    let arguments = [
        "clippy",
        "--workspace",
        "--exclude",
        "remit-web",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    process::run(&mut process::cargo(&arguments))
}

/// Tests on SQLite and, unless left out, on PostgreSQL: the one that the variable names, else a private one.
pub fn tests(with_postgres: bool) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut native = process::cargo(&["test", "--no-fail-fast"]);
    native.args(server::WORKSPACE);
    let cluster = match std::env::var(POSTGRES) {
        _ if !with_postgres => {
            native.env_remove(POSTGRES);
            None
        }
        Ok(url) => {
            println!("PostgreSQL of {POSTGRES}: {url}");
            None
        }
        Err(_) => match Cluster::start(Durability::None) {
            Ok(cluster) => Some(cluster),
            Err(error) => {
                println!("PostgreSQL could not be started, so its tests count as failed: {error:#}");
                tally += Tally::one_failed();
                None
            }
        },
    };
    if let Some(cluster) = &cluster {
        println!("private PostgreSQL: {}", cluster.url);
        native.env(POSTGRES, &cluster.url);
    }
    tally += counted(&mut native)?;
    drop(cluster);
    tally += counted(&mut process::cargo(&[
        "test",
        "--no-fail-fast",
        "--package",
        "xtask",
    ]))?;
    Ok(tally)
}

/// Runs `cargo test`; a failure that no test reports, such as a crate that does not compile, is one more.
fn counted(command: &mut std::process::Command) -> Result<Tally> {
    let mut tally = Tally::default();
    let succeeded = process::tee(command, |line| tally.read_cargo(line))?;
    if !succeeded && tally.failed == 0 {
        tally += Tally::one_failed();
    }
    Ok(tally)
}
