//! Planning an expert session (K14).

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{PlanSession, SessionExperts, SessionKind, SessionSubject, plan_session, session_experts};
use crate::api::{mutate, use_query};
use crate::i18n::{Text, t, tr};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{DateField, Form, RadioGroup, TextArea, TextField, chosen, client_id, required};
use crate::ui::toast::use_toasts;

/// The dialog.
#[component]
pub(super) fn PlanDialog(open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (kind, subject) = (
        RwSignal::new(Some(SessionKind::Seminar)),
        RwSignal::new(Some(SessionSubject::Plan)),
    );
    let [title, materials, place] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let held_on = RwSignal::new(None);
    let (experts, units) = (
        RwSignal::new(Vec::<String>::new()),
        RwSignal::new(Vec::<String>::new()),
    );
    let id = StoredValue::new(client_id());
    let lists = use_query::<SessionExperts>(|| session_experts::Variables);
    let all_experts = Signal::derive(move || {
        let rows = lists
            .data
            .with(|data| data.as_ref().map(|data| data.appointments.nodes.clone()));
        let label = |row: session_experts::SessionExpertsAppointmentsNodes| {
            (
                row.id,
                format!(
                    "{} {} {}",
                    row.person.display_name, row.source_org.short_name, row.field
                ),
            )
        };
        rows.unwrap_or_default()
            .into_iter()
            .map(label)
            .collect::<Vec<_>>()
    });
    let all_units = Signal::derive(move || {
        let rows = lists
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        rows.unwrap_or_default()
            .into_iter()
            .map(|row| (row.id, row.short_name))
            .collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            chosen("kind", kind, t::panel::session::KIND),
            chosen("subject", subject, t::panel::session::SUBJECT),
            required("title", title, t::panel::session::NAME),
            required("materials", materials, t::panel::session::MATERIALS),
            required("place", place, t::panel::session::PLACE),
            chosen("heldOn", held_on, t::panel::session::HELD_ON),
        ]);
        let (Some(kind), Some(subject), Some(held_on), true) = (
            kind.get_untracked(),
            subject.get_untracked(),
            held_on.get_untracked(),
            fine,
        ) else {
            return;
        };
        let input = plan_session::PlanExpertSessionInput {
            client_id: id.get_value(),
            kind,
            subject,
            title: title.get_untracked(),
            materials: materials.get_untracked(),
            place: place.get_untracked(),
            held_on,
            expert_ids: experts.get_untracked(),
            unit_ids: units.get_untracked(),
        };
        form.submit(
            mutate::<PlanSession>(plan_session::Variables { input }),
            move |_| {
                open.set(false);
                id.set_value(client_id());
                toasts.show(t::panel::session::PLANNED.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::panel::session::PLAN explain=Some(t::panel::session::PLAN_WHY) submit=t::panel::session::PLAN on_submit=send>
            <RadioGroup form=form name="kind" label=t::panel::session::KIND values=SessionKind::ALL value=kind/>
            <RadioGroup form=form name="subject" label=t::panel::session::SUBJECT values=SessionSubject::ALL value=subject/>
            <TextField form=form name="title" label=t::panel::session::NAME value=title required=true max=120/>
            <TextArea form=form name="materials" label=t::panel::session::MATERIALS value=materials required=true max=4000/>
            <TextField form=form name="place" label=t::panel::session::PLACE value=place required=true max=60/>
            <DateField form=form name="heldOn" label=t::panel::session::HELD_ON value=held_on required=true/>
            <Many form=form name="expertIds" label=t::panel::session::INVITE options=all_experts value=experts/>
            <Many form=form name="unitIds" label=t::panel::session::UNITS options=all_units value=units/>
        </ActionDialog>
    }
}

/// Several of a list.
#[component]
pub(super) fn Many(
    form: Form,
    name: &'static str,
    label: Text,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    value: RwSignal<Vec<String>>,
) -> impl IntoView {
    let error = Memo::new(move |_| form.error_of(name));
    let boxes = move || {
        let line = |(id, text): (String, String)| {
            let (shown, changed) = (id.clone(), id);
            view! {
                <label class="radio">
                    <input
                        type="checkbox"
                        name=name
                        prop:checked=move || value.with(|value| value.contains(&shown))
                        on:change:target=move |event| {
                            let on = event.target().checked();
                            value.update(|value| {
                                value.retain(|id| *id != changed);
                                if on {
                                    value.push(changed.clone());
                                }
                            });
                        }
                    />
                    <span>{text}</span>
                </label>
            }
        };
        options.get().into_iter().map(line).collect_view()
    };
    view! {
        <fieldset class="field" id=form.field_id(name) tabindex="-1" class:invalid=move || error.with(Option::is_some)>
            <legend class="field-label">{tr(label)}</legend>
            {move || error.get().map(|text| view! { <p class="field-error">{text}</p> })}
            <div class="checks-grid">{boxes}</div>
        </fieldset>
    }
}
