//! Nominating an evaluator, and taking one in or out.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{DecideOn, EvaluatorClass, EvaluatorEventKind, Nominate, decide_on, evaluator_towns, nominate};
use crate::api::{Query, mutate};
use crate::i18n::{t, tr, word};
use crate::session::use_session;
use crate::ui::dialog::{ActionDialog, Dialog, open_while};
use crate::ui::form::{
    ErrorSummary, Form, RadioGroup, SelectField, SubmitButton, TextArea, TextField, chosen, client_id,
    required,
};
use crate::ui::toast::use_toasts;

/// A decision that waits for its dialog.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Deciding {
    pub id: String,
    pub version: i64,
    pub label: String,
    pub event: EvaluatorEventKind,
}

#[component]
pub(super) fn NominateDialog(
    open: RwSignal<bool>,
    towns: Query<evaluator_towns::ResponseData>,
    again: Callback<()>,
) -> impl IntoView {
    let (form, toasts, session) = (Form::new(), use_toasts(), use_session());
    let text = || RwSignal::new(String::new());
    let (town, name, phone) = (text(), text(), text());
    let class = RwSignal::new(None::<EvaluatorClass>);
    let id = StoredValue::new(client_id());
    let options = Signal::derive(move || {
        let nodes = towns
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()))
            .unwrap_or_default();
        let own = session
            .with(|viewer| viewer.hat.unit.as_ref().map(|unit| unit.id.clone()))
            .flatten();
        let all: Vec<(String, String)> = nodes.into_iter().map(|town| (town.id, town.name)).collect();
        // A town's contact nominates for the own town only.
        match own.filter(|own| all.iter().any(|(id, _)| id == own)) {
            Some(own) => all.into_iter().filter(|(id, _)| *id == own).collect(),
            None => all,
        }
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("townId", town, t::campaign::pool::TOWN),
            chosen("class", class, t::campaign::pool::CLASS),
        ]);
        let (Some(class), true) = (class.get_untracked(), fine) else {
            return;
        };
        let input = nominate::NominateEvaluatorInput {
            client_id: id.get_value(),
            town_id: town.get_untracked(),
            class,
            name: name.get_untracked(),
            phone: phone.get_untracked(),
        };
        form.submit(mutate::<Nominate>(nominate::Variables { input }), move |data| {
            let Some(evaluator) = data.nominate_evaluator.evaluator else {
                return;
            };
            open.set(false);
            id.set_value(client_id());
            name.set(String::new());
            phone.set(String::new());
            toasts.show(t::campaign::pool::nominated(&evaluator.label));
            again.run(());
        });
    });
    view! {
        <ActionDialog open=open form=form title=t::campaign::pool::NOMINATE explain=Some(t::campaign::pool::NOMINATE_WHY) submit=t::campaign::pool::NOMINATE on_submit=send>
            <SelectField form=form name="townId" label=t::campaign::pool::TOWN value=town options=options required=true/>
            <RadioGroup form=form name="class" label=t::campaign::pool::CLASS values=EvaluatorClass::ALL value=class/>
            <TextField form=form name="name" label=t::campaign::pool::NAME value=name max=60/>
            <TextField form=form name="phone" label=t::campaign::pool::PHONE value=phone max=32/>
        </ActionDialog>
    }
}

#[component]
pub(super) fn DecideDialog(deciding: RwSignal<Option<Deciding>>, again: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let reason = RwSignal::new(String::new());
    let open = open_while(deciding);
    Effect::new(move |_| {
        if open.get() {
            form.reset();
        }
    });
    let removes = move || {
        deciding.with(|one| {
            one.as_ref()
                .is_some_and(|one| one.event == EvaluatorEventKind::Remove)
        })
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(one) = deciding.get_untracked() else {
            return;
        };
        if one.event == EvaluatorEventKind::Remove
            && !form.check([required("reason", reason, t::campaign::REASON)])
        {
            return;
        }
        let input = decide_on::DecideEvaluatorInput {
            id: one.id,
            version: one.version,
            event: one.event,
            reason: reason.get_untracked(),
        };
        form.submit(mutate::<DecideOn>(decide_on::Variables { input }), move |_| {
            deciding.set(None);
            reason.set(String::new());
            toasts.show(t::campaign::acted(word(one.event)));
            again.run(());
        });
    };
    let title = Signal::derive(move || {
        deciding.with(|one| {
            one.as_ref()
                .map_or_else(String::new, |one| format!("{} {}", word(one.event), one.label))
        })
    });
    view! {
        <Dialog open=open title=title>
            <form novalidate on:submit=send>
                <p class="dialog-explain">{move || if removes() { t::campaign::pool::REMOVE_WHY.get() } else { t::campaign::pool::ACCEPT_WHY.get() }}</p>
                <ErrorSummary form=form/>
                <Show when=removes>
                    <TextArea form=form name="reason" label=t::campaign::REASON value=reason required=true max=1000/>
                </Show>
                <div class="dialog-foot">
                    <button type="button" class="btn" on:click=move |_| open.set(false)>{tr(t::kit::dialog::CANCEL)}</button>
                    <SubmitButton form=form label=t::campaign::pool::CONFIRM/>
                </div>
            </form>
        </Dialog>
    }
}
