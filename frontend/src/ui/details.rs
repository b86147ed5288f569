//! Name and value, name and value.

use leptos::prelude::*;

use crate::i18n::{Text, tr};

/// A description list: `details(vec![(t::problem::ORG, org.into_any()), …])`.
pub fn details(items: Vec<(Text, AnyView)>) -> AnyView {
    view! {
        <dl class="details">
            {items
                .into_iter()
                .map(|(name, value)| view! { <div><dt>{tr(name)}</dt><dd>{value}</dd></div> })
                .collect_view()}
        </dl>
    }
    .into_any()
}

/// A text that keeps its line breaks.
pub fn prose(text: String) -> AnyView {
    view! { <p class="prose">{text}</p> }.into_any()
}
