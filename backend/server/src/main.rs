//! The program `remit`.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.

use std::process::ExitCode;

use clap::Parser;
use remit::command::Cli;

/// Doubles the throughput of nested lists against the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match remit::command::run(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("remit: {error:#}");
            ExitCode::FAILURE
        }
    }
}
