//! Sends one evidence file to `POST /files` and tells how far it is.

use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

use super::error::{ApiError, UserProblem};

/// A file the server has taken.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Stored {
    /// Global id, for `fileIds`.
    pub id: String,
    /// Name as the person chose it.
    pub name: String,
    /// Size in bytes.
    pub size: i64,
}

/// What became of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upload {
    /// So many per cent are sent.
    Sending(u32),
    /// Taken.
    Done(Stored),
    /// Refused, and why.
    Refused(String),
    /// Not reached or failed.
    Failed(ApiError),
}

#[derive(Deserialize)]
struct Refusals {
    problems: Vec<UserProblem>,
}

/// Starts an upload; `state` follows it. Failures of the browser itself count as offline.
pub fn send(file: &File, state: RwSignal<Upload>) {
    if start(file, state).is_none() {
        state.set(Upload::Failed(ApiError::Offline));
    }
}

fn start(file: &File, state: RwSignal<Upload>) -> Option<()> {
    let request = XmlHttpRequest::new().ok()?;
    request.open_with_async("POST", "/files", true).ok()?;
    request.set_request_header("x-remit-csrf", "1").ok()?;
    let form = FormData::new().ok()?;
    form.append_with_str("notSecret", "true").ok()?;
    form.append_with_blob_and_filename("file", file, &file.name())
        .ok()?;

    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            state.try_set(Upload::Sending(percent(event.loaded(), event.total())));
        }
    });
    request
        .upload()
        .ok()?
        .set_onprogress(Some(progress.as_ref().unchecked_ref()));
    progress.forget();

    let finished = request.clone();
    let done = Closure::once_into_js(move || {
        state.try_set(outcome(&finished));
    });
    request.set_onloadend(Some(done.unchecked_ref()));
    request.send_with_opt_form_data(Some(&form)).ok()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a quotient of two sizes, between 0 and 100"
)]
fn percent(loaded: f64, total: f64) -> u32 {
    (loaded / total * 100.0).clamp(0.0, 100.0) as u32
}

fn outcome(request: &XmlHttpRequest) -> Upload {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match request.status().unwrap_or(0) {
        0 => Upload::Failed(ApiError::Offline),
        200 | 201 => match serde_json::from_str(&text) {
            Ok(stored) => Upload::Done(stored),
            Err(_) => Upload::Failed(ApiError::Unavailable { retry_after: None }),
        },
        401 => {
            crate::session::raise_ended();
            Upload::Failed(ApiError::Unauthenticated)
        }
        429 | 502..=504 => Upload::Failed(ApiError::Unavailable { retry_after: None }),
        status => match serde_json::from_str::<Refusals>(&text) {
            Ok(refusals) => Upload::Refused(
                refusals
                    .problems
                    .iter()
                    .map(UserProblem::text)
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
            Err(_) => Upload::Failed(ApiError::Fault {
                code: status.to_string(),
                message: text,
                trace: None,
            }),
        },
    }
}
