//! The filter form above a list: three fields, the rest behind 展开. Everything it holds lives in the URL.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use crate::i18n::{Text, t, tr};
use crate::ui::form::options;
use crate::url_state::UrlState;

/// The frame: `children` are the first fields, `more` those behind 展开.
#[component]
pub fn FilterBar(
    /// URL state of the page.
    url: UrlState,
    /// Fields always in sight, at most three.
    children: Children,
    /// Fields behind 展开.
    #[prop(optional)]
    more: Option<ViewFn>,
) -> impl IntoView {
    let more = StoredValue::new(more);
    let has_more = more.with_value(Option::is_some);
    // A list reached with filters in its URL shows all of them.
    let open = RwSignal::new(has_more && untrack(|| url.filtered()));
    view! {
        <form class="filter card" role="search" on:submit=|event| event.prevent_default()>
            {children()}
            {move || open.get().then(|| more.with_value(|more| more.as_ref().map(ViewFn::run)))}
            <div class="filter-buttons">
                {has_more
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn quiet small"
                                aria-expanded=move || open.get().to_string()
                                on:click=move |_| open.update(|open| *open = !*open)
                            >
                                {move || if open.get() { t::kit::filter::LESS.get() } else { t::kit::filter::MORE.get() }}
                                {crate::ui::icon::chevron()}
                            </button>
                        }
                    })}
                <button
                    type="button"
                    class="btn small"
                    disabled=move || !url.filtered()
                    on:click=move |_| url.clear_filters()
                >
                    {tr(t::kit::filter::RESET)}
                </button>
            </div>
        </form>
    }
}

/// A text that filters when the person stops typing or presses Enter.
#[component]
pub fn FilterText(
    /// URL state of the page.
    url: UrlState,
    /// Name of the parameter.
    param: &'static str,
    /// Label.
    label: Text,
    /// Example of what can be typed.
    #[prop(optional, into)]
    hint: Option<Text>,
) -> impl IntoView {
    view! {
        <label class="filter-field">
            <span>{tr(label)}</span>
            <input
                class="input"
                type="search"
                maxlength="100"
                placeholder=move || hint.map(Text::get).unwrap_or_default()
                prop:value=move || url.raw(param)
                on:change:target=move |event| url.set(param, Some(event.target().value()))
            />
        </label>
    }
}

/// One value of an enumeration, or all.
#[component]
pub fn FilterChoice<W: Wire + Send + Sync>(
    /// URL state of the page.
    url: UrlState,
    /// Name of the parameter.
    param: &'static str,
    /// Label.
    label: Text,
    /// Values offered.
    values: &'static [W],
) -> impl IntoView {
    filter_select(url, param, label, Signal::derive(move || options(values)))
}

/// One of a list that the server gave, or all.
pub fn filter_select(
    url: UrlState,
    param: &'static str,
    label: Text,
    choices: Signal<Vec<(String, String)>>,
) -> AnyView {
    let several = move || several(&url.raw(param), &choices.get());
    view! {
        <label class="filter-field">
            <span>{tr(label)}</span>
            <select class="input" on:change:target=move |event| url.set(param, Some(event.target().value()))>
                <option value="" selected=move || url.raw(param).is_empty()>{tr(t::kit::filter::ALL)}</option>
                {move || several().map(|label| view! { <option value=url.raw(param) selected=true>{label}</option> })}
                {move || {
                    choices
                        .get()
                        .into_iter()
                        .map(|(key, label)| {
                            let own = key.clone();
                            view! { <option value=key selected=move || url.raw(param) == own>{label}</option> }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
    .into_any()
}

/// The label of a choice of several at once, which a link can make and the field cannot.
fn several(chosen: &str, choices: &[(String, String)]) -> Option<String> {
    let labels: Vec<_> = chosen
        .split(',')
        .filter_map(|key| choices.iter().find(|(known, _)| known == key))
        .map(|(_, label)| label.as_str())
        .collect();
    (labels.len() > 1).then(|| labels.join("、"))
}

/// A date that bounds the list.
#[component]
pub fn FilterDate(
    /// URL state of the page.
    url: UrlState,
    /// Name of the parameter.
    param: &'static str,
    /// Label.
    label: Text,
) -> impl IntoView {
    view! {
        <label class="filter-field">
            <span>{tr(label)}</span>
            <input
                class="input date"
                type="date"
                prop:value=move || url.raw(param)
                on:change:target=move |event| url.set(param, Some(event.target().value()))
            />
        </label>
    }
}
