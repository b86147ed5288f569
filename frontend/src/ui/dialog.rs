//! Dialogs and drawers on the browser's own `<dialog>`: it keeps the focus inside, closes on Esc and gives it back.

use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Text, t, tr};
use crate::ui::form::{ErrorSummary, Form, SubmitButton};

/// How a dialog lies on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// In the middle.
    #[default]
    Middle,
    /// From the right edge, full height.
    Drawer,
}

/// Whether the dialog on `subject` is open: it is while there is one, and closing it takes the subject away.
pub fn open_while<T: Send + Sync + 'static>(subject: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    // Both are guarded: setting a signal to what it is would wake the other effect for ever.
    Effect::new(move |_| {
        let there = subject.with(Option::is_some);
        if open.get_untracked() != there {
            open.set(there);
        }
    });
    Effect::new(move |_| {
        if !open.get() && subject.with_untracked(Option::is_some) {
            subject.set(None);
        }
    });
    open
}

/// A modal dialog. Its content is built when it opens and dropped when it closes.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Title.
    #[prop(into)]
    title: Signal<String>,
    /// How it lies.
    #[prop(optional)]
    place: Place,
    /// Whether Esc and the cross close it.
    #[prop(default = true)]
    closable: bool,
    /// Content.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let class = if place == Place::Drawer {
        "dialog drawer"
    } else {
        "dialog"
    };
    view! {
        <dialog
            class=class
            node_ref=node
            aria-label=move || title.get()
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                if closable {
                    open.set(false);
                }
            }
        >
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2>{move || title.get()}</h2>
                    {closable
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="btn quiet icon-only"
                                    aria-label=tr(t::kit::dialog::CLOSE)
                                    on:click=move |_| open.set(false)
                                >
                                    {crate::ui::icon::close()}
                                </button>
                            }
                        })}
                </header>
                <div class="dialog-body">{children()}</div>
            </Show>
        </dialog>
    }
}

/// A dialog that does one act: explanation, fields, error summary, cancel and the act. It stays open when refused.
#[component]
pub fn ActionDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its form; what was refused last time is forgotten when it opens.
    form: Form,
    /// Title: the act.
    title: Text,
    /// What will happen.
    #[prop(optional_no_strip)]
    explain: Option<Text>,
    /// Label of the button.
    submit: Text,
    /// Whether the act cannot be taken back.
    #[prop(optional)]
    danger: bool,
    /// Checks and sends.
    on_submit: Callback<()>,
    /// Fields.
    children: ChildrenFn,
) -> impl IntoView {
    Effect::new(move |_| {
        if open.get() {
            form.reset();
        }
    });
    view! {
        <Dialog open=open title=Signal::derive(move || title.get().to_owned())>
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    on_submit.run(());
                }
            >
                {explain.map(|explain| view! { <p class="dialog-explain">{tr(explain)}</p> })}
                <ErrorSummary form=form/>
                {children()}
                <div class="dialog-foot">
                    <button type="button" class="btn" on:click=move |_| open.set(false)>
                        {tr(t::kit::dialog::CANCEL)}
                    </button>
                    <SubmitButton form=form label=submit danger=danger/>
                </div>
            </form>
        </Dialog>
    }
}
