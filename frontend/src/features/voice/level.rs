//! Five levels as large buttons: a radio group that a thumb hits.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::RatingLevel;
use crate::i18n::word;

/// One of five levels; `name` is unique on the page, `label` says of what.
#[component]
pub(super) fn LevelPick(
    name: String,
    #[prop(into)] label: Signal<String>,
    value: Signal<Option<RatingLevel>>,
    pick: Callback<RatingLevel>,
    #[prop(into)] disabled: Signal<bool>,
) -> impl IntoView {
    let buttons = RatingLevel::ALL.iter().copied().map(move |level| {
        let id = format!("{name}-{}", level.code());
        let (name, target) = (name.clone(), id.clone());
        view! {
            <span class="level" data-level=level.code()>
                <input
                    type="radio"
                    id=id
                    name=name
                    prop:checked=move || value.get() == Some(level)
                    disabled=move || disabled.get()
                    on:change=move |_| pick.run(level)
                />
                <label for=target>{move || word(level)}</label>
            </span>
        }
    });
    view! {
        <div class="levels" role="radiogroup" aria-label=move || label.get()>
            {buttons.collect_view()}
        </div>
    }
}
