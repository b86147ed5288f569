//! Confirming and revoking a grant.

use leptos::prelude::*;

use super::grants::{Deciding, what};
use super::pending::basis;
use super::state::Reasoned;
use super::{ConfirmGrant, Grant, RevokeGrant, confirm_grant, revoke_grant};
use crate::api::mutate;
use crate::i18n::{t, tr};
use crate::ui::dialog::{Dialog, open_while};
use crate::ui::form::{ErrorSummary, Form, SubmitButton};
use crate::ui::toast::use_toasts;

/// Shows what to compare with the paper, then confirms.
#[component]
pub(super) fn ConfirmDialog(deciding: Deciding) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let chosen = deciding.confirm;
    let open = open_while(chosen);
    Effect::new(move |_| {
        if open.get() {
            form.reset();
        }
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(grant) = chosen.get_untracked() else {
            return;
        };
        let input = confirm_grant::DecideGrantInput {
            id: grant.id,
            version: grant.version,
            reason: None,
        };
        form.submit_or(
            mutate::<ConfirmGrant>(confirm_grant::Variables { input }),
            move |_| {
                chosen.set(None);
                toasts.show(t::accounts::confirm::DONE.get());
                changed(deciding);
            },
            move |_| changed(deciding),
        );
    };
    let title = Signal::derive(move || {
        let of = |grant: &Grant| t::accounts::confirm::title(&grant.account.person.display_name, what(grant));
        chosen.with(|chosen| chosen.as_ref().map(of).unwrap_or_default())
    });
    view! {
        <Dialog open=open title=title>
            <form novalidate on:submit=send>
                <p class="dialog-explain">{tr(t::accounts::confirm::WHY)}</p>
                <ErrorSummary form=form/>
                <p><strong>{move || chosen.with(|chosen| chosen.as_ref().map(basis))}</strong></p>
                <div class="dialog-foot">
                    <button type="button" class="btn" on:click=move |_| open.set(false)>{tr(t::kit::dialog::CANCEL)}</button>
                    <SubmitButton form=form label=t::accounts::confirm::ACT/>
                </div>
            </form>
        </Dialog>
    }
}

fn changed(deciding: Deciding) {
    deciding.changes.update(|count| *count += 1);
}

/// Takes a role back, with a reason.
#[component]
pub(super) fn RevokeDialog(deciding: Deciding) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let send = Callback::new(move |(grant, reason): (Grant, String)| {
        let input = revoke_grant::DecideGrantInput {
            id: grant.id,
            version: grant.version,
            reason: Some(reason),
        };
        form.submit_or(
            mutate::<RevokeGrant>(revoke_grant::Variables { input }),
            move |_| {
                deciding.revoke.set(None);
                toasts.show(t::accounts::revoke::DONE.get());
                changed(deciding);
            },
            move |_| changed(deciding),
        );
    });
    Reasoned {
        chosen: deciding.revoke,
        form,
        title: |grant| t::accounts::revoke::title(&grant.account.person.display_name, what(grant)),
        explain: |_| t::accounts::revoke::WHY,
        submit: |_| t::accounts::revoke::ACT,
        danger: true,
        send,
    }
    .view()
}
