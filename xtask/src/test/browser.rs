//! The product in headless Chromium: what `tests/browser` says, against a server with the demo city.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::demo::Demo;
use super::tally::Tally;
use crate::{process, repository, tools};

/// Runs every `*.spec.mjs` of `tests/browser`.
pub fn run() -> Result<Tally> {
    let folder = repository::root().join("tests/browser");
    let specs = repository::files_below(&folder, &|path: &Path| {
        path.to_string_lossy().ends_with(".spec.mjs")
    })?;
    if specs.is_empty() {
        bail!("tests/browser has no *.spec.mjs");
    }
    let chromium = chromium()?;
    ensure_node()?;
    tools::npm_ci(&folder).context("the npm packages of tests/browser could not be installed")?;

    let results = repository::root().join("target/browser");
    // Pictures of an earlier failure must not pass for this run's.
    if results.exists() {
        fs::remove_dir_all(&results)?;
    }
    fs::create_dir_all(&results)?;
    let demo = Demo::start(&results.join("server.log"))?;
    println!(
        "server with the demo city: {} (log: target/browser/server.log)",
        demo.url
    );
    let mut node = process::command(
        "node",
        &["--test", "--test-concurrency=1", "--test-reporter=spec"],
    );
    node.args(&specs)
        .env("REMIT_URL", &demo.url)
        .env("CHROMIUM", &chromium);
    let mut tally = Tally::default();
    let succeeded = process::tee(&mut node, |line| tally.read_node(line))?;
    if !succeeded {
        println!(
            "screenshots: target/browser; last messages of the server:\n{}",
            demo.last_messages()
        );
        if tally.failed == 0 {
            tally += Tally::one_failed();
        }
    }
    Ok(tally)
}

/// Chromium and a Chinese font, installed where that is possible.
fn chromium() -> Result<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let path = named.unwrap_or_else(|| PathBuf::from("/usr/bin/chromium"));
    let has_font =
        process::quietly(&mut process::command("fc-list", &[":lang=zh"])).is_ok_and(|list| !list.is_empty());
    let mut missing = Vec::new();
    if !path.is_file() {
        missing.push("chromium");
    }
    if !has_font {
        missing.extend(["fontconfig", "fonts-noto-cjk"]);
    }
    if !missing.is_empty() {
        tools::install(&missing).context("Chromium with a Chinese font is needed")?;
    }
    if !path.is_file() {
        bail!(
            "there is no Chromium at {}; name one in the variable CHROMIUM",
            path.display()
        );
    }
    Ok(path)
}

fn ensure_node() -> Result<()> {
    if tools::answers("node") && tools::answers("npm") {
        return Ok(());
    }
    tools::install(&["nodejs", "npm"]).context("Node.js is needed")
}
