//! An item as it was beside the item as it is, with what differs marked.

use leptos::prelude::*;
use remit_shared::list::PowerCategory;

use crate::i18n::{t, tr, word};

/// What an item says at one time.
#[derive(Clone, PartialEq)]
pub(crate) struct Says {
    /// Unit.
    pub org: String,
    /// Kind of power.
    pub category: PowerCategory,
    /// Name.
    pub name: String,
    /// Basis.
    pub basis: String,
}

/// One side of the comparison; what the other side says differently is marked. `old` is the side that passes away.
pub(crate) fn side(says: Option<&Says>, other: Option<&Says>, old: bool) -> AnyView {
    let Some(says) = says else {
        return view! { <span class="muted">"—"</span> }.into_any();
    };
    let mark = move |text: String, differs: bool| match (differs, old) {
        (false, _) => text.into_any(),
        (true, true) => view! { <del>{text}</del> }.into_any(),
        (true, false) => view! { <ins>{text}</ins> }.into_any(),
    };
    let differs = |what: fn(&Says) -> String| other.is_some_and(|other| what(other) != what(says));
    let category = says.category;
    let kind = move || word(category);
    let kind = match (differs(|says| says.category.to_string()), old) {
        (false, _) => view! { {kind} }.into_any(),
        (true, true) => view! { <del>{kind}</del> }.into_any(),
        (true, false) => view! { <ins>{kind}</ins> }.into_any(),
    };
    view! {
        <div class="snapshot">
            <p><strong>{mark(says.name.clone(), differs(|says| says.name.clone()))}</strong></p>
            <p class="muted">
                {mark(says.org.clone(), differs(|says| says.org.clone()))} " · " {kind}
            </p>
            <p class="muted">
                {tr(t::list::BASIS)} "：" {mark(says.basis.clone(), differs(|says| says.basis.clone()))}
            </p>
        </div>
    }
    .into_any()
}
