//! What an officer has typed, kept on the device: the draft while it is typed, and reports that wait for the network.

use serde::{Deserialize, Serialize};

/// One report on the device. The client id stays with it, so that sending twice writes once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// Client id.
    pub id: String,
    /// Unit, or empty.
    pub unit: String,
    /// Text.
    pub text: String,
    /// Files the server has taken already.
    pub files: Vec<String>,
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn read<T: for<'a> Deserialize<'a>>(key: &str) -> Option<T> {
    let text = storage()?.get_item(key).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

fn write<T: Serialize>(key: &str, value: &T) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(value)) {
        // A full or forbidden storage costs the draft, not the report.
        let _ = storage.set_item(key, &text);
    }
}

/// The draft of an account.
pub(super) fn draft(account: &str) -> Option<Draft> {
    read(&format!("remit.report.draft.{account}"))
}

/// Keeps the draft of an account.
pub(super) fn keep_draft(account: &str, draft: &Draft) {
    write(&format!("remit.report.draft.{account}"), draft);
}

/// Reports of an account that wait for the network, oldest first.
pub(super) fn waiting(account: &str) -> Vec<Draft> {
    read(&format!("remit.report.waiting.{account}")).unwrap_or_default()
}

/// Keeps the reports that wait.
pub(super) fn keep_waiting(account: &str, waiting: &[Draft]) {
    write(&format!("remit.report.waiting.{account}"), &waiting);
}
