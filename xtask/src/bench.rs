//! `cargo xtask bench`: the benches of `tests/benches`, optimised, with whatever arguments one gives.

use anyhow::Result;
use clap::Args;

use crate::process;

/// Options of `cargo xtask bench`.
#[derive(Args)]
pub struct Options {
    /// Passed on to `cargo bench -p remit-tests`, for example `--bench pages -- --clients 8`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Runs the benches.
pub fn run(options: &Options) -> Result<()> {
    let mut command = process::cargo(&["bench", "--package", "remit-tests"]);
    process::run(command.args(&options.arguments))
}
