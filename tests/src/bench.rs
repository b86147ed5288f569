//! The driver of the benches in `tests/benches`: servers as child processes, load over raw sockets, tables.
//!
//! A bench is a program: `fn main() -> ExitCode { bench::main("pages", run) }`. It starts itself again as the server
//! (or as a bare server to compare with), so that the memory of a server is that of its process and not that of
//! the load. It prints ratios and judges nothing; what it cannot measure it refuses with a reason.

pub mod arguments;
pub mod bare;
pub mod child;
pub mod http;
pub mod load;
pub mod setting;
pub mod sql;
pub mod table;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser as _;

pub use arguments::Arguments;
pub use child::Child;
pub use load::{Figures, Work, measure};
pub use table::Table;

/// Runs a bench by its arguments, or the server that it started itself as.
pub fn main<F: Future<Output = Result<()>>>(name: &str, run: impl FnOnce(Arguments) -> F) -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            println!("bench {name}: no runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut words = std::env::args().skip(1);
    let result = if words.next().as_deref() == Some(child::WORD) {
        runtime.block_on(child::serve(words.collect()))
    } else {
        let arguments = Arguments::parse();
        arguments.greet(name);
        runtime.block_on(run(arguments))
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("bench {name} cannot run: {error:#}");
            ExitCode::FAILURE
        }
    }
}
