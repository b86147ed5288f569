//! Taking a unit into supervision or out of it, with a reason.

use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::{IN_SCOPE, SetSupervised, Unit, set_supervised};
use crate::api::mutate;
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::form::{Form, ReasonDialog};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

#[component]
pub(super) fn Supervision(unit: Memo<Unit>, changed: Callback<()>) -> impl IntoView {
    let (session, toasts, form) = (use_session(), use_toasts(), Form::new());
    let (taking_in, taking_out) = (RwSignal::new(false), RwSignal::new(false));
    let send = Callback::new(move |reason: String| {
        let (id, name, version, supervised) =
            unit.with_untracked(|unit| (unit.id.clone(), unit.name.clone(), unit.version, !unit.supervised));
        let input = set_supervised::SetSupervisedInput {
            id,
            version,
            supervised,
            reason,
        };
        form.submit_or(
            mutate::<SetSupervised>(set_supervised::Variables { input }),
            move |_| {
                taking_in.set(false);
                taking_out.set(false);
                toasts.show(if supervised {
                    t::registry::unit::taken_in(&name)
                } else {
                    t::registry::unit::taken_out(&name)
                });
                changed.run(());
            },
            move |_| changed.run(()),
        );
    });
    let kind = Memo::new(move |_| unit.with(|unit| unit.kind));
    let supervised = Memo::new(move |_| unit.with(|unit| unit.supervised));
    let state = move || match (IN_SCOPE.contains(&kind.get()), supervised.get()) {
        (false, _) => t::registry::unit::NEVER.get(),
        (true, true) => t::registry::unit::IS_SUPERVISED.get(),
        (true, false) => t::registry::unit::IS_NOT.get(),
    };
    let act = move || {
        if !IN_SCOPE.contains(&kind.get()) {
            return ().into_any();
        }
        if !session.may(Capability::RegistryEdit) {
            return view! { <p class="muted">{tr(t::registry::unit::WHO)}</p> }.into_any();
        }
        let (class, text, open) = if supervised.get() {
            ("btn danger", t::registry::unit::TAKE_OUT, taking_out)
        } else {
            ("btn primary", t::registry::unit::TAKE_IN, taking_in)
        };
        view! { <p><button type="button" class=class on:click=move |_| open.set(true)>{tr(text)}</button></p> }.into_any()
    };
    view! {
        <Card title=t::registry::unit::SUPERVISION><p>{state}</p>{act}</Card>
        <ReasonDialog
            open=taking_in
            form=form
            title=t::registry::unit::TAKE_IN
            explain=t::registry::unit::TAKE_IN_WHY
            submit=t::registry::unit::TAKE_IN
            on_submit=send
        />
        <ReasonDialog
            open=taking_out
            form=form
            title=t::registry::unit::TAKE_OUT
            explain=t::registry::unit::TAKE_OUT_WHY
            submit=t::registry::unit::TAKE_OUT
            danger=true
            on_submit=send
        />
    }
}
