//! What has been typed on site, kept on the device until the server has taken it.

use serde::{Deserialize, Serialize};

/// A finding on the device. The client id stays with it, so that sending twice writes once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// Client id.
    pub id: String,
    /// Unit, or empty.
    pub unit: String,
    /// One line.
    pub title: String,
    /// The facts.
    pub facts: String,
    /// Clause that is not kept.
    pub basis: String,
    /// Files the server has taken already.
    pub files: Vec<String>,
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// The draft of an account at an activity.
pub(super) fn kept(key: &str) -> Draft {
    let text = storage().and_then(|storage| storage.get_item(&format!("remit.finding.{key}")).ok().flatten());
    text.and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Keeps it.
pub(super) fn keep(key: &str, draft: &Draft) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(draft)) {
        // A full or forbidden storage costs the draft, not the finding.
        let _ = storage.set_item(&format!("remit.finding.{key}"), &text);
    }
}
