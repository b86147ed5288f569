//! `cargo xtask`: everything a developer or the build server runs, one small module per command.
//!
//! It depends on no crate of ours: it builds, starts and compares them from outside. A new command is a module
//! with a `run` function and a line in [`Command`].

mod bench;
mod contracts;
mod layers;
mod process;
mod progress;
mod repository;
mod server;
mod test;
mod tools;
mod up;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, starts and checks Remit.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, load the demo city if it is absent, and serve it
    Up(up::Options),
    /// Run every check and test: format, lints, layers, contracts, tests on both databases, browser
    Test(test::Options),
    /// Build the browser application into target/site
    Web(web::Options),
    /// Write the generated contract files (SDL, permission matrix, schema dump, ...)
    Generate,
    /// Fail when a generated contract file is stale
    Check,
    /// Check manifests, module names and file sizes against docs/architecture.md
    Layers,
    /// Run the benches of tests/benches, optimised, and print their tables
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Up(options) => up::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Web(options) => web::run(&options),
        Command::Generate => contracts::generate(),
        Command::Check => contracts::check(),
        Command::Layers => layers::run(),
        Command::Bench(options) => bench::run(&options),
    }
}
