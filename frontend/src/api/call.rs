//! Queries and mutations.

use std::future::Future;
use std::pin::Pin;

use graphql_client::GraphQLQuery;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{ApiError, UserProblem};
use super::http::{self, Answer};
use super::json::{self, Mismatch};
use super::refresh;

/// What a mutation answered: its payload, and the refusals in it. With refusals nothing was changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply<T> {
    /// The payload, for the rest that it says.
    pub data: T,
    /// Refusals; empty when it was done.
    pub problems: Vec<UserProblem>,
}

/// Asks a query.
pub async fn call<Op: GraphQLQuery>(variables: Op::Variables) -> Result<Op::ResponseData, ApiError> {
    read(send(body::<Op>(variables)?).await?)
}

/// Asks a mutation. The operation selects `problems { code messageZh message field }` of its one payload.
pub async fn mutate<Op: GraphQLQuery>(variables: Op::Variables) -> Result<Reply<Op::ResponseData>, ApiError> {
    let data = send(body::<Op>(variables)?).await?;
    let problems = problems(&data)?;
    Ok(Reply {
        data: read(data)?,
        problems,
    })
}

/// Asks a query as a voter (F1).
pub async fn call_unlinked<Op: GraphQLQuery>(variables: Op::Variables) -> Result<Op::ResponseData, ApiError> {
    read(send_unlinked(body::<Op>(variables)?).await?)
}

/// Asks a mutation as a voter (F1).
pub async fn mutate_unlinked<Op: GraphQLQuery>(
    variables: Op::Variables,
) -> Result<Reply<Op::ResponseData>, ApiError> {
    let data = send_unlinked(body::<Op>(variables)?).await?;
    let problems = problems(&data)?;
    Ok(Reply {
        data: read(data)?,
        problems,
    })
}

fn send_unlinked(body: String) -> Sending {
    Box::pin(async move { judge(&http::post_unlinked(&body).await?) })
}

fn body<Op: GraphQLQuery>(variables: Op::Variables) -> Result<String, ApiError> {
    let query = Op::build_query(variables);
    let variables =
        serde_json::to_string(&query.variables).map_err(|error| unreadable(Mismatch(error.to_string())))?;
    Ok(envelope(query.query, query.operation_name, &variables))
}

/// The request body; the part that does not depend on the operation's types.
pub(super) fn envelope(document: &str, name: &str, variables: &str) -> String {
    let text = Value::String(super::document::operation(document, name));
    format!(r#"{{"operationName":"{name}","query":{text},"variables":{variables}}}"#)
}

fn read<T: DeserializeOwned>(data: Value) -> Result<T, ApiError> {
    json::read(data).map_err(unreadable)
}

/// The refusals of a payload, whatever the mutation is called.
fn problems(data: &Value) -> Result<Vec<UserProblem>, ApiError> {
    let payloads = data.as_object().into_iter().flat_map(serde_json::Map::values);
    let found = payloads
        .filter_map(|payload| payload.get("problems"))
        .filter_map(Value::as_array)
        .flatten();
    found.map(|problem| read(problem.clone())).collect()
}

type Sending = Pin<Box<dyn Future<Output = Result<Value, ApiError>>>>;

/// Sends, and once more after the session was renewed. Boxed: one state machine for all operations.
fn send(body: String) -> Sending {
    Box::pin(async move {
        let first = send_once(&body).await;
        if first != Err(ApiError::Unauthenticated) {
            return first;
        }
        if refresh::renew().await {
            let second = send_once(&body).await;
            if second != Err(ApiError::Unauthenticated) {
                return second;
            }
        }
        crate::session::raise_ended();
        Err(ApiError::Unauthenticated)
    })
}

/// Sends without trying to renew; the renewal itself uses it.
pub(super) async fn send_once(body: &str) -> Result<Value, ApiError> {
    judge(&http::post(body).await?)
}

/// The data of an answer. A partial answer counts as failed: pages show whole truths only.
fn judge(answer: &Answer) -> Result<Value, ApiError> {
    if answer.status == 503 || answer.status == 429 {
        return Err(ApiError::Unavailable {
            retry_after: answer.retry_after,
        });
    }
    let Ok(mut body) = serde_json::from_str::<Value>(&answer.text) else {
        return Err(status_error(answer));
    };
    if let Some(fault) = body.get("errors").and_then(|errors| errors.get(0)) {
        return Err(fault_error(fault, answer));
    }
    match body.get_mut("data").map(Value::take) {
        Some(data @ Value::Object(_)) if answer.status < 300 => Ok(data),
        _ => Err(status_error(answer)),
    }
}

fn fault_error(fault: &Value, answer: &Answer) -> ApiError {
    let extension = |key: &str| {
        fault
            .get("extensions")
            .and_then(|all| all.get(key))
            .and_then(Value::as_str)
    };
    let english = fault.get("message").and_then(Value::as_str).unwrap_or_default();
    let chinese = extension("messageZh").unwrap_or(english);
    let message = crate::i18n::lang_untracked().pick(chinese, english).to_owned();
    match extension("code") {
        Some("E_UNAUTHENTICATED") => ApiError::Unauthenticated,
        Some("E_ROLE" | "E_SCOPE") => ApiError::Forbidden { message },
        Some("E_UNAVAILABLE" | "E_THROTTLED") => ApiError::Unavailable {
            retry_after: answer.retry_after,
        },
        code => ApiError::Fault {
            code: code.map_or_else(|| answer.status.to_string(), ToOwned::to_owned),
            message,
            trace: extension("trace").or(extension("traceId")).map(ToOwned::to_owned),
        },
    }
}

fn status_error(answer: &Answer) -> ApiError {
    match answer.status {
        401 => ApiError::Unauthenticated,
        403 => ApiError::Forbidden {
            message: String::new(),
        },
        502..=504 => ApiError::Unavailable {
            retry_after: answer.retry_after,
        },
        status => ApiError::Fault {
            code: status.to_string(),
            message: String::new(),
            trace: None,
        },
    }
}

/// The server is newer than this build.
fn unreadable(Mismatch(message): Mismatch) -> ApiError {
    ApiError::Fault {
        code: "E_SHAPE".to_owned(),
        message,
        trace: None,
    }
}
