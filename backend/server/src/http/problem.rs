//! Bodies of answers that say "no" before GraphQL is asked: always JSON, always with a code and the trace id.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use remit_service::failure::{Failure, Fault};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;
use serde_json::{Value, json};

/// Seconds after which a client may try again when the database was away.
pub const RETRY_AFTER_S: u32 = 2;

/// Why a request is refused.
#[derive(Debug, Clone)]
pub struct Problem {
    /// HTTP status.
    pub status: StatusCode,
    /// Stable code.
    pub code: &'static str,
    /// Chinese sentence.
    pub zh: String,
    /// English sentence.
    pub en: String,
}

impl Problem {
    /// A refusal by HTTP.
    pub fn new(status: StatusCode, code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            status,
            code,
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The service or the database is away for the moment.
    pub fn unavailable() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "UNAVAILABLE",
            "服务暂时不可用，数据没有改动，请稍后重试。",
            "The service is unavailable for the moment; nothing was changed, please try again.",
        )
    }

    /// A fault of ours.
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL",
            "系统出现故障；请将追踪编号告知系统管理员。",
            "Something went wrong. Tell the administrator the trace id.",
        )
    }

    /// A refusal of the rules as a status.
    pub fn of_refusal(refusal: &Refusal) -> Self {
        Self::new(
            status_of(refusal.code),
            refusal.code.code(),
            &refusal.zh,
            &refusal.en,
        )
    }

    /// A use case that gave no result. Faults are logged here, where the trace is known.
    pub fn of_failure(failure: &Failure, trace: &str) -> Self {
        match failure {
            Failure::Refused(refusal) => Self::of_refusal(refusal),
            Failure::Fault(fault) => {
                let cause = std::error::Error::source(fault)
                    .map(ToString::to_string)
                    .unwrap_or_default();
                tracing::error!(trace, %fault, cause, "a request failed");
                match fault {
                    Fault::Unavailable(_) => Self::unavailable(),
                    Fault::Store(_) | Fault::Broken(_) => Self::internal(),
                }
            }
        }
    }

    /// The body as GraphQL clients read it.
    pub fn graphql_body(&self, trace: &str) -> Value {
        json!({ "errors": [{
            "message": self.en,
            "extensions": { "code": self.code, "messageZh": self.zh, "traceId": trace },
        }] })
    }

    /// The answer with a body of any JSON type.
    pub fn with_body(&self, content_type: &'static str, body: &Value) -> Response {
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }

    /// The answer outside GraphQL: the shape of a payload's `problems`.
    pub fn into_response(&self, trace: &str, field: Option<&str>) -> Response {
        let problem = json!({ "code": self.code, "messageZh": self.zh, "message": self.en, "field": field });
        self.with_body(
            "application/json; charset=utf-8",
            &json!({ "problems": [problem], "traceId": trace }),
        )
    }
}

/// The status that says about the same as a refusal's code.
fn status_of(code: RefusalCode) -> StatusCode {
    match code {
        RefusalCode::Unauthenticated | RefusalCode::SignIn => StatusCode::UNAUTHORIZED,
        RefusalCode::Role | RefusalCode::Scope => StatusCode::FORBIDDEN,
        RefusalCode::NotFound => StatusCode::NOT_FOUND,
        RefusalCode::Stale | RefusalCode::Dup | RefusalCode::State => StatusCode::CONFLICT,
        RefusalCode::Throttled => StatusCode::TOO_MANY_REQUESTS,
        RefusalCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
