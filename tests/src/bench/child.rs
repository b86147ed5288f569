//! Servers as processes of their own: this program, started again.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use remit::config::{Config, DatabaseUrl};
use remit::http::site::Site;
use remit::{Options, assemble};

use super::{bare, http};

/// First argument of a program that is to serve.
pub const WORD: &str = "serve-as-child";

/// What a child serves.
#[derive(Debug, Clone)]
pub enum Serve {
    /// The product over a database.
    Remit(String),
    /// The bare servers of [`bare`].
    Bare,
}

/// A server; it ends with this.
pub struct Child {
    process: std::process::Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of the process to the first answer of `/readyz`.
    pub ready_after: Duration,
}

impl Child {
    /// Starts one and waits until it answers.
    pub async fn start(serve: &Serve) -> Result<Self> {
        let program = std::env::current_exe().context("this program cannot be found")?;
        let mut command = Command::new(program);
        command.arg(WORD).stdout(Stdio::piped());
        match serve {
            Serve::Remit(url) => command.args(["remit", url]),
            Serve::Bare => command.arg("bare"),
        };
        let begun = Instant::now();
        let mut process = command.spawn().context("the server does not start")?;
        let output = process.stdout.take().context("the server has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let Ok(address) = line.trim().parse() else {
            let status = process.wait()?;
            bail!("the server ended before it listened ({status})");
        };
        let ready = http::get(address, "/readyz").await?;
        if ready.status != 200 {
            bail!("the server is not ready ({})", ready.status);
        }
        Ok(Self {
            process,
            address,
            ready_after: begun.elapsed(),
        })
    }

    /// Resident memory now and at its highest, MiB.
    pub fn memory(&self) -> Result<(f64, f64)> {
        memory_of(&self.process.id().to_string())
    }

    /// Statements that it has sent to its database.
    pub async fn statements(&self) -> Result<f64> {
        let text = http::get(self.address, "/metrics").await?.text();
        let line = text
            .lines()
            .find(|line| line.starts_with("remit_db_statements_total"));
        let number = line.and_then(|line| line.rsplit(' ').next()?.parse().ok());
        number.context("the server does not count its statements")
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Resident memory of a process now and at its highest, MiB; `self` is this one.
pub fn memory_of(process: &str) -> Result<(f64, f64)> {
    let path = format!("/proc/{process}/status");
    let status = std::fs::read_to_string(&path)
        .with_context(|| format!("{path} cannot be read: memory is measured on Linux only"))?;
    let field = |name: &str| -> Option<f64> {
        let line = status.lines().find(|line| line.starts_with(name))?;
        Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
    };
    let (now, most) = (field("VmRSS:"), field("VmHWM:"));
    Ok((
        now.context("no resident size")?,
        most.context("no highest resident size")?,
    ))
}

/// What a child does: listens, says where, serves until it is killed.
pub async fn serve(words: Vec<String>) -> Result<()> {
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["remit", url] => {
            let mut config = Config::load(None, []).context("the defaults")?.for_demo();
            config.database_url = DatabaseUrl::new(url);
            "127.0.0.1:0".clone_into(&mut config.listen);
            "error".clone_into(&mut config.log.level);
            // Each rater of the benches comes from a network of its own.
            config.trusted_proxies = vec!["127.0.0.1".parse().map_err(anyhow::Error::msg)?];
            let db = assemble::open_current(&config).await?;
            let options = Options {
                site: Site::Folder(std::env::temp_dir().join("remit-bench-no-site")),
                clock: None,
                jobs: true,
            };
            let server = remit::start(config, db, options).await?;
            say(server.address)?;
            server.run().await
        }
        ["bare"] => {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            say(listener.local_addr()?)?;
            axum::serve(listener, bare::router()).await?;
            Ok(())
        }
        _ => bail!("nothing known to serve: {words:?}"),
    }
}

fn say(address: SocketAddr) -> Result<()> {
    println!("{address}");
    std::io::stdout().flush()?;
    Ok(())
}
