//! The unoptimised server, which prints the contracts and serves the browser tests.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{process, repository};

/// Everything native, so that one set of features serves every step. xtask is apart: it was built alone.
pub const WORKSPACE: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// Builds the server with the features of the whole workspace, as its tests do, and returns its path.
pub fn debug_binary() -> Result<PathBuf> {
    // The server embeds this folder; it must exist when the server compiles.
    fs::create_dir_all(repository::site())?;
    let mut build = process::cargo(&["build", "--quiet", "--bin", "remit"]);
    process::run(build.args(WORKSPACE)).context("the server does not build")?;
    Ok(repository::target().join("debug/remit"))
}
