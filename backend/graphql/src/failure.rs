//! How a use case's "no" travels: refusals of mutations as data, refusals of queries and all faults as errors
//! with a code. What went wrong inside is for the log; the client gets a trace id to quote.

use async_graphql::{Description, Error, ErrorExtensions, Object, Result, SimpleObject};
use remit_service::context::{Locale, OpCtx};
use remit_service::failure::{Answer, Failure, Fault};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::wire::Wire;

use crate::code::Code;

/// Code of a fault that a retry will not cure.
const INTERNAL: &str = "INTERNAL";
/// Code of a fault that a retry may cure: the database is locked, full or away.
const UNAVAILABLE: &str = "UNAVAILABLE";

/// Why a mutation changed nothing: an expected "no", with a stable code and what to do about it (§3).
#[derive(Debug, Clone, PartialEq, Eq, Description)]
pub struct UserProblem {
    refusal: Refusal,
    locale: Locale,
}

#[Object(use_type_description)]
impl UserProblem {
    /// Stable code to decide by.
    async fn code(&self) -> Code<RefusalCode> {
        self.refusal.code.into()
    }

    /// What is missing and what to do, in Chinese.
    async fn message_zh(&self) -> &str {
        &self.refusal.zh
    }

    /// The same in the language of the request.
    async fn message(&self) -> &str {
        sentence(&self.refusal, self.locale)
    }

    /// Input field the person has to look at, where there is one.
    async fn field(&self) -> Option<&str> {
        self.refusal.field.as_deref()
    }
}

impl UserProblem {
    /// A refusal of one item among many.
    pub fn of(op: &OpCtx, refusal: &Refusal) -> Self {
        Self {
            refusal: refusal.clone(),
            locale: op.locale,
        }
    }

    /// Whether it is refused as a duplicate.
    pub fn is_duplicate(&self) -> bool {
        self.refusal.code == RefusalCode::Dup
    }
}

/// The sentence of a refusal in a language.
pub fn sentence(refusal: &Refusal, locale: Locale) -> &str {
    match locale {
        Locale::Zh => &refusal.zh,
        Locale::En => &refusal.en,
    }
}

/// What a payload is made of: the result or the refusals. Only a fault is an error.
pub struct Settled<T> {
    /// What the use case gave; absent if it refused.
    pub value: Option<T>,
    /// Why it refused.
    pub problems: Vec<UserProblem>,
}

/// Whether it was done, or why it was not.
#[derive(Debug, SimpleObject)]
pub struct SimplePayload {
    /// Whether it was done.
    done: bool,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl<T> From<Settled<T>> for SimplePayload {
    fn from(settled: Settled<T>) -> Self {
        Self {
            done: settled.value.is_some(),
            problems: settled.problems,
        }
    }
}

/// Turns a mutation's answer into what its payload holds.
pub fn settle<T>(op: &OpCtx, answer: Answer<T>) -> Result<Settled<T>> {
    match answer {
        Ok(value) => Ok(Settled {
            value: Some(value),
            problems: Vec::new(),
        }),
        Err(Failure::Refused(refusal)) => Ok(Settled {
            value: None,
            problems: vec![UserProblem {
                refusal,
                locale: op.locale,
            }],
        }),
        Err(Failure::Fault(fault)) => Err(fault_error(op, &fault)),
    }
}

/// Turns a query's answer into its value or an error.
pub fn value<T>(op: &OpCtx, answer: Answer<T>) -> Result<T> {
    answer.map_err(|failure| match failure {
        Failure::Refused(refusal) => refusal_error(op, &refusal),
        Failure::Fault(fault) => fault_error(op, &fault),
    })
}

/// A refusal as an error: in queries there is no payload to carry it.
pub fn refusal_error(op: &OpCtx, refusal: &Refusal) -> Error {
    Error::new(sentence(refusal, op.locale)).extend_with(|_, extensions| {
        extensions.set("code", refusal.code.code());
        extensions.set("messageZh", refusal.zh.as_str());
        if let Some(field) = &refusal.field {
            extensions.set("field", field.as_str());
        }
    })
}

/// A fault as an error that says nothing of the inside.
pub fn fault_error(op: &OpCtx, fault: &Fault) -> Error {
    let (code, zh, en) = match fault {
        Fault::Unavailable(_) => (
            UNAVAILABLE,
            "服务暂时不可用，数据没有改动，请稍后重试。",
            "The service is unavailable for the moment; nothing was changed, please try again.",
        ),
        Fault::Store(_) | Fault::Broken(_) => (
            INTERNAL,
            "系统出现故障，数据没有改动；请将追踪编号告知系统管理员。",
            "Something went wrong; nothing was changed. Tell the administrator the trace id.",
        ),
    };
    let cause = std::error::Error::source(fault)
        .map(ToString::to_string)
        .unwrap_or_default();
    tracing::error!(trace = %op.trace, code, %fault, cause, "a request failed");
    let message = match op.locale {
        Locale::Zh => zh,
        Locale::En => en,
    };
    Error::new(message).extend_with(|_, extensions| {
        extensions.set("code", code);
        extensions.set("messageZh", zh);
        extensions.set("traceId", op.trace.as_str());
    })
}
