//! What surrounds every request: a trace id, a time limit, a net under panics, a log line, counters.
//!
//! The log line has the route, never the address as sent: ids and search words stand in it. No query, variable,
//! cookie, name or client address is logged.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt;
use tracing::Instrument;

use super::problem::Problem;
use crate::state::ServerState;

/// Header of the trace id.
pub const TRACE_HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Where voters ask. Calls to it are not observed at all: no line, no trace id, no counter of their own (F1).
pub const BALLOT_PATH: &str = "/graphql/ballot";

/// The trace id of a request.
#[derive(Debug, Clone)]
pub struct Trace(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Trace {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(parts
            .extensions
            .get::<Self>()
            .cloned()
            .unwrap_or_else(|| Self(String::new())))
    }
}

/// Surrounds a request.
pub async fn request(State(state): State<ServerState>, mut request: Request, next: Next) -> Response {
    let limit = Duration::from_secs(state.config.http.timeout_s);
    if request.uri().path() == BALLOT_PATH {
        request.extensions_mut().insert(Trace(String::new()));
        return run(request, next, limit, "").await;
    }
    let started = Instant::now();
    let trace = state.new_trace();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("site", MatchedPath::as_str)
        .to_owned();
    request.extensions_mut().insert(Trace(trace.clone()));
    let span = tracing::info_span!("request", trace = %trace);
    let mut response = run(request, next, limit, &trace).instrument(span.clone()).await;
    let status = response.status().as_u16();
    let seconds = started.elapsed().as_secs_f64();
    if let Ok(value) = HeaderValue::from_str(&trace) {
        response.headers_mut().insert(TRACE_HEADER, value);
    }
    let _entered = span.enter();
    if route == "/healthz" || route == "/readyz" || route == "/metrics" {
        tracing::debug!(%method, route, status, seconds, "answered");
    } else {
        tracing::info!(%method, route, status, seconds, "answered");
    }
    let labels = [
        ("route", route),
        ("method", method.as_str().to_owned()),
        ("status", status.to_string()),
    ];
    metrics::counter!("remit_http_requests_total", &labels).increment(1);
    metrics::histogram!("remit_http_request_seconds", "route" => labels[0].1.clone()).record(seconds);
    response
}

async fn run(request: Request, next: Next, limit: Duration, trace: &str) -> Response {
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(limit, answer).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            // The panic hook has logged where.
            tracing::error!("a request panicked");
            json(&Problem::internal(), trace)
        }
        Err(_) => {
            tracing::warn!("a request took too long");
            json(&Problem::unavailable(), trace)
        }
    }
}

fn json(problem: &Problem, trace: &str) -> Response {
    problem.with_body("application/json; charset=utf-8", &problem.graphql_body(trace))
}
