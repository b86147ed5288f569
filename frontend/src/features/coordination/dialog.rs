//! The card with the acts that the server allows, and one dialog for all of them.

use leptos::prelude::*;
use remit_shared::coordination::CaseEventKind as C;
use remit_shared::coordination::ConsultationEventKind as N;
use remit_shared::refusal::{Refusal, RefusalCode};

use super::fields::Fields;
use super::input::{Act, Input, Subject, explain, text_of};
use super::send::send;
use crate::i18n::{lang, t};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, chosen, client_id, required};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// An act as the server offers it: allowed, or the sentence why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    pub act: Act,
    pub refused: Option<(String, String)>,
}

/// The card; nothing for those who have nothing to do.
#[component]
pub(super) fn Acts(
    #[prop(into)] subject: Signal<Subject>,
    #[prop(into)] offers: Signal<Vec<Offer>>,
    changed: Callback<()>,
) -> impl IntoView {
    let act = RwSignal::new(None::<Act>);
    let buttons = move || {
        let mut first = true;
        let shown = offers.get().into_iter().map(|offer| {
            let text = offer.act.text();
            if let Some((zh, en)) = offer.refused {
                return view! { <p class="muted"><strong>{move || text.get()}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</p> }.into_any();
            }
            let class = if std::mem::take(&mut first) { "btn primary" } else { "btn" };
            let one = offer.act;
            view! { <button type="button" class=class on:click=move |_| act.set(Some(one))>{move || text.get()}</button> }.into_any()
        });
        let shown: Vec<_> = shown.collect();
        view! { <div class="row">{shown}</div> }
    };
    let any = move || offers.with(|offers| !offers.is_empty());
    view! {
        {move || any().then(|| view! { <Card title=t::coordination::NEXT>{buttons}</Card> })}
        {move || act.get().map(|one| view! { <One subject=subject act=one chosen=act changed=changed/> })}
    }
}

#[component]
fn One(
    subject: Signal<Subject>,
    act: Act,
    chosen: RwSignal<Option<Act>>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, input) = (Form::new(), use_toasts(), Input::blank());
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let open = RwSignal::new(false);
    Effect::new(move |opened: Option<bool>| match opened {
        None => {
            open.set(true);
            true
        }
        Some(_) if !open.get() => {
            chosen.set(None);
            false
        }
        Some(_) => true,
    });
    let id = StoredValue::new(client_id());
    let submit = Callback::new(move |()| {
        if !form.check(missing(act, input)) {
            return;
        }
        let done = move |case: Option<String>| {
            open.set(false);
            toasts.show(t::coordination::acted(act.text().get()));
            match case {
                Some(case) => navigate.with_value(|go| {
                    go(
                        &format!("/cases/{case}"),
                        leptos_router::NavigateOptions::default(),
                    );
                }),
                None => changed.run(()),
            }
        };
        send(form, act, &subject.get_untracked(), (input, id.get_value()), done);
    });
    // Somebody else was faster: load the record anew, keep what was typed.
    Effect::new(move |_| {
        let stale = form
            .problems
            .with(|problems| problems.iter().any(|problem| problem.code == RefusalCode::Stale));
        if stale {
            changed.run(());
        }
    });
    view! {
        <ActionDialog open=open form=form title=act.text() explain=explain(act) submit=act.text() danger=act.is_grave() on_submit=submit>
            <Fields act=act subject=subject.get_untracked() input=input form=form/>
        </ActionDialog>
    }
}

fn missing(act: Act, input: Input) -> Vec<Option<Refusal>> {
    use t::coordination as w;
    let mut found = Vec::new();
    if let Some((field, label, _)) = text_of(act) {
        found.push(required(field, input.text, label));
    }
    match act {
        Act::Consult(N::Meet) | Act::Case(C::Meet | C::ConsultExperts) => {
            found.push(chosen("heldOn", input.held_on, w::HELD_ON));
            found.push(required("place", input.place, w::PLACE));
        }
        Act::Case(C::ProposeRefusal) => found.push(chosen("ground", input.ground, w::act::GROUND)),
        Act::Case(C::GiveOpinion) => found.push(required("leadOrgId", input.lead, w::act::CLAIMED)),
        Act::Case(C::Decide) => {
            found.push(required("leadOrgId", input.lead, w::LEAD));
            found.push(chosen("kind", input.kind, w::act::KIND));
        }
        Act::Case(C::Extend) => found.push(required("days", input.days, w::act::DAYS)),
        Act::Case(C::Publish) => found.push(required("docNo", input.number, w::act::DOC_NO)),
        Act::Case(C::Check) => found.push(chosen("result", input.result, w::act::RESULT)),
        _ => {}
    }
    found
}
