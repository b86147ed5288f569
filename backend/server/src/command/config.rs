//! `remit config`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::out;
use crate::config::{Config, REFERENCE, check};

/// Options of `remit config`.
#[derive(Debug, Args)]
pub struct Options {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print the settings in force, secrets masked
    Print,
    /// Say whether `remit serve` would start with these settings, and what is missing
    Check,
    /// Print every setting with its meaning and default
    Reference,
}

/// Prints or checks. The reference needs no valid settings.
pub fn run(options: &Options, load: impl FnOnce() -> Result<Config>) -> Result<ExitCode> {
    match options.action {
        Action::Reference => out(REFERENCE)?,
        Action::Print => out(&load()?.print()?)?,
        Action::Check => {
            if let Err(wrong) = check(&load()?) {
                for error in wrong {
                    println!("- {error}");
                }
                return Ok(ExitCode::FAILURE);
            }
            println!("complete");
        }
    }
    Ok(ExitCode::SUCCESS)
}
