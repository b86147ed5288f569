//! Tabs whose choice lives in the URL.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use crate::i18n::{Text, tr};
use crate::url_state::UrlState;

/// One tab.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Value in the URL; empty for the first.
    pub key: &'static str,
    /// Its name.
    pub text: Text,
    /// How many things are behind it, if that helps.
    pub count: Option<i64>,
}

/// A row of tabs for the URL parameter `param`; the page shows what is chosen.
#[component]
pub fn Tabs(
    /// URL state of the page.
    url: UrlState,
    /// Name of the parameter.
    param: &'static str,
    /// Name of the row for screen readers.
    label: Text,
    /// Tabs.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    let current = move || url.raw(param);
    view! {
        <div class="tabs" role="group" aria-label=tr(label)>
            {move || {
                tabs.get()
                    .into_iter()
                    .map(|tab| {
                        let key = tab.key;
                        view! {
                            <button
                                type="button"
                                class="tab"
                                aria-pressed=move || (current() == key).to_string()
                                on:click=move |_| url.set(param, Some(key.to_owned()))
                            >
                                {tr(tab.text)}
                                {tab.count.map(|count| view! { <span class="tab-count">{count}</span> })}
                            </button>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
}

/// Tabs of an enumeration, with one for everything first.
pub fn tabs_of<W: Wire>(all: Text, values: &[W]) -> Vec<Tab> {
    let first = Tab {
        key: "",
        text: all,
        count: None,
    };
    let rest = values.iter().map(|value| Tab {
        key: value.code(),
        text: Text::new(value.zh(), value.en()),
        count: None,
    });
    core::iter::once(first).chain(rest).collect()
}
