//! `cargo xtask bench`: the benches of `tests/benches`, optimised, on SQLite and on a PostgreSQL of their own.

use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;
use toml::{Table, Value};

use crate::test::native::POSTGRES;
use crate::test::postgres::{Cluster, Durability};
use crate::{process, repository};

/// Where the benches are listed.
const MANIFEST: &str = "tests/Cargo.toml";

/// Options of `cargo xtask bench`.
#[derive(Args)]
pub struct Options {
    /// Benches to run, all of them if none is named
    names: Vec<String>,
    /// Only say which benches there are
    #[arg(long)]
    list: bool,
    /// For the benches, after `--`: for example `--engine sqlite --clients 1,32 --seconds 10`
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// Runs the benches that were asked for.
pub fn run(options: &Options) -> Result<()> {
    let known = benches(repository::root())?;
    if options.list {
        for name in &known {
            println!("{name}");
        }
        return Ok(());
    }
    let chosen = chosen(&known, &options.names)?;
    println!("benches: {}", chosen.join(", "));
    let cluster = postgres(&options.arguments)?;
    let mut command = process::cargo(&["bench", "--package", "remit-tests"]);
    for name in chosen {
        command.args(["--bench", name]);
    }
    if let Some(cluster) = &cluster {
        command.env(POSTGRES, &cluster.url);
    }
    process::run(command.arg("--").args(&options.arguments))
}

/// A durable cluster, unless the arguments leave PostgreSQL out or one is named already.
fn postgres(arguments: &[String]) -> Result<Option<Cluster>> {
    let engines = arguments
        .iter()
        .zip(arguments.iter().skip(1))
        .find_map(|(name, value)| (name == "--engine").then_some(value.as_str()));
    let leaves_out = engines.is_some_and(|engines| !engines.contains("postgres"));
    if leaves_out || std::env::var(POSTGRES).is_ok() {
        return Ok(None);
    }
    let cluster = Cluster::start(Durability::Full)
        .context("PostgreSQL could not be started; `-- --engine sqlite` leaves it out")?;
    println!("private PostgreSQL, durable: {}", cluster.url);
    Ok(Some(cluster))
}

/// The benches that the manifest lists; none at all is an error.
fn benches(root: &Path) -> Result<Vec<String>> {
    let manifest: Table = repository::read(&root.join(MANIFEST))?
        .parse()
        .with_context(|| format!("{MANIFEST} is not understood"))?;
    let names: Vec<String> = manifest
        .get("bench")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|bench| Some(bench.get("name")?.as_str()?.to_owned()))
        .collect();
    if names.is_empty() {
        bail!("{MANIFEST} lists no benches");
    }
    for name in &names {
        let source = format!("tests/benches/{name}.rs");
        if !root.join(&source).is_file() {
            bail!("{MANIFEST} lists the bench `{name}`, but there is no {source}");
        }
    }
    Ok(names)
}

fn chosen<'a>(known: &'a [String], names: &[String]) -> Result<Vec<&'a str>> {
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        bail!("there is no bench `{unknown}`; there are {}", known.join(", "));
    }
    let chosen = known
        .iter()
        .filter(|name| names.is_empty() || names.contains(name));
    Ok(chosen.map(String::as_str).collect())
}

#[cfg(test)]
mod tests {
    use super::{benches, chosen};
    use crate::repository;

    #[test]
    fn the_benches_of_the_checkout_are_found() {
        let known = benches(repository::root()).unwrap();
        for name in ["pages", "scoring", "intake", "ledger"] {
            assert!(known.iter().any(|known| known == name), "{name}");
        }
    }

    #[test]
    fn no_bench_or_an_unknown_one_is_an_error() {
        let empty = std::env::temp_dir().join(format!("remit-no-benches-{}", std::process::id()));
        std::fs::create_dir_all(empty.join("tests")).unwrap();
        std::fs::write(empty.join("tests/Cargo.toml"), "[package]\nname = \"x\"\n").unwrap();
        assert!(benches(&empty).is_err());
        std::fs::write(empty.join("tests/Cargo.toml"), "[[bench]]\nname = \"gone\"\n").unwrap();
        assert!(benches(&empty).is_err());
        std::fs::remove_dir_all(empty).unwrap();
        let known = ["pages".to_owned(), "ledger".to_owned()];
        assert_eq!(chosen(&known, &[]).unwrap(), ["pages", "ledger"]);
        assert_eq!(chosen(&known, &["ledger".to_owned()]).unwrap(), ["ledger"]);
        assert!(chosen(&known, &["nothing".to_owned()]).is_err());
    }
}
