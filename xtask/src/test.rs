//! `cargo xtask test`: every check and test there is, with a summary at its end.
//!
//! Steps go on after a failure so that one run shows everything. A step that cannot run has failed, with the reason;
//! only what `--quick` or `--only` leaves out is left out, and that is said.

mod browser;
mod demo;
mod guard;
pub mod native;
pub mod postgres;
mod summary;
mod tally;

use std::fs;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::{contracts, layers, process, repository, tools, web};
use summary::{Line, Summary};
use tally::Tally;

/// Options of `cargo xtask test`.
#[derive(Args)]
pub struct Options {
    /// Run these steps only
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Step>,
    /// Leave out what takes longest: PostgreSQL, the build of the browser application and the browser tests
    #[arg(long)]
    quick: bool,
}

/// Steps in the order in which they run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Formatting
    Fmt,
    /// Manifests, names, sizes
    Layers,
    /// Lints of everything native
    Clippy,
    /// Lints of the browser application
    ClippyWeb,
    /// Generated files are current
    Contracts,
    /// Tests on SQLite and PostgreSQL
    Tests,
    /// Build of the browser application, within its budget
    Web,
    /// The product in headless Chromium
    Browser,
}

impl Step {
    /// Steps that `--quick` leaves out.
    const SLOW: [Self; 3] = [Self::ClippyWeb, Self::Web, Self::Browser];

    fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn run(self, quick: bool) -> Result<Tally> {
        match self {
            Self::Fmt => process::run(&mut process::cargo(&["fmt", "--all", "--check"]))?,
            Self::Layers => layers::run()?,
            Self::Clippy => native::clippy()?,
            Self::ClippyWeb => clippy_web()?,
            Self::Contracts => contracts::check()?,
            Self::Tests => return native::tests(!quick),
            Self::Web => web_build()?,
            Self::Browser => return browser::run(),
        }
        Ok(Tally::one_passed())
    }
}

/// Runs the chosen steps.
pub fn run(options: &Options) -> Result<()> {
    // The server embeds this folder; it must exist before anything of it compiles.
    fs::create_dir_all(repository::site())?;
    let mut summary = Summary::default();
    for step in Step::value_variants().iter().copied() {
        let chosen = options.only.is_empty() || options.only.contains(&step);
        if !chosen || (options.quick && Step::SLOW.contains(&step)) {
            summary.left_out(step.name());
            continue;
        }
        println!("\n=== {}", step.name());
        let started = Instant::now();
        let result = if step == Step::Browser && summary.has_failed(&Step::Web.name()) {
            Err(anyhow::anyhow!("needs the step web, which failed"))
        } else {
            step.run(options.quick)
        };
        summary.add(Line::new(step.name(), started.elapsed(), result));
    }
    summary.print();
    if summary.tally().failed > 0 {
        bail!("not everything passed");
    }
    Ok(())
}

/// In the profile of the real build, so that build scripts and macros are compiled once for both.
fn clippy_web() -> Result<()> {
    tools::ensure_wasm_target()?;
    let folder = web::target().to_string_lossy().into_owned();
    let check = [
        "clippy",
        "--package",
        "remit-web",
        "--all-targets",
        "--profile",
        web::PROFILE,
    ];
    let place = [
        "--target",
        tools::WASM,
        "--target-dir",
        &folder,
        "--",
        "-D",
        "warnings",
    ];
    process::run(&mut process::cargo(&[&check[..], &place[..]].concat()))
}

fn web_build() -> Result<()> {
    tools::ensure_wasm_target()?;
    if web::build(&web::Options::default())? == web::Outcome::Current {
        println!("target/site is current");
    }
    // `up` may do without wasm-opt; here the budget must have been held.
    web::require_optimised()
}
