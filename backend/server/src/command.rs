//! The command line: one module a command.

mod check;
mod config;
mod demo;
mod figures;
mod found;
mod matrix;
mod migrate;
mod schema;
mod score;
mod scratch;
mod serve;
mod user;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::http::site::Embedded;

/// Remit (职鉴): oversight of how government departments perform their duties (机关职能运行监管).
#[derive(Debug, Parser)]
#[command(name = "remit", version, about, max_term_width = 110)]
#[command(after_help = "First steps:
  remit demo                                  a city with its data on http://127.0.0.1:8080, nothing to set up
  remit config reference                      every setting with its meaning
  remit migrate && remit found --code … --name … && remit user create-admin …    a real installation
  remit serve                                 serves it")]
pub struct Cli {
    /// Settings file (TOML); environment variables REMIT_… win over it
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the web application and GraphQL
    Serve,
    /// Bring the database's schema up to date
    Migrate,
    /// Found the jurisdiction of an empty installation, with the work calendar
    Found(found::Options),
    /// Run the demo city: known passwords, no second factor, its own database
    Demo(demo::Options),
    /// Print the GraphQL schema, or the database's
    Schema(schema::Options),
    /// Print the permission matrix
    Matrix,
    /// Print the figures of a year, each counted from rows by its rule
    Figures(figures::Options),
    /// Score the units of a file, with every step of the result; needs no database
    Score(score::Options),
    /// Check every invariant that the schema cannot hold; fails when one does not hold
    Check,
    /// Open the first administrators' accounts, or let somebody back in
    User(user::Options),
    /// Print or check the settings
    Config(config::Options),
}

/// Runs a command on a runtime of its own. `files` are those of the browser application.
pub fn run(cli: Cli, files: Embedded) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the asynchronous runtime does not start")?;
    let done = runtime.block_on(dispatch(cli, files));
    // Blocking work that nobody waits for any more must not keep the process.
    runtime.shutdown_background();
    done
}

async fn dispatch(cli: Cli, files: Embedded) -> Result<ExitCode> {
    let load = || Ok::<_, anyhow::Error>(Config::load(cli.config.as_deref(), environment())?);
    match cli.command {
        Command::Serve => serve::run(load()?, files).await?,
        Command::Migrate => migrate::run(&load()?).await?,
        Command::Found(options) => found::run(&load()?, options).await?,
        Command::Demo(options) => demo::run(load()?, options, files).await?,
        Command::Schema(options) => schema::run(&options).await?,
        Command::Matrix => out(&matrix::text())?,
        Command::Figures(options) => figures::run(load()?, &options).await?,
        Command::Score(options) => return score::run(&options),
        Command::Check => return check::run(&load()?).await,
        Command::User(options) => user::run(&load()?, options).await?,
        Command::Config(options) => return config::run(&options, load),
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes to standard output. A reader that has had enough (`| head`) is no error.
fn out(text: &str) -> Result<()> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write to standard output"),
    }
}

/// The environment, as far as it is text.
fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}
