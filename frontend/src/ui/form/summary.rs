//! What stopped the form, on top, with links to the fields; and the button that sends it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Form;
use crate::i18n::{Text, t, tr};

/// The error summary. It takes the focus when an attempt fails; its links lead to the fields.
#[component]
pub fn ErrorSummary(
    /// Form it belongs to.
    form: Form,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if form.attempt() > 0
            && let Some(node) = node.get()
        {
            let _ = node.focus();
        }
    });
    let shown = Memo::new(move |_| {
        form.problems.with(|problems| !problems.is_empty()) || form.failure.with(Option::is_some)
    });
    view! {
        <Show when=move || shown.get()>
            <div class="summary" role="alert" tabindex="-1" node_ref=node>
                <h2 class="summary-title">{tr(t::kit::form::SUMMARY)}</h2>
                <ul>{move || lines(form)}</ul>
            </div>
        </Show>
    }
}

fn lines(form: Form) -> AnyView {
    let problems = form.problems.get().into_iter().map(|problem| {
        let text = problem.text();
        match problem.field {
            Some(field) => {
                let id = form.field_id(&field);
                let target = id.clone();
                view! {
                    <li>
                        <a
                            href=format!("#{id}")
                            on:click=move |event| {
                                event.prevent_default();
                                focus(&target);
                            }
                        >
                            {text}
                        </a>
                    </li>
                }
                .into_any()
            }
            None => view! { <li>{text}</li> }.into_any(),
        }
    });
    let failure = form.failure.get().map(|error| {
        let reference = error.reference();
        view! { <li>{error.text()} {reference.map(|text| view! { <code class="trace">{text}</code> })}</li> }
            .into_any()
    });
    problems.chain(failure).collect_view().into_any()
}

/// Puts the focus on an element.
pub(crate) fn focus(id: &str) {
    if let Some(element) = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}

/// The button that sends a form. Pressed twice it sends once.
#[component]
pub fn SubmitButton(
    /// Form it belongs to.
    form: Form,
    /// What it does, a verb.
    label: Text,
    /// Whether the act cannot be taken back.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    view! {
        <button
            type="submit"
            class="btn"
            class:primary=!danger
            class:danger=danger
            aria-busy=move || form.busy.get().to_string()
            aria-disabled=move || form.busy.get().to_string()
        >
            {move || if form.busy.get() { t::kit::form::SENDING.get() } else { label.get() }}
        </button>
    }
}
