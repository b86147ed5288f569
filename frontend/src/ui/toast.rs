//! Short confirmations, spoken politely.

use std::time::Duration;

use leptos::prelude::*;

use crate::i18n::{t, tr};

/// The messages now on screen. Take it with [`use_toasts`].
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<(u32, String)>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// None.
    pub(crate) fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// Shows a sentence for six seconds: what was done, with its number.
    pub fn show(self, sentence: impl Into<String>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let sentence = sentence.into();
        self.list.update(|list| list.push((id, sentence)));
        set_timeout(move || self.drop(id), Duration::from_secs(6));
    }

    fn drop(self, id: u32) {
        self.list
            .try_update(|list| list.retain(|(known, _)| *known != id));
    }
}

/// The messages of this application.
pub fn use_toasts() -> Toasts {
    use_context::<Toasts>().unwrap_or_else(Toasts::new)
}

/// Where they appear. Once, in the shell.
#[component]
pub(crate) fn ToastArea() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.list.get() key=|(id, _)| *id let:toast>
                <div class="toast">
                    <span>{toast.1}</span>
                    <button
                        type="button"
                        class="btn quiet icon-only"
                        aria-label=tr(t::kit::dialog::CLOSE)
                        on:click=move |_| toasts.drop(toast.0)
                    >
                        {crate::ui::icon::close()}
                    </button>
                </div>
            </For>
        </div>
    }
}
