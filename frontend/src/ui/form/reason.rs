//! An act that needs a written reason.

use leptos::prelude::*;

use super::{Form, TextArea, required};
use crate::i18n::{Text, t};
use crate::ui::dialog::ActionDialog;

/// A dialog that asks for a reason and nothing else. `on_submit` gets the trimmed reason and sends it with the form.
#[component]
pub fn ReasonDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its form.
    form: Form,
    /// Title: the act.
    title: Text,
    /// What will happen.
    #[prop(optional, into)]
    explain: Option<Text>,
    /// Label of the button.
    submit: Text,
    /// Name of the input field on the wire.
    #[prop(default = "reason")]
    field: &'static str,
    /// Label of the reason.
    #[prop(default = t::kit::form::REASON)]
    label: Text,
    /// Whether the act cannot be taken back.
    #[prop(optional)]
    danger: bool,
    /// Sends the act.
    on_submit: Callback<String>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            reason.set(String::new());
        }
    });
    let send = Callback::new(move |()| {
        if form.check([required(field, reason, label)]) {
            on_submit.run(reason.get_untracked().trim().to_owned());
        }
    });
    view! {
        <ActionDialog open=open form=form title=title explain=explain submit=submit danger=danger on_submit=send>
            <TextArea form=form name=field label=label value=reason required=true max=1000/>
        </ActionDialog>
    }
}
