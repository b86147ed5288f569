//! Proposing an adjustment.

use leptos::prelude::*;
use remit_shared::policy::{Capability, Reach};
use remit_shared::wire::Wire;

use super::{AdjustmentKind, ProposeAdjustment, propose_adjustment, unit_options};
use crate::api::mutate;
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, RadioGroup, TextArea, TextField, chosen, client_id, required};

/// The dialog; a unit's lead has the own unit among those concerned.
#[component]
pub(super) fn ProposeDialog(open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let form = Form::new();
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let field = || RwSignal::new(String::new());
    let (title, text, basis, case_no) = (field(), field(), field(), field());
    let kind = RwSignal::new(None::<AdjustmentKind>);
    let own = (session.reach(Capability::AdjustmentPropose) == Reach::Unit)
        .then(|| {
            session
                .viewer()
                .and_then(|viewer| viewer.hat.unit.map(|unit| unit.id))
        })
        .flatten();
    let orgs = RwSignal::new(own.into_iter().collect::<Vec<String>>());
    let id = StoredValue::new(client_id());
    let send = Callback::new(move |()| {
        let fine = form.check([
            chosen("kind", kind, t::adjustment::column::KIND),
            required("title", title, t::adjustment::column::TITLE),
            required("text", text, t::adjustment::SAYS),
            required("basis", basis, t::adjustment::BASIS),
        ]);
        let (Some(kind), true) = (kind.get_untracked(), fine) else {
            return;
        };
        let input = propose_adjustment::ProposeAdjustmentInput {
            client_id: id.get_value(),
            kind,
            title: title.get_untracked(),
            text: text.get_untracked(),
            basis: basis.get_untracked(),
            org_ids: orgs.get_untracked(),
            problem_id: None,
            case_no: Some(case_no.get_untracked()).filter(|no| !no.is_empty()),
        };
        form.submit(
            mutate::<ProposeAdjustment>(propose_adjustment::Variables { input }),
            move |data| {
                let Some(row) = data.propose_adjustment.adjustment else {
                    return;
                };
                open.set(false);
                navigate.with_value(|go| {
                    go(
                        &format!("/adjustments/{}", row.id),
                        leptos_router::NavigateOptions::default(),
                    );
                });
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::adjustment::PROPOSE explain=Some(t::adjustment::PROPOSE_WHY) submit=t::adjustment::PROPOSE on_submit=send>
            <RadioGroup form=form name="kind" label=t::adjustment::column::KIND values=AdjustmentKind::ALL value=kind/>
            <TextField form=form name="title" label=t::adjustment::column::TITLE value=title required=true max=120/>
            <TextArea form=form name="text" label=t::adjustment::SAYS value=text required=true max=4000/>
            <TextField form=form name="basis" label=t::adjustment::BASIS value=basis required=true max=1000/>
            <Units chosen=orgs/>
            <TextField form=form name="caseNo" label=t::adjustment::CASE_NO value=case_no max=60/>
        </ActionDialog>
    }
}

/// Units to tick.
#[component]
pub(super) fn Units(chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let units = unit_options();
    let boxes = move || {
        units
            .get()
            .into_iter()
            .map(|(id, name)| {
                let (own, toggled) = (id.clone(), id);
                let checked = move || chosen.with(|chosen| chosen.contains(&own));
                let toggle = move |_| {
                    chosen.update(|chosen| match chosen.iter().position(|known| *known == toggled) {
                        Some(place) => drop(chosen.remove(place)),
                        None => chosen.push(toggled.clone()),
                    });
                };
                view! { <label class="unit-box"><input type="checkbox" prop:checked=checked on:change=toggle/>" "{name}</label> }
            })
            .collect_view()
    };
    view! {
        <fieldset class="field">
            <legend>{tr(t::adjustment::column::PARTIES)}</legend>
            <div class="unit-boxes">{boxes}</div>
            <p class="muted" aria-live="polite">{move || t::adjustment::units_chosen(chosen.with(Vec::len))}</p>
        </fieldset>
    }
}
