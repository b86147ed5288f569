//! Changing one's own password.

use leptos::prelude::*;
use remit_shared::refusal::{Refusal, RefusalCode};

use super::{ChangePassword, change_password};
use crate::api::mutate;
use crate::i18n::t;
use crate::session::use_session;
use crate::ui::form::{ErrorSummary, Form, PasswordField, SubmitButton, required};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// Old password, new one twice.
#[component]
pub(super) fn PasswordCard() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let form = Form::new();
    let (current, new, again) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let fine = form.check([
            required("current", current, t::own::password::CURRENT),
            required("new", new, t::own::password::NEW),
            differs(new, again),
        ]);
        if !fine {
            return;
        }
        let variables = change_password::Variables {
            current: current.get_untracked(),
            new: new.get_untracked(),
        };
        form.submit(mutate::<ChangePassword>(variables), move |_| {
            for field in [current, new, again] {
                field.set(String::new());
            }
            toasts.show(t::own::password::DONE.get());
            leptos::task::spawn_local(session.renewed());
        });
    };
    view! {
        <Card title=t::own::password::TITLE>
            <form novalidate on:submit=send>
                <ErrorSummary form=form/>
                <PasswordField form=form name="current" label=t::own::password::CURRENT value=current/>
                <PasswordField
                    form=form
                    name="new"
                    label=t::own::password::NEW
                    hint=t::own::password::RULES
                    value=new
                    autocomplete="new-password"
                />
                <PasswordField
                    form=form
                    name="again"
                    label=t::own::password::AGAIN
                    value=again
                    autocomplete="new-password"
                />
                <SubmitButton form=form label=t::own::password::SUBMIT/>
            </form>
        </Card>
    }
}

fn differs(new: RwSignal<String>, again: RwSignal<String>) -> Option<Refusal> {
    let text = t::own::password::DIFFERS;
    (new.get_untracked() != again.get_untracked())
        .then(|| Refusal::new(RefusalCode::Input, text.zh(), text.en()).on("again"))
}
