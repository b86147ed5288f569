//! What the built application depends on, as one digest.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::repository;

/// Folders and files that decide what the build makes.
const INPUTS: [&str; 9] = [
    "frontend",
    "shared",
    "backend/graphql/schema.graphql",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "xtask/src/web.rs",
    "xtask/src/web",
    "xtask/tools",
];

/// Digest of names and contents of all inputs.
pub fn digest() -> Result<String> {
    let mut state = Sha256::new();
    for file in files()? {
        let content = fs::read(&file).with_context(|| format!("cannot read {}", repository::shown(&file)))?;
        state.update(repository::shown(&file));
        state.update([0]);
        state.update((content.len() as u64).to_le_bytes());
        state.update(content);
    }
    Ok(hex::encode(state.finalize()))
}

fn files() -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for input in INPUTS {
        let path = repository::root().join(input);
        if path.is_dir() {
            files.extend(repository::files_below(&path, &|_: &Path| true)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
