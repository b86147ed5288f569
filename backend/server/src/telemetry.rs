//! Logs and counters.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::{ConfigError, Log, LogFormat};
use crate::state::ServerState;

/// Upper bounds of the request histogram, seconds.
const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Sends log lines to standard error, and panics with them. The first call counts.
pub fn start_logs(log: &Log) -> Result<(), ConfigError> {
    let filter = EnvFilter::try_new(&log.level).map_err(|_| {
        ConfigError(format!(
            "log.level: `{}` is neither a level nor a filter",
            log.level
        ))
    })?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second server in one process (a test) keeps the first one's.
    let _ = match log.format {
        LogFormat::Json => builder
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .try_init(),
        LogFormat::Text => builder.with_target(false).try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let message = panic.payload_as_str().unwrap_or_default();
        tracing::error!(place, message, "panicked");
    }));
    Ok(())
}

/// The process's recorder of counters.
pub fn recorder() -> Result<PrometheusHandle, ConfigError> {
    let handle = RECORDER.get_or_init(|| {
        let builder = PrometheusBuilder::new();
        let builder = builder
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &BUCKETS)
            .ok()?;
        let handle = builder.install_recorder().ok()?;
        describe();
        Some(handle)
    });
    handle
        .clone()
        .ok_or_else(|| ConfigError("the counters of /metrics could not be set up".to_owned()))
}

fn describe() {
    use metrics::{describe_counter, describe_gauge, describe_histogram};
    describe_counter!(
        "remit_http_requests_total",
        "Requests answered, by route, method and status."
    );
    describe_histogram!(
        "remit_http_request_seconds",
        "Time to the head of the answer, by route."
    );
    describe_counter!(
        "remit_graphql_requests_total",
        "GraphQL requests: done, partial, invalid, refused."
    );
    describe_counter!(
        "remit_graphql_refused_total",
        "Documents refused before execution, by code."
    );
    describe_gauge!("remit_websockets", "Open WebSockets.");
    describe_counter!("remit_db_statements_total", "Statements sent to the database.");
    describe_gauge!("remit_resident_bytes", "Resident memory of the process.");
    describe_counter!("remit_jobs_total", "Runs of the clock's job, by outcome.");
}

/// Counters that are asked for rather than told.
pub fn sample(state: &ServerState) {
    metrics::counter!("remit_db_statements_total").absolute(state.app.db.statements());
    if let Some(bytes) = resident_bytes() {
        metrics::gauge!("remit_resident_bytes").set(bytes);
    }
}

/// Linux only; elsewhere the gauge is missing.
fn resident_bytes() -> Option<f64> {
    const PAGE: u32 = 4096;
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u32 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(f64::from(pages) * f64::from(PAGE))
}
