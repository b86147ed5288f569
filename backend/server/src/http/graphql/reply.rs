//! What a request came to, as an answer: data, a few errors, the right status.

use std::collections::BTreeMap;

use async_graphql::{ErrorExtensionValues, Response as Executed, ServerError, Value};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use remit_graphql::guard::Rejection;
use serde::Serialize;

use super::super::problem::{Problem, RETRY_AFTER_S};
use super::media::Media;
use crate::state::ServerState;

/// Longest error message, characters.
const MESSAGE_MAX: usize = 300;
/// Code of errors that a retry may cure.
const UNAVAILABLE: &str = "UNAVAILABLE";
/// `294 Partial Success` of the specification: data and errors.
const PARTIAL: u16 = 294;

/// How far a request got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Executed without errors.
    Done,
    /// Executed, with errors in some fields.
    Partial,
    /// Not executed at all.
    Refused,
}

/// A GraphQL response as it is sent.
#[derive(Serialize)]
pub struct ReplyBody {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ServerError>,
    /// Absent if nothing was executed.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
    /// What there is to say beside, such as a partner's quota.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: BTreeMap<String, Value>,
}

impl ReplyBody {
    /// What an execution gave, its errors counted and cut.
    pub fn of(executed: Executed, errors_max: usize) -> (Self, Outcome) {
        let outcome = outcome(&executed);
        let mut errors = executed.errors;
        errors.truncate(errors_max);
        for error in &mut errors {
            tidy(error, outcome);
        }
        let data = (outcome != Outcome::Refused).then_some(executed.data);
        let extensions = executed.extensions;
        (
            Self {
                errors,
                data,
                extensions,
            },
            outcome,
        )
    }

    /// A document that the guard refused.
    pub fn of_rejection(rejection: Rejection) -> Self {
        Self {
            errors: vec![rejection.into_error()],
            data: None,
            extensions: BTreeMap::new(),
        }
    }

    /// The errors, cut and counted.
    pub fn errors(&self) -> &[ServerError] {
        &self.errors
    }

    fn is_unavailable(&self) -> bool {
        self.errors
            .iter()
            .any(|error| code_of(error) == Some(UNAVAILABLE))
    }
}

/// Errors of execution have a path; those of validation and of variables have none, and no data either.
fn outcome(executed: &Executed) -> Outcome {
    if executed.errors.is_empty() {
        return Outcome::Done;
    }
    let refused = executed.data == Value::Null && executed.errors.iter().all(|error| error.path.is_empty());
    if refused {
        Outcome::Refused
    } else {
        Outcome::Partial
    }
}

fn tidy(error: &mut ServerError, outcome: Outcome) {
    if error.message.chars().nth(MESSAGE_MAX).is_some() {
        error.message = error.message.chars().take(MESSAGE_MAX).chain(['…']).collect();
    }
    if code_of(error).is_none() {
        let code = if outcome == Outcome::Refused {
            "QUERY_INVALID"
        } else {
            "VALUE_INVALID"
        };
        error
            .extensions
            .get_or_insert_with(ErrorExtensionValues::default)
            .set("code", code);
    }
}

fn code_of(error: &ServerError) -> Option<&str> {
    match error.extensions.as_ref()?.get("code") {
        Some(Value::String(code)) => Some(code),
        _ => None,
    }
}

/// Answers what was executed.
pub fn executed(state: &ServerState, executed: Executed, media: Media, trace: &str) -> Response {
    let (body, outcome) = ReplyBody::of(executed, state.config.graphql.errors);
    count(match outcome {
        Outcome::Done => "done",
        Outcome::Partial => "partial",
        Outcome::Refused => "invalid",
    });
    let unavailable = body.is_unavailable();
    let status = match (media, outcome) {
        // Nothing but the failure was answered: load balancers and clients shall see it and come back.
        (Media::Response, Outcome::Partial) if unavailable && is_empty(&body) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        (Media::Response, Outcome::Partial) => StatusCode::from_u16(PARTIAL).unwrap_or(StatusCode::OK),
        (Media::Response, Outcome::Refused) => StatusCode::BAD_REQUEST,
        (Media::Response, Outcome::Done) | (Media::Json, _) => StatusCode::OK,
    };
    let mut response = send(status, &body, media, trace);
    if unavailable {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S));
    }
    response
}

fn is_empty(body: &ReplyBody) -> bool {
    match &body.data {
        None | Some(Value::Null) => true,
        Some(Value::Object(fields)) => fields.values().all(|value| *value == Value::Null),
        Some(_) => false,
    }
}

/// Answers a document that the guard refused.
pub fn refused(rejection: Rejection, media: Media, trace: &str) -> Response {
    count("refused");
    metrics::counter!("remit_graphql_refused_total", "code" => rejection.code.as_str()).increment(1);
    tracing::info!(code = rejection.code.as_str(), "a query was refused");
    let status = if media == Media::Response {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    send(status, &ReplyBody::of_rejection(rejection), media, trace)
}

fn count(outcome: &'static str) {
    metrics::counter!("remit_graphql_requests_total", "outcome" => outcome).increment(1);
}

fn send(status: StatusCode, body: &ReplyBody, media: Media, trace: &str) -> Response {
    let Ok(text) = serde_json::to_vec(body) else {
        tracing::error!("an answer could not be written as JSON");
        let problem = Problem::internal();
        return problem.with_body(media.content_type(), &problem.graphql_body(trace));
    };
    let mut response = Response::new(text.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(media.content_type()),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
