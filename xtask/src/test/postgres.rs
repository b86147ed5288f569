//! A private PostgreSQL for one test run: own folder, own port, gone afterwards.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::guard::Guard;
use crate::{process, tools};

/// Oldest major version that the product supports.
const OLDEST: u32 = 15;

/// Whether what is committed has to survive a power cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// As in production: what benches measure.
    Full,
    /// Quicker, for tests that throw it all away.
    None,
}

/// A running cluster.
pub struct Cluster {
    /// Address of its maintenance database, with a role that may create databases.
    pub url: String,
    _guard: Guard,
}

impl Cluster {
    /// Starts a cluster from installed binaries, which are installed first where that is possible.
    pub fn start(durability: Durability) -> Result<Self> {
        if binaries().is_none() {
            tools::install(&["postgresql"]).context("PostgreSQL is not installed")?;
        }
        let binaries = binaries().context("PostgreSQL is installed, but initdb is not where it should be")?;
        // initdb refuses to run as root.
        let is_root = process::quietly(&mut process::command("id", &["-u"]))? == "0";
        let user = if is_root { "postgres" } else { "" };
        if is_root && process::quietly(&mut process::command("id", &[user])).is_err() {
            bail!("PostgreSQL does not run as root, and there is no user `{user}` to run it as");
        }
        let port = free_port()?.to_string();
        let script = include_str!("postgres.sh");
        let durable = if durability == Durability::Full {
            "durable"
        } else {
            ""
        };
        let binaries = binaries.to_string_lossy();
        let arguments: [&str; 4] = [&binaries, &port, user, durable];
        let guard = Guard::start("postgres", script, &arguments)?;
        Ok(Self {
            url: format!("postgres://remit@127.0.0.1:{port}/postgres"),
            _guard: guard,
        })
    }
}

/// A port that nobody uses at the moment.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}

/// Folder with `initdb` and `pg_ctl`: the newest under Debian's folder, else the one on the PATH.
fn binaries() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let newest = versions
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| *version >= OLDEST)
        .max()
        .map(|version| {
            Path::new("/usr/lib/postgresql")
                .join(version.to_string())
                .join("bin")
        });
    let path = std::env::var_os("PATH").unwrap_or_default();
    newest
        .into_iter()
        .chain(std::env::split_paths(&path))
        .find(|folder| folder.join("initdb").is_file())
}
