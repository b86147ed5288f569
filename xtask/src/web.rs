//! `cargo xtask web`: the browser application, from source to the files that the server embeds.
//!
//! compile → cut at the lazy routes → glue → optimise → name by content → compress → page → size table.
//! A stamp remembers what the last result was made from, so an unchanged application is not built again.

mod budget;
mod gather;
mod inputs;
mod optimise;
mod pack;
mod script;
mod site;
mod style;
mod wasm;

use std::fs::{self, File};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::repository;
use budget::{Budget, Size};
use optimise::Optimiser;
pub use wasm::{PROFILE, target};

/// Mode of a build that is held to the budget.
const RELEASE: &str = "release";
/// Mode of a build for trying things out.
const DEV: &str = "dev";
/// Mode of a build that would be one, were it optimised.
const UNOPTIMISED: &str = "unoptimised";

/// Options of `cargo xtask web`.
#[derive(Args, Default)]
pub struct Options {
    /// Quick build for trying things out: not optimised, light compression, no budget
    #[arg(long)]
    dev: bool,
    /// Build even when nothing has changed
    #[arg(long)]
    force: bool,
}

/// Builds the application, or shows the sizes of the one that is already current.
pub fn run(options: &Options) -> Result<()> {
    if build(options)? == Outcome::Current {
        println!("target/site is current");
    }
    Ok(())
}

/// What [`build`] had to do.
#[derive(PartialEq, Eq)]
pub enum Outcome {
    /// Nothing: the last result was made from the same inputs.
    Current,
    /// Everything.
    Built,
}

/// Builds the application when its inputs have changed.
pub fn build(options: &Options) -> Result<Outcome> {
    // Held until the end: two builds at once would take each other's pieces away.
    let _lock = exclusive()?;
    let optimiser = if options.dev { None } else { Optimiser::find() };
    let mode = match (options.dev, &optimiser) {
        (true, _) => DEV,
        (false, Some(_)) => RELEASE,
        (false, None) => UNOPTIMISED,
    };
    let digest = format!("{mode} {}\n", inputs::digest()?);
    let page = repository::site().join("index.html");
    if !options.force && page.is_file() && fs::read_to_string(stamp()).is_ok_and(|last| last == digest) {
        return Ok(Outcome::Current);
    }
    // Without a stamp a build that is interrupted from here on counts as not done.
    if stamp().exists() {
        fs::remove_file(stamp()).context("cannot remove the stamp of the last build")?;
    }
    let sizes = assemble(options.dev, optimiser.as_ref())?;
    budget::print(&sizes);
    if mode == RELEASE {
        Budget::load()?.check(&sizes)?;
    } else {
        println!("budget not checked: this build is {mode}");
    }
    repository::write(&stamp(), digest)?;
    Ok(Outcome::Built)
}

/// What the last build was made from.
pub fn last() -> Result<String> {
    Ok(repository::read(&stamp())?.trim().to_owned())
}

/// An error unless the last build was optimised, and so held to the budget.
pub fn require_optimised() -> Result<()> {
    if !last()?.starts_with(&format!("{RELEASE} ")) {
        bail!("the optimisers could not be installed (the reason is above), so the budget was not checked");
    }
    Ok(())
}

fn assemble(dev: bool, optimiser: Option<&Optimiser>) -> Result<Vec<Size>> {
    let parts = wasm::build(dev)?;
    if let Some(optimiser) = optimiser {
        optimiser.modules(&parts)?;
    }
    let effort = if dev {
        pack::Effort::Quick
    } else {
        pack::Effort::Best
    };
    let files = site::compose(&parts, optimiser)?;
    site::write(&files, effort)
}

fn exclusive() -> Result<File> {
    fs::create_dir_all(target())?;
    let lock = File::create(target().join("xtask.lock")).context("cannot create the lock of the build")?;
    if lock.try_lock().is_err() {
        println!("waiting for another build of the browser application");
        lock.lock().context("cannot wait for another build")?;
    }
    Ok(lock)
}

fn stamp() -> PathBuf {
    target().join("stamp")
}
