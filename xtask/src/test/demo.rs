//! The debug server with the demo city, for the browser tests.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::guard::Guard;
use super::postgres;
use crate::server;

/// Longest wait for the demo city to be loaded by an unoptimised server.
const START_LIMIT: Duration = Duration::from_mins(3);

/// A running server with a database of its own.
pub struct Demo {
    /// Its address.
    pub url: String,
    log: PathBuf,
    guard: Guard,
}

impl Demo {
    /// Builds the server if it is stale, starts it on a free port and waits until it is ready.
    pub fn start(log: &Path) -> Result<Self> {
        let program = server::debug_binary()?;
        let port = postgres::free_port()?;
        let listen = format!("127.0.0.1:{port}");
        let folder = std::env::temp_dir().join(format!("remit-browser-{}", std::process::id()));
        let database = format!("sqlite://{}?mode=rwc", folder.join("remit.db").display());
        let (log_name, place, program) = (
            log.to_string_lossy(),
            folder.to_string_lossy(),
            program.to_string_lossy(),
        );
        let arguments = [
            &*log_name,
            &*place,
            &*program,
            "demo",
            "--listen",
            &listen,
            "--database-url",
            &database,
        ];
        let guard = Guard::start("server", include_str!("demo.sh"), &arguments)?;
        let url = format!("http://{listen}");
        let mut demo = Self {
            url,
            log: log.to_owned(),
            guard,
        };
        demo.wait(port)?;
        Ok(demo)
    }

    fn wait(&mut self, port: u16) -> Result<()> {
        let started = Instant::now();
        while !is_ready(port) {
            let ended = !self.guard.is_alive();
            if ended || started.elapsed() > START_LIMIT {
                let what = if ended { "ended" } else { "was not ready in time" };
                bail!("the server {what}; its last messages:\n{}", self.last_messages());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// End of the server's log.
    pub fn last_messages(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

fn is_ready(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer)?;
        Ok(answer.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}
