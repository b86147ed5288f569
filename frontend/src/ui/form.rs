//! Forms: fields, an error summary that leads to them, and one way to send.

mod choice;
mod reason;
mod summary;
mod text;

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;
use leptos::task::spawn_local;
use remit_shared::refusal::{Refusal, RefusalCode};

use crate::api::{ApiError, Reply, UserProblem};
use crate::i18n::Text;

pub use choice::{Checkbox, RadioGroup, SelectField, options};
pub use reason::ReasonDialog;
pub(crate) use summary::focus;
pub use summary::{ErrorSummary, SubmitButton};
pub use text::{DateField, PasswordField, TextArea, TextField};

/// The state of one form. `Copy`; input lives in the page's own signals and is never cleared by an error.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    id: u32,
    /// Refusals of the last attempt.
    pub problems: RwSignal<Vec<UserProblem>>,
    /// Fault of the last attempt.
    pub failure: RwSignal<Option<ApiError>>,
    /// Whether it is being sent.
    pub busy: RwSignal<bool>,
    attempt: RwSignal<u32>,
}

/// An answer with what to do about it.
struct Settled {
    problems: Vec<UserProblem>,
    then: Box<dyn FnOnce()>,
}

static NEXT: AtomicU32 = AtomicU32::new(1);

impl Default for Form {
    fn default() -> Self {
        Self::new()
    }
}

impl Form {
    /// An untouched form.
    pub fn new() -> Self {
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            problems: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            attempt: RwSignal::new(0),
        }
    }

    /// The element id of a field.
    pub fn field_id(self, name: &str) -> String {
        format!("f{}-{name}", self.id)
    }

    /// What is wrong with a field; tracks it.
    pub fn error_of(self, name: &str) -> Option<String> {
        self.problems.with(|problems| {
            problems
                .iter()
                .find(|problem| problem.field.as_deref() == Some(name))
                .map(UserProblem::text)
        })
    }

    /// Forgets the last attempt.
    pub fn reset(self) {
        self.problems.set(Vec::new());
        self.failure.set(None);
    }

    /// Shows refusals that the page found itself. Returns whether there were none.
    pub fn check(self, found: impl IntoIterator<Item = Option<Refusal>>) -> bool {
        let problems: Vec<_> = found.into_iter().flatten().map(UserProblem::local).collect();
        let fine = problems.is_empty();
        self.failure.set(None);
        self.problems.set(problems);
        if !fine {
            self.attempt.update(|count| *count += 1);
        }
        fine
    }

    /// Sends. While it is under way a second press does nothing. Without refusals `done` gets the payload.
    pub fn submit<T: 'static>(
        self,
        ask: impl Future<Output = Result<Reply<T>, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        self.submit_or(ask, done, |_| ());
    }

    /// Like [`Form::submit`]; `refused` also sees the payload that came with refusals (duplicates, for example).
    pub fn submit_or<T: 'static>(
        self,
        ask: impl Future<Output = Result<Reply<T>, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
        refused: impl FnOnce(T) + 'static,
    ) {
        self.run(Box::pin(async move {
            let Reply { data, problems } = ask.await?;
            let fine = problems.is_empty();
            let then: Box<dyn FnOnce()> = Box::new(move || if fine { done(data) } else { refused(data) });
            Ok(Settled { problems, then })
        }));
    }

    /// The part that does not depend on the payload.
    fn run(self, ask: Pin<Box<dyn Future<Output = Result<Settled, ApiError>>>>) {
        if self.busy.get_untracked() {
            return;
        }
        self.reset();
        self.busy.set(true);
        spawn_local(async move {
            let result = ask.await;
            self.busy.try_set(false);
            match result {
                Ok(Settled { problems, then }) => {
                    if !problems.is_empty() {
                        self.problems.try_set(problems);
                        self.failed();
                    }
                    then();
                }
                Err(error) => {
                    self.failure.try_set(Some(error));
                    self.failed();
                }
            }
        });
    }

    fn failed(self) {
        self.attempt.try_update(|count| *count += 1);
    }

    /// Changes with each attempt that failed; the summary takes the focus then.
    pub(crate) fn attempt(self) -> u32 {
        self.attempt.get()
    }
}

/// `Some(refusal)` when a required text is empty: `required("title", title, t::problem::TITLE)`.
pub fn required(field: &str, value: RwSignal<String>, label: Text) -> Option<Refusal> {
    value
        .with_untracked(|value| value.trim().is_empty())
        .then(|| missing(field, label))
}

/// `Some(refusal)` when a choice was not made.
pub fn chosen<T: Send + Sync + 'static>(
    field: &str,
    value: RwSignal<Option<T>>,
    label: Text,
) -> Option<Refusal> {
    value
        .with_untracked(Option::is_none)
        .then(|| missing(field, label))
}

fn missing(field: &str, label: Text) -> Refusal {
    let code = if field == "reason" {
        RefusalCode::Reason
    } else {
        RefusalCode::Input
    };
    Refusal::new(
        code,
        format!("请填写“{}”。", label.zh()),
        format!("Fill in “{}”.", label.en()),
    )
    .on(field)
}

/// A new client id: the same one sent twice is done once.
pub fn client_id() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}
