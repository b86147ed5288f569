//! A panel under a button of the top bar. Esc, a click elsewhere or leaving it with Tab closes it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The button and, while open, its panel.
#[component]
pub(crate) fn Popover(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Name of the button for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// What stands on the button.
    button: AnyView,
    /// The panel.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let opener = NodeRef::<html::Button>::new();
    let inside = move |target: Option<web_sys::EventTarget>| {
        let target = target.and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        node.get_untracked()
            .is_some_and(|node| node.contains(target.as_ref()))
    };
    let handle = window_event_listener(leptos::ev::mousedown, move |event| {
        if open.get_untracked() && !inside(event.target()) {
            open.set(false);
        }
    });
    on_cleanup(move || handle.remove());
    view! {
        <div
            class="popover"
            node_ref=node
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    open.set(false);
                    if let Some(opener) = opener.get_untracked() {
                        let _ = opener.focus();
                    }
                }
            }
            on:focusout=move |event| {
                if event.related_target().is_some() && !inside(event.related_target()) {
                    open.set(false);
                }
            }
        >
            <button
                type="button"
                class="top-button"
                node_ref=opener
                aria-label=move || label.get()
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {button}
            </button>
            <Show when=move || open.get()>
                <div class="popover-panel">{children()}</div>
            </Show>
        </div>
    }
}
