//! Starts the server and stops it: what is in flight is finished, within a limit.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::serve::ListenerExt;
use remit_service::context::{Clock, SystemSource};
use remit_store::Db;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::config::Config;
use crate::http::site::{Embedded, Site};
use crate::state::{Parts, ServerState};
use crate::{assemble, http, jobs, telemetry};

/// What a start may choose besides the configuration.
pub struct Options {
    /// Clock; by default the machine's, or the demo's.
    pub clock: Option<Arc<dyn Clock>>,
    /// Browser application.
    pub site: Site,
    /// Whether the clock's jobs run. Tests that drive the clock run them by hand.
    pub jobs: bool,
}

impl Options {
    /// As the commands serve: the usual clock, the application inside the program, all jobs.
    pub fn embedded(files: Embedded) -> Self {
        Self {
            clock: None,
            site: Site::Embedded(files),
            jobs: true,
        }
    }
}

/// A running server.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its state, for tests that look behind the answers.
    pub state: ServerState,
    stop: watch::Sender<bool>,
    task: JoinHandle<std::io::Result<()>>,
    patience: Duration,
}

/// The routes over a state; for tests that need no socket.
pub fn build_router(state: ServerState) -> Router {
    http::router(state)
}

/// Puts the state together over an open, current database.
pub async fn build_state(
    config: Config,
    db: Db,
    options: &Options,
    stopping: watch::Receiver<bool>,
) -> Result<ServerState> {
    let keys = assemble::keys(&config)?;
    let jurisdiction = assemble::jurisdiction(&config, &db).await?;
    let clock = match &options.clock {
        Some(clock) => Arc::clone(clock),
        None => assemble::clock(&config, &db).await?,
    };
    let (schema, types) = assemble::schema(&config)?;
    let app = assemble::app(&config, keys, db, jurisdiction)?;
    Ok(ServerState::new(Parts {
        app,
        config,
        schema,
        types,
        site: options.site.clone(),
        metrics: telemetry::recorder()?,
        stopping,
        clock,
        ids: Arc::new(SystemSource),
    }))
}

/// Starts the server over an open, current database.
pub async fn start(config: Config, db: Db, options: Options) -> Result<Server> {
    let (stop, stopping) = watch::channel(false);
    let patience = Duration::from_secs(config.http.shutdown_s);
    let listen = config.listen.clone();
    let state = build_state(config, db, &options, stopping.clone()).await?;
    let listener = TcpListener::bind(&listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    let address = listener.local_addr().context("the listener has no address")?;
    let listener = listener.tap_io(|stream| {
        // Answers are written whole; waiting for more would only add delay.
        let _ = stream.set_nodelay(true);
    });
    let service = build_router(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let running = options.jobs.then(|| jobs::start(&state));
    let task = tokio::spawn(async move {
        let mut stopping = stopping;
        let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
            let _ = stopping.wait_for(|stopping| *stopping).await;
        });
        let result = serving.await;
        drop(running);
        result
    });
    Ok(Server {
        address,
        state,
        stop,
        task,
        patience,
    })
}

impl Server {
    /// Stops listening, finishes what is in flight and closes the database.
    pub async fn stop(self) -> Result<()> {
        self.stop.send_replace(true);
        let mut task = self.task;
        if let Ok(ended) = tokio::time::timeout(self.patience, &mut task).await {
            ended
                .context("the server's task failed")?
                .context("the listener failed")?;
        } else {
            tracing::warn!("requests were still running at the end of http.shutdown_s; they are cut off");
            task.abort();
        }
        let db = self.state.app.db.clone();
        db.close().await.context("the database could not be closed")
    }

    /// Serves until the process is asked to stop (SIGINT, SIGTERM) or the listener fails.
    pub async fn run(mut self) -> Result<()> {
        tokio::select! {
            ended = &mut self.task => ended.context("the server's task failed")?.context("the listener failed"),
            () = asked_to_stop() => {
                tracing::info!("stopping");
                self.stop().await
            }
        }
    }
}

/// Returns at SIGINT (Ctrl-C) or SIGTERM.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminated) = signal(SignalKind::terminate()) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = tokio::signal::ctrl_c().await;
    }
}
