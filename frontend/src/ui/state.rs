//! The four states of anything that is loaded: loading, empty, no match, failed.

use leptos::prelude::*;

use crate::api::{ApiError, Query};
use crate::i18n::{Text, t, tr};

/// What a list or a panel needs to know of its query, whatever it returns. `Copy`.
#[derive(Debug, Clone, Copy)]
pub struct Status {
    /// No answer yet.
    pub waiting: Signal<bool>,
    /// A call is on its way.
    pub busy: Signal<bool>,
    /// Why the last call failed.
    pub error: Signal<Option<ApiError>>,
    /// Asks again.
    pub retry: Callback<()>,
}

impl<T: Send + Sync + 'static> Query<T> {
    /// The query's state without its answer.
    pub fn status(self) -> Status {
        Status {
            waiting: Signal::derive(move || self.data.with(Option::is_none)),
            busy: self.busy.into(),
            error: self.error.into(),
            retry: Callback::new(move |()| self.refetch()),
        }
    }
}

/// Shows a query's answer. `view` is called once, when the first answer is there, and gets a signal of the answer:
/// later answers change what reads it and leave open dialogs and typed text alone.
pub fn loaded<T, V>(query: Query<T>, view: impl Fn(Signal<T>) -> V + Send + Sync + 'static) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let status = query.status();
    let there = Memo::new(move |_| query.data.with(Option::is_some));
    let content = move || {
        let first = there.get().then(|| query.data.get_untracked()).flatten()?;
        let kept = StoredValue::new(first);
        let answer = Signal::derive(move || query.data.get().unwrap_or_else(|| kept.get_value()));
        Some(view(answer).into_any())
    };
    framed(status, content)
}

fn framed(status: Status, content: impl Fn() -> Option<AnyView> + Send + Sync + 'static) -> AnyView {
    view! {
        {move || status.error.get().map(|error| failed(&error, status.retry))}
        {move || (status.waiting.get() && status.error.with(Option::is_none)).then(|| skeleton(6))}
        {content}
    }
    .into_any()
}

/// Grey lines while something loads.
pub fn skeleton(lines: usize) -> AnyView {
    view! {
        <div class="skeleton" role="status">
            <span class="sr-only">{tr(t::kit::state::LOADING)}</span>
            {(0..lines).map(|_| view! { <span class="bone" aria-hidden="true"></span> }).collect_view()}
        </div>
    }
    .into_any()
}

/// What failed, how to try again, and the number for the support desk.
pub fn failed(error: &ApiError, retry: Callback<()>) -> AnyView {
    let error = error.clone();
    let reference = error.reference();
    let hopeless = matches!(error, ApiError::Forbidden { .. });
    view! {
        <div class="notice bad" role="alert">
            <span class="notice-icon">{crate::ui::icon::warning()}</span>
            <div>
                <p>{move || error.text()}</p>
                {reference.map(|text| view! { <p><code class="trace">{text}</code></p> })}
                {(!hopeless)
                    .then(|| {
                        view! {
                            <button type="button" class="btn small" on:click=move |_| retry.run(())>
                                {tr(t::kit::state::RETRY)}
                            </button>
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}

/// Nothing there: why, and what comes next.
pub fn empty(why: Text, next: Option<Text>) -> AnyView {
    view! {
        <div class="empty">
            <p class="empty-why">{tr(why)}</p>
            {next.map(|next| view! { <p>{tr(next)}</p> })}
        </div>
    }
    .into_any()
}

/// Filters that nothing matches.
pub fn no_match(clear: Callback<()>) -> AnyView {
    view! {
        <div class="empty">
            <p class="empty-why">{tr(t::kit::state::NO_MATCH)}</p>
            <button type="button" class="btn small" on:click=move |_| clear.run(())>{tr(t::kit::state::CLEAR)}</button>
        </div>
    }
    .into_any()
}

/// How grave a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// For information.
    Info,
    /// To be heeded.
    Warn,
    /// Something is wrong.
    Bad,
}

/// A notice in the page: returned with a reason, an interim rule, a password that runs out.
#[component]
pub fn Notice(
    /// How grave it is.
    #[prop(default = Weight::Info)]
    weight: Weight,
    /// Content.
    children: Children,
) -> impl IntoView {
    let class = match weight {
        Weight::Info => "notice info",
        Weight::Warn => "notice warn",
        Weight::Bad => "notice bad",
    };
    view! {
        <div class=class role="note">
            <span class="notice-icon">{crate::ui::icon::warning()}</span>
            <div>{children()}</div>
        </div>
    }
}
