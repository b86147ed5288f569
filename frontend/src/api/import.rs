//! Sends a workbook to an import and tells what it would do, or did, with each row.

use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, File, HtmlElement, ProgressEvent, Url, XmlHttpRequest, XmlHttpRequestResponseType};

use super::error::{ApiError, UserProblem};

/// One row and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportLine {
    /// Number of the row, as a spreadsheet shows it.
    pub row: u32,
    /// Code as written.
    pub code: String,
    /// Title as written.
    pub title: String,
    /// Code of what became of it.
    pub outcome: String,
    /// Code of why not.
    pub refusal: Option<String>,
    /// Why not, in Chinese.
    pub message_zh: Option<String>,
    /// The same in English.
    pub message: Option<String>,
}

/// What became of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// None was sent.
    Idle,
    /// So many per cent are sent.
    Sending(u32),
    /// Read; `done` when the rows were written.
    Answer {
        /// Whether the rows were written.
        done: bool,
        /// The rows.
        lines: Vec<ImportLine>,
    },
    /// Not taken as a whole, and why.
    Refused(String),
}

#[derive(Deserialize)]
struct Answer {
    done: bool,
    lines: Vec<ImportLine>,
}

#[derive(Deserialize)]
struct Refusals {
    problems: Vec<UserProblem>,
}

/// Starts an import; `state` follows it.
pub fn send(file: &File, address: &str, state: RwSignal<Imported>) {
    state.set(Imported::Sending(0));
    if start(file, address, state).is_none() {
        state.set(Imported::Refused(ApiError::Offline.text()));
    }
}

fn request(address: &str) -> Option<XmlHttpRequest> {
    let request = XmlHttpRequest::new().ok()?;
    request.open_with_async("POST", address, true).ok()?;
    request.set_request_header("x-remit-csrf", "1").ok()?;
    Some(request)
}

fn start(file: &File, address: &str, state: RwSignal<Imported>) -> Option<()> {
    let request = request(address)?;
    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            state.try_set(Imported::Sending(percent(event.loaded(), event.total())));
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
    request.send_with_opt_blob(Some(file)).ok()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a quotient of two sizes, between 0 and 100"
)]
fn percent(loaded: f64, total: f64) -> u32 {
    (loaded / total * 100.0).clamp(0.0, 100.0) as u32
}

fn outcome(request: &XmlHttpRequest) -> Imported {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match request.status().unwrap_or(0) {
        0 => Imported::Refused(ApiError::Offline.text()),
        200 => match serde_json::from_str::<Answer>(&text) {
            Ok(answer) => Imported::Answer {
                done: answer.done,
                lines: answer.lines,
            },
            Err(_) => Imported::Refused(ApiError::Unavailable { retry_after: None }.text()),
        },
        _ => match serde_json::from_str::<Refusals>(&text) {
            Ok(refusals) => {
                let texts: Vec<_> = refusals.problems.iter().map(UserProblem::text).collect();
                Imported::Refused(texts.join(" "))
            }
            Err(_) => Imported::Refused(ApiError::Unavailable { retry_after: None }.text()),
        },
    }
}

/// Sends the workbook once more and saves it as it comes back: the own rows with what became of each.
pub fn answer_sheet(file: &File, address: &str) {
    let Some(request) = request(address) else { return };
    request.set_response_type(XmlHttpRequestResponseType::Blob);
    let finished = request.clone();
    let name = format!("导入结果-{}", file.name());
    let done = Closure::once_into_js(move || {
        let blob = finished
            .response()
            .ok()
            .and_then(|body| body.dyn_into::<Blob>().ok());
        if let Some(blob) = blob.filter(|_| finished.status().is_ok_and(|status| status == 200)) {
            save(&blob, &name);
        }
    });
    request.set_onloadend(Some(done.unchecked_ref()));
    let _ = request.send_with_opt_blob(Some(file));
}

fn save(blob: &Blob, name: &str) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link = document().create_element("a").ok()?;
    link.set_attribute("href", &url).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_ref::<HtmlElement>()?.click();
    Url::revoke_object_url(&url).ok()
}
