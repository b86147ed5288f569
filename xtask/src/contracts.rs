//! `cargo xtask generate` and `check`: contracts are files, and the files are current.
//!
//! Each file is what one command of the server prints. A new one is a line in [`CONTRACTS`].

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{process, repository, server};

/// File in the repository and the server command that prints it.
struct Contract {
    path: &'static str,
    command: &'static [&'static str],
}

/// Everything that is generated and checked in.
const CONTRACTS: [Contract; 5] = [
    Contract {
        path: "backend/graphql/schema.graphql",
        command: &["schema"],
    },
    Contract {
        path: "migrations/schema.sql",
        command: &["schema", "--database"],
    },
    Contract {
        path: "docs/generated/config.toml",
        command: &["config", "reference"],
    },
    Contract {
        path: "docs/generated/permission-matrix.txt",
        command: &["matrix"],
    },
    Contract {
        path: "docs/generated/figures-2022.txt",
        command: &["figures", "--year", "2022", "--demo"],
    },
];

/// Writes the files that are stale and says which.
pub fn generate() -> Result<()> {
    let server = server::debug_binary()?;
    for contract in &CONTRACTS {
        let path = repository::root().join(contract.path);
        let fresh = contract.produce(&server)?;
        let current = path.is_file() && repository::read(&path)? == fresh;
        if !current {
            repository::write(&path, fresh)?;
        }
        println!(
            "{:<9} {}",
            if current { "current" } else { "written" },
            contract.path
        );
    }
    Ok(())
}

/// Compares every file with what its command prints; shows the difference of those that are stale.
pub fn check() -> Result<()> {
    let server = server::debug_binary()?;
    let mut stale = Vec::new();
    for contract in &CONTRACTS {
        match contract.compare(&server) {
            Ok(true) => println!("current   {}", contract.path),
            Ok(false) => stale.push(contract.path.to_owned()),
            Err(error) => {
                println!("failed    {}: {error:#}", contract.path);
                stale.push(contract.path.to_owned());
            }
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    bail!(
        "not current: {}; `cargo xtask generate` writes them",
        stale.join(", ")
    );
}

impl Contract {
    /// What the file should contain, ending with exactly one line end.
    fn produce(&self, server: &Path) -> Result<String> {
        let mut command = process::command(&server.to_string_lossy(), self.command);
        let text = String::from_utf8(process::output(&mut command)?)
            .with_context(|| format!("the content of {} is not text", self.path))?;
        if text.trim().is_empty() {
            bail!("`{}` printed nothing", process::line_of(&command));
        }
        Ok(format!("{}\n", text.trim_end()))
    }

    fn compare(&self, server: &Path) -> Result<bool> {
        let fresh = self.produce(server)?;
        let path = repository::root().join(self.path);
        if path.is_file() && repository::read(&path)? == fresh {
            return Ok(true);
        }
        println!("stale     {} (- as checked in, + as it is)", self.path);
        let produced = format!("target/contracts/{}", self.path);
        repository::write(&repository::root().join(&produced), fresh)?;
        let old = if path.is_file() { self.path } else { "/dev/null" };
        // `git diff --no-index` exits with 1 when there is a difference, which is what we are here for.
        let shown = ["--no-pager", "diff", "--no-index", "--", old, &produced];
        process::command("git", &shown)
            .status()
            .context("cannot start git to show the difference")?;
        Ok(false)
    }
}
