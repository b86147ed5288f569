//! `cargo xtask up`: from a fresh checkout to the running product with its demo city.
//!
//! Safe to repeat: what is current is neither built nor loaded again.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};
use clap::Args;

use crate::progress::Progress;
use crate::{process, repository, tools, web};

/// Options of `cargo xtask up`.
#[derive(Args)]
pub struct Options {
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Database to use instead of the embedded one under data/ (sqlite: or postgres: address)
    #[arg(long)]
    database_url: Option<String>,
    /// Throw the demo data away and load it anew
    #[arg(long)]
    fresh: bool,
}

/// Builds what is stale, then becomes the server.
pub fn run(options: &Options) -> Result<()> {
    let mut progress = Progress::new(4);
    progress.step("WebAssembly target of the Rust toolchain");
    progress.note(if tools::ensure_wasm_target()? {
        "added"
    } else {
        "present"
    });

    progress.step("browser application (target/site), and beside it the server's library");
    let mut library = build(&["--lib", "--quiet"], "pending").spawn()?;
    let built = web::build(&web::Options::default()).inspect_err(|_| {
        // Nobody waits for it any more.
        drop(library.kill());
    })?;
    progress.note(if built == web::Outcome::Current {
        "application current; the library may take minutes"
    } else {
        "application built; the library may take minutes"
    });
    if !library.wait()?.success() {
        bail!("the server's library could not be built; the reason is above");
    }

    progress.step("server with the application embedded (target/trial/remit)");
    process::run(&mut build(&[], &web::last()?))?;

    progress.step(&format!(
        "database, demo city, http://127.0.0.1:{} (Ctrl-C stops)",
        options.port
    ));
    progress.note(&format!(
        "everything built after {}; the server takes over",
        progress.elapsed()
    ));
    become_server(&mut server(options))
}

/// Cargo on the server, in the profile that is built soonest. `stamp` says which browser application it embeds.
fn build(more: &[&str], stamp: &str) -> Command {
    let mut command = process::cargo(&["build", "--profile", "trial", "--package", "remit"]);
    command.args(more).env("REMIT_SITE_STAMP", stamp);
    command
}

fn server(options: &Options) -> Command {
    let program: PathBuf = repository::target().join("trial/remit");
    let listen = format!("127.0.0.1:{}", options.port);
    let mut command = process::command(&program.to_string_lossy(), &["demo", "--listen", &listen]);
    if let Some(url) = &options.database_url {
        command.args(["--database-url", url]);
    }
    if options.fresh {
        command.arg("--fresh");
    }
    command
}

/// Replaces this process by the server, so that Ctrl-C and every other signal go straight to it.
#[cfg(unix)]
fn become_server(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;

    let line = process::line_of(command);
    let error = command.exec();
    Err(anyhow::Error::new(error).context(format!("cannot start `{line}`")))
}

/// Waits for the server; the console hands Ctrl-C to both.
#[cfg(not(unix))]
fn become_server(command: &mut Command) -> Result<()> {
    process::run(command)
}
