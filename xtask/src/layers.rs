//! `cargo xtask layers`: what docs/architecture.md says about the arrangement of the code, checked.

mod lockfile;
mod manifest;
mod sources;

use anyhow::{Result, bail};

use crate::repository;

/// Checks everything and lists every breach.
pub fn run() -> Result<()> {
    let mut breaches = manifest::check(repository::root())?;
    breaches.extend(sources::check(repository::root())?);
    breaches.extend(lockfile::check(repository::root())?);
    for breach in &breaches {
        println!("  {breach}");
    }
    match breaches.len() {
        0 => {
            println!("layers, manifests, names and sizes are as docs/architecture.md says");
            Ok(())
        }
        count => bail!("{count} breaches of docs/architecture.md"),
    }
}
