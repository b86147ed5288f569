//! `/healthz`, `/readyz`, `/metrics`.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::state::ServerState;

/// The process runs. `Date` is the time that deadlines and partners' assertions are judged by, which in the demo is
/// not the machine's.
pub async fn healthy(State(state): State<ServerState>) -> Response {
    let now = state.anonymous(String::new()).now();
    let date = now.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    ([(header::DATE, date)], "ok\n").into_response()
}

/// The process wants requests and reaches its database. Migrations were looked at before it began to listen.
pub async fn ready(State(state): State<ServerState>) -> Response {
    if !state.is_ready() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    match state.app.db.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// Counters for Prometheus, for the configured peers only.
pub async fn metrics(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
) -> Response {
    if !state
        .config
        .http
        .metrics_from
        .iter()
        .any(|network| network.contains(peer.ip()))
    {
        return (
            StatusCode::FORBIDDEN,
            "http.metrics_from does not name this address\n",
        )
            .into_response();
    }
    crate::telemetry::sample(&state);
    let content_type = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (content_type, state.metrics.render()).into_response()
}
