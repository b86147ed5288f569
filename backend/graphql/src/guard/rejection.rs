//! Why a document is refused: a stable code, a short sentence in both languages, never a word of the document.

use async_graphql::{ErrorExtensionValues, Pos, ServerError, Value};

/// Stable codes, sent as `extensions.code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// More bytes, tokens, definitions or selections than allowed.
    TooLarge,
    /// Brackets or fields nested deeper than allowed.
    TooDeep,
    /// More cost points than allowed.
    TooCostly,
    /// More aliases than allowed.
    TooManyAliases,
    /// More directives than allowed.
    TooManyDirectives,
    /// More fields at the root than allowed.
    TooManyRootFields,
    /// Not a GraphQL document.
    Syntax,
    /// A document, but one that the GraphQL specification does not allow.
    Invalid,
    /// Two fields answer under the same key and differ.
    Conflict,
    /// No operation of that name, or several and none named.
    Operation,
    /// The schema is not shown to this caller.
    Introspection,
    /// Several requests in one body.
    Batch,
}

impl Code {
    /// The code as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "QUERY_TOO_LARGE",
            Self::TooDeep => "QUERY_TOO_DEEP",
            Self::TooCostly => "QUERY_TOO_COSTLY",
            Self::TooManyAliases => "QUERY_TOO_MANY_ALIASES",
            Self::TooManyDirectives => "QUERY_TOO_MANY_DIRECTIVES",
            Self::TooManyRootFields => "QUERY_TOO_MANY_ROOT_FIELDS",
            Self::Syntax => "QUERY_SYNTAX",
            Self::Invalid => "QUERY_INVALID",
            Self::Conflict => "QUERY_FIELD_CONFLICT",
            Self::Operation => "QUERY_OPERATION",
            Self::Introspection => "QUERY_INTROSPECTION",
            Self::Batch => "BATCH_REFUSED",
        }
    }
}

/// A refused document. Nothing of it was executed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Stable code.
    pub code: Code,
    /// English sentence.
    pub message: String,
    /// The same in Chinese.
    pub message_zh: String,
    /// Where in the document, where that is known.
    pub at: Option<Pos>,
}

impl Rejection {
    /// A refusal with its sentences.
    pub fn new(code: Code, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            code,
            message: en.into(),
            message_zh: zh.into(),
            at: None,
        }
    }

    /// A limit was passed: what is limited, in both languages, and to how much.
    pub fn over(code: Code, zh: &str, en: &str, limit: usize) -> Self {
        Self::new(
            code,
            format!("查询超过限制：{zh}最多{limit}。"),
            format!("The query is over the limit: at most {limit} {en}."),
        )
    }

    /// Several requests in one body.
    pub fn batch() -> Self {
        Self::new(
            Code::Batch,
            "不接受批量请求，请逐个发送。",
            "Batches are not accepted; send one request at a time.",
        )
    }

    /// The same refusal with its place.
    #[must_use]
    pub fn at(mut self, pos: Pos) -> Self {
        self.at = Some(pos);
        self
    }

    /// The refusal as a GraphQL error.
    pub fn into_error(self) -> ServerError {
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", Value::from(self.code.as_str()));
        extensions.set("messageZh", Value::from(self.message_zh));
        ServerError {
            extensions: Some(extensions),
            ..ServerError::new(self.message, self.at)
        }
    }
}
