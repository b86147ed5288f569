//! Queries and mutations.

use graphql_client::GraphQLQuery;
use serde::Deserialize;

use super::error::{ApiError, UserProblem};
use super::http::{self, Answer};
use super::refresh;

#[derive(Deserialize)]
struct Envelope<T> {
    data: Option<T>,
}

#[derive(Deserialize)]
struct Faults {
    #[serde(default)]
    errors: Vec<Fault>,
}

#[derive(Deserialize)]
struct Fault {
    #[serde(default)]
    message: String,
    #[serde(default)]
    extensions: Extensions,
}

#[derive(Deserialize, Default)]
struct Extensions {
    code: Option<String>,
    trace: Option<String>,
    #[serde(rename = "traceId")]
    trace_id: Option<String>,
    #[serde(rename = "messageZh")]
    message_zh: Option<String>,
}

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
    let text = send(body::<Op>(variables)?).await?;
    read(&text)
}

/// Asks a mutation. The operation selects `problems { code messageZh message field }` of its one payload.
pub async fn mutate<Op: GraphQLQuery>(variables: Op::Variables) -> Result<Reply<Op::ResponseData>, ApiError> {
    let text = send(body::<Op>(variables)?).await?;
    Ok(Reply {
        data: read(&text)?,
        problems: problems(&text),
    })
}

fn body<Op: GraphQLQuery>(variables: Op::Variables) -> Result<String, ApiError> {
    serde_json::to_string(&Op::build_query(variables)).map_err(|error| unreadable(&error))
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, ApiError> {
    let envelope: Envelope<T> = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    envelope.data.ok_or(ApiError::Unavailable { retry_after: None })
}

/// The refusals of a payload, whatever the mutation is called.
fn problems(text: &str) -> Vec<UserProblem> {
    #[derive(Deserialize, Default)]
    struct Payload {
        #[serde(default)]
        problems: Vec<UserProblem>,
    }
    type Payloads = std::collections::BTreeMap<String, Payload>;
    serde_json::from_str::<Envelope<Payloads>>(text)
        .ok()
        .and_then(|envelope| envelope.data)
        .map(|payloads| {
            payloads
                .into_values()
                .flat_map(|payload| payload.problems)
                .collect()
        })
        .unwrap_or_default()
}

/// Sends, and once more after the session was renewed.
async fn send(body: String) -> Result<String, ApiError> {
    let first = judge(http::post(&body).await?);
    if first != Err(ApiError::Unauthenticated) {
        return first;
    }
    if refresh::renew().await {
        let second = judge(http::post(&body).await?);
        if second != Err(ApiError::Unauthenticated) {
            return second;
        }
    }
    crate::session::raise_ended();
    Err(ApiError::Unauthenticated)
}

/// Sends without trying to renew; the renewal itself uses it.
pub(super) async fn send_once(body: &str) -> Result<String, ApiError> {
    judge(http::post(body).await?)
}

/// Reads the faults of an answer. A partial answer counts as failed: pages show whole truths only.
fn judge(answer: Answer) -> Result<String, ApiError> {
    if answer.status == 503 || answer.status == 429 {
        return Err(ApiError::Unavailable {
            retry_after: answer.retry_after,
        });
    }
    let faults = serde_json::from_str::<Faults>(&answer.text).map(|faults| faults.errors);
    match faults {
        Ok(faults) => match faults.into_iter().next() {
            Some(fault) => Err(fault_error(fault, &answer)),
            None if answer.status < 300 => Ok(answer.text),
            None => Err(status_error(&answer)),
        },
        Err(_) => Err(status_error(&answer)),
    }
}

fn fault_error(fault: Fault, answer: &Answer) -> ApiError {
    let Extensions {
        code,
        trace,
        trace_id,
        message_zh,
    } = fault.extensions;
    let message = crate::i18n::lang_untracked()
        .pick(message_zh.as_deref().unwrap_or(&fault.message), &fault.message)
        .to_owned();
    match code.as_deref() {
        Some("E_UNAUTHENTICATED") => ApiError::Unauthenticated,
        Some("E_ROLE" | "E_SCOPE") => ApiError::Forbidden { message },
        Some("E_UNAVAILABLE" | "E_THROTTLED") => ApiError::Unavailable {
            retry_after: answer.retry_after,
        },
        _ => ApiError::Fault {
            code: code.unwrap_or_else(|| answer.status.to_string()),
            message,
            trace: trace.or(trace_id),
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

/// The answer does not have the shape this build was compiled against: the server is newer.
fn unreadable(error: &serde_json::Error) -> ApiError {
    ApiError::Fault {
        code: "E_SHAPE".to_owned(),
        message: error.to_string(),
        trace: None,
    }
}
