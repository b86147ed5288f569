//! The protocol's messages and close codes.

use async_graphql::ServerError;
use axum::extract::ws::{CloseFrame, Message};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::graphql::ReplyBody;

/// From the client.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromClient {
    /// Begins; the payload may hold `authorization`.
    ConnectionInit {
        #[serde(default)]
        payload: Option<Value>,
    },
    /// Wants the events of a document.
    Subscribe {
        id: String,
        payload: Value,
    },
    /// Wants no more of them.
    Complete {
        id: String,
    },
    Ping {},
    Pong {},
}

/// To the client.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToClient<'a> {
    ConnectionAck {},
    Next { id: &'a str, payload: &'a ReplyBody },
    Error { id: &'a str, payload: &'a [ServerError] },
    Complete { id: &'a str },
    Pong {},
}

impl ToClient<'_> {
    /// The message as it is sent. Our own types always become JSON.
    pub fn text(&self) -> Message {
        Message::Text(serde_json::to_string(self).unwrap_or_default().into())
    }
}

/// Why a connection ends. The codes are the protocol's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The server shuts down.
    GoingAway,
    /// Not a message of the protocol.
    Invalid,
    /// Not signed in, or no longer.
    Unauthorized,
    /// The first message did not come in time.
    InitTimeout,
    /// The id of a subscription is in use.
    Duplicate,
    /// The first message came twice.
    TooManyInits,
    /// The database is away for the moment.
    TryAgain,
}

impl Ending {
    /// The closing frame.
    pub fn frame(self) -> Message {
        let (code, reason) = match self {
            Self::GoingAway => (1001, "Going away"),
            Self::Invalid => (4400, "Invalid message"),
            Self::Unauthorized => (4401, "Unauthorized"),
            Self::InitTimeout => (4408, "Connection initialisation timeout"),
            Self::Duplicate => (4409, "Subscriber already exists"),
            Self::TooManyInits => (4429, "Too many initialisation requests"),
            Self::TryAgain => (1013, "Try again later"),
        };
        Message::Close(Some(CloseFrame {
            code,
            reason: reason.into(),
        }))
    }
}

/// The token in the payload of the first message: `{"authorization": "Bearer …"}` or `{"accessToken": "…"}`.
pub fn token_of(payload: Option<&Value>) -> Option<String> {
    let payload = payload?.as_object()?;
    let named = |wanted: &str| {
        let found = payload.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.and_then(|(_, value)| value.as_str())
    };
    let bearer = named("authorization").and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    bearer.or_else(|| named("accessToken")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tokens_are_found_in_either_place() {
        assert_eq!(
            token_of(Some(&json!({ "Authorization": "Bearer a.b" }))).as_deref(),
            Some("a.b")
        );
        assert_eq!(
            token_of(Some(&json!({ "accessToken": "a.b" }))).as_deref(),
            Some("a.b")
        );
        for payload in [
            None,
            Some(json!(null)),
            Some(json!("x")),
            Some(json!({ "authorization": "Basic x" })),
        ] {
            assert_eq!(token_of(payload.as_ref()), None);
        }
    }

    #[test]
    fn reasons_fit_into_a_control_frame() {
        use Ending::{Duplicate, GoingAway, InitTimeout, Invalid, TooManyInits, TryAgain, Unauthorized};
        for ending in [
            GoingAway,
            Invalid,
            Unauthorized,
            InitTimeout,
            Duplicate,
            TooManyInits,
            TryAgain,
        ] {
            let Message::Close(Some(frame)) = ending.frame() else {
                panic!("{ending:?} does not close")
            };
            assert!(frame.reason.len() <= 123);
        }
    }
}
