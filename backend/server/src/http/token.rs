//! `POST /oauth/token`: a partner's machine exchanges a signed assertion for an access token (RFC 6749 and 7523, §8).

use std::net::SocketAddr;

use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{ConnectInfo, Form, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use remit_service::failure::Failure;
use remit_service::partner::{TOKEN_PATH, token};
use remit_shared::refusal::RefusalCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::caller::context;
use super::observe::Trace;
use super::origin;
use super::problem::Problem;
use crate::state::ServerState;

/// The one kind of grant.
const GRANT: &str = "client_credentials";
/// The one kind of assertion.
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// Seconds after which an address that failed too often may try again.
const THROTTLED_S: u32 = 600;

/// The form of the request.
#[derive(Deserialize)]
pub struct Params {
    #[serde(default)]
    grant_type: String,
    #[serde(default)]
    client_assertion_type: String,
    #[serde(default)]
    client_assertion: String,
}

/// Answers a request for a token.
pub async fn grant(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Trace(trace): Trace,
    headers: HeaderMap,
    form: Result<Form<Params>, FormRejection>,
) -> Response {
    let Ok(Form(params)) = form else {
        return error(
            StatusCode::BAD_REQUEST,
            "invalid_request",
            "a form is expected",
            &trace,
        );
    };
    if params.grant_type != GRANT {
        return error(StatusCode::BAD_REQUEST, "unsupported_grant_type", GRANT, &trace);
    }
    if params.client_assertion_type != ASSERTION {
        return error(StatusCode::BAD_REQUEST, "invalid_request", ASSERTION, &trace);
    }
    if let Err(problem) = origin::check_post(&headers, state.cookies, &state.config.public_url) {
        return problem.into_response(&trace, None);
    }
    let op = context(&state, peer, &headers, &trace);
    let audience = format!("{}{TOKEN_PATH}", state.config.public_url.trim_end_matches('/'));
    match token::grant(&state.app, &op, &audience, &params.client_assertion).await {
        Ok(granted) => answer(
            StatusCode::OK,
            &json!({
                "access_token": granted.access_token,
                "token_type": "Bearer",
                "expires_in": granted.expires_in,
                "scope": granted.scope,
            }),
        ),
        Err(Failure::Refused(refusal)) if refusal.code == RefusalCode::Throttled => {
            let mut response = error(StatusCode::TOO_MANY_REQUESTS, "slow_down", &refusal.en, &trace);
            let wait = HeaderValue::from(THROTTLED_S);
            response.headers_mut().insert(header::RETRY_AFTER, wait);
            response
        }
        Err(Failure::Refused(refusal)) => {
            error(StatusCode::UNAUTHORIZED, "invalid_client", &refusal.en, &trace)
        }
        Err(failure) => Problem::of_failure(&failure, &trace).into_response(&trace, None),
    }
}

/// An error in the words of RFC 6749.
fn error(status: StatusCode, code: &str, about: &str, trace: &str) -> Response {
    answer(
        status,
        &json!({ "error": code, "error_description": about, "trace_id": trace }),
    )
}

fn answer(status: StatusCode, body: &Value) -> Response {
    let mut response = (status, Json(body)).into_response();
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, no_store);
    response
}
