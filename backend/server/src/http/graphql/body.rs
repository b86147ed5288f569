//! The body of a request: read up to a limit, one JSON object with the four parameters.
//!
//! Messages never quote the body: it holds passwords.

use async_graphql::Variables;
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::StreamExt;
use remit_graphql::guard::Rejection;
use serde::Deserialize;

use super::super::problem::Problem;

/// What a GraphQL-over-HTTP request says. Members that are not known are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    /// The document.
    pub query: String,
    /// Which of its operations.
    #[serde(default)]
    pub operation_name: Option<String>,
    /// Values of its variables.
    #[serde(default)]
    pub variables: Variables,
    /// Reserved; has to be an object if it is there.
    #[serde(default, rename = "extensions")]
    _extensions: Option<serde_json::Map<String, serde_json::Value>>,
}

impl Params {
    /// Reads a body.
    pub fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.trim_ascii_start().first() == Some(&b'[') {
            let batch = Rejection::batch();
            return Err(Problem::new(
                StatusCode::BAD_REQUEST,
                batch.code.as_str(),
                batch.message_zh,
                batch.message,
            ));
        }
        serde_json::from_slice(bytes).map_err(|error| {
            if error.is_data() {
                return Problem::new(
                    StatusCode::BAD_REQUEST,
                    "PARAMETERS",
                    "请求参数不正确：query 为字符串，operationName 为字符串，variables 和 extensions 为对象。",
                    "The parameters are not right: query and operationName are strings, variables and extensions objects.",
                );
            }
            Problem::new(
                StatusCode::BAD_REQUEST,
                "JSON",
                format!("请求体不是有效的 JSON（第{}行第{}列）。", error.line(), error.column()),
                format!("The body is not JSON (line {}, column {}).", error.line(), error.column()),
            )
        })
    }

    /// Reads the payload of a message, which is JSON already.
    pub fn from_value(value: serde_json::Value) -> Option<Self> {
        serde_json::from_value(value).ok()
    }
}

/// Reads the body, but never more of it than the limit.
pub async fn read(headers: &HeaderMap, body: Body, limit: usize) -> Result<Vec<u8>, Problem> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    let mut chunks = body.into_data_stream();
    let mut bytes = Vec::with_capacity(announced.unwrap_or_default());
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| cut_off())?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_large(limit));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn cut_off() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "BODY",
        "请求体未能完整接收，请重试。",
        "The body did not arrive complete; please try again.",
    )
}

fn too_large(limit: usize) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "BODY_TOO_LARGE",
        format!("请求体超过 {limit} 字节。"),
        format!("The body is over {limit} bytes."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(body: &str) -> Option<&'static str> {
        Params::parse(body.as_bytes()).err().map(|problem| problem.code)
    }

    #[test]
    fn shapes_are_checked_and_the_rest_is_ignored() {
        for body in [
            r#"{"query":"{a}"}"#,
            r#"{"query":"{a}","operationName":null,"variables":null,"extensions":null}"#,
            r#"{"query":"{a}","operationName":"x","variables":{"a":[1,{"b":null}]},"extensions":{"x":1},"other":[1]}"#,
        ] {
            assert_eq!(code(body), None, "{body}");
        }
        for (body, expected) in [
            ("", "JSON"),
            ("NONSENSE", "JSON"),
            (r#"{"query":"#, "JSON"),
            (r#"{"query":"{a}"} x"#, "JSON"),
            ("\"{a}\"", "PARAMETERS"),
            ("{}", "PARAMETERS"),
            (r#"{"query":null}"#, "PARAMETERS"),
            (r#"{"query":{"a":1}}"#, "PARAMETERS"),
            (r#"{"query":"{a}","query":"{b}"}"#, "PARAMETERS"),
            (r#"{"query":"{a}","operationName":1}"#, "PARAMETERS"),
            (r#"{"query":"{a}","variables":[7]}"#, "PARAMETERS"),
            (r#"{"query":"{a}","variables":"{}"}"#, "PARAMETERS"),
            (r#"{"query":"{a}","extensions":[]}"#, "PARAMETERS"),
            (r#" [{"query":"{a}"}]"#, "BATCH_REFUSED"),
        ] {
            assert_eq!(code(body), Some(expected), "{body}");
        }
        // Nesting that would overflow the stack is an error, not a crash.
        let deep = format!(r#"{{"query":"{{a}}","variables":{{"a":{}"#, "[".repeat(100_000));
        assert_eq!(code(&deep), Some("JSON"));
    }
}
