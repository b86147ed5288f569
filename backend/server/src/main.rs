//! The program `remit`.

#![recursion_limit = "512"] // The merged roots of the schema nest one level a noun.

use std::borrow::Cow;
use std::process::ExitCode;

use clap::Parser;
use remit::command::Cli;
use rust_embed::RustEmbed;

/// Doubles the throughput of nested lists against the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The browser application, `target/site` as `build.rs` found it; a debug build reads it from disk at each request.
/// It is part of the program and not of the library, so that the library can be compiled before it is there.
#[derive(RustEmbed)]
#[folder = "$REMIT_SITE_DIR"]
#[allow_missing = true]
struct Site;

/// Changes with the application where `cargo xtask up` builds, so that the program is made anew and the library is not.
const _: Option<&str> = option_env!("REMIT_SITE_STAMP");

fn site(path: &str) -> Option<Cow<'static, [u8]>> {
    Site::get(path).map(|file| file.data)
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match remit::command::run(cli, site) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("remit: {error:#}");
            ExitCode::FAILURE
        }
    }
}
