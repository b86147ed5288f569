//! What can go wrong between the browser and the server.

use remit_shared::refusal::{Refusal, RefusalCode};
use serde::Deserialize;

use crate::i18n::{lang, t};

/// A refusal as a payload carries it: nothing was changed, and this is why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserProblem {
    /// Stable code.
    pub code: RefusalCode,
    /// Chinese sentence.
    pub message_zh: String,
    /// English sentence.
    pub message: String,
    /// The input field concerned, as the input object names it.
    #[serde(default)]
    pub field: Option<String>,
}

impl UserProblem {
    /// A refusal that the browser makes itself, before asking the server.
    pub fn local(refusal: Refusal) -> Self {
        Self {
            code: refusal.code,
            message_zh: refusal.zh,
            message: refusal.en,
            field: refusal.field,
        }
    }

    /// The sentence in the present language; tracks it.
    pub fn text(&self) -> String {
        lang().pick(&self.message_zh, &self.message).to_owned()
    }
}

/// Why a call gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// The server was not reached.
    Offline,
    /// The server asks to come back later, after so many seconds if it says.
    Unavailable {
        /// Seconds to wait.
        retry_after: Option<u32>,
    },
    /// Nobody is signed in any more; the sign-in dialog is open.
    Unauthenticated,
    /// The hat worn lacks the right.
    Forbidden {
        /// What is missing and who may.
        message: String,
    },
    /// Anything else, with the server's trace id.
    Fault {
        /// `extensions.code` or the HTTP status.
        code: String,
        /// The server's sentence.
        message: String,
        /// Trace id for the support desk.
        trace: Option<String>,
    },
}

impl ApiError {
    /// A sentence for the person; tracks the language.
    pub fn text(&self) -> String {
        match self {
            Self::Offline => t::kit::failure::OFFLINE.get().to_owned(),
            Self::Unavailable {
                retry_after: Some(seconds),
            } => t::kit::failure::unavailable_in(seconds),
            Self::Unavailable { retry_after: None } => t::kit::failure::UNAVAILABLE.get().to_owned(),
            Self::Unauthenticated => t::kit::failure::UNAUTHENTICATED.get().to_owned(),
            Self::Forbidden { message } if !message.is_empty() => message.clone(),
            Self::Forbidden { .. } => t::kit::failure::FORBIDDEN.get().to_owned(),
            Self::Fault { code, .. } if code == "E_INPUT" || code == "E_NOT_FOUND" => {
                t::kit::failure::NOT_FOUND.get().to_owned()
            }
            Self::Fault { .. } => t::kit::failure::FAULT.get().to_owned(),
        }
    }

    /// Code and trace for the support desk, if there are any.
    pub fn reference(&self) -> Option<String> {
        match self {
            Self::Fault {
                code,
                trace: Some(trace),
                ..
            } => Some(format!("{code} · {trace}")),
            Self::Fault {
                code, trace: None, ..
            } => Some(code.clone()),
            _ => None,
        }
    }
}
