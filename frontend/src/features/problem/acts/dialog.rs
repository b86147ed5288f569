//! One dialog for all acts: it shows the fields that the act asks for and keeps what was typed when refused.

use leptos::prelude::*;
use remit_shared::refusal::RefusalCode;
use remit_shared::wire::Wire;

use super::super::{
    MergeTargets, Problem, ProblemEventKind, Severity, UnitSections, merge_targets, unit_sections,
};
use super::send::{Input, send};
use super::spec::{Spec, spec};
use crate::api::use_query;
use crate::features::burden::BurdenNote;
use crate::i18n::{Text, t, word};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{
    Checkbox, DateField, Form, RadioGroup, SelectField, TextArea, TextField, chosen, client_id, required,
};
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;

/// Opens for the act that is set, and unsets it when it closes.
#[component]
pub(super) fn ActDialog(
    problem: Memo<Problem>,
    act: RwSignal<Option<ProblemEventKind>>,
    changed: Callback<()>,
) -> impl IntoView {
    // The dialog is made anew for each act, so that its words and fields are that act's own.
    move || {
        act.get()
            .map(|event| view! { <One problem=problem event=event act=act changed=changed/> })
    }
}

#[component]
fn One(
    problem: Memo<Problem>,
    event: ProblemEventKind,
    act: RwSignal<Option<ProblemEventKind>>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, asks) = (Form::new(), use_toasts(), spec(event));
    let input = Input::of(&problem.get_untracked());
    let open = RwSignal::new(false);
    Effect::new(move |opened: Option<bool>| match opened {
        None => {
            open.set(true);
            true
        }
        Some(_) if !open.get() => {
            act.set(None);
            false
        }
        Some(_) => true,
    });
    let title = act_title(event);
    let id = StoredValue::new(client_id());
    let submit = Callback::new(move |()| {
        if !form.check(missing(&asks, input)) {
            return;
        }
        let done = move |no: Option<String>| {
            open.set(false);
            let code = problem.with_untracked(|problem| problem.code.clone());
            toasts.show(match no {
                Some(no) => t::problem::closed_out(code, no),
                None => t::problem::acted(code, word(event)),
            });
            changed.run(());
        };
        send(form, event, &problem.get_untracked(), input, id.get_value(), done);
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
        <ActionDialog open=open form=form title=title explain=asks.explain submit=title danger=super::spec::is_grave(event) on_submit=submit>
            {(event == ProblemEventKind::Assign).then(|| view! { <BurdenNote units=Signal::derive(move || vec![problem.with(|problem| problem.org.id.clone())])/> })}
            <Fields problem=problem asks=asks input=input form=form/>
        </ActionDialog>
    }
}

fn act_title(event: ProblemEventKind) -> Text {
    Text::new(event.zh(), event.en())
}

fn missing(asks: &Spec, input: Input) -> Vec<Option<remit_shared::refusal::Refusal>> {
    let mut found = Vec::new();
    if asks.target {
        found.push(required("intoId", input.target, t::problem::TARGET));
    }
    if asks.severity {
        found.push(chosen("severity", input.severity, t::problem::column::SEVERITY));
    }
    if asks.section == Some(true) {
        found.push(required("sectionId", input.section, t::problem::column::SECTION));
    }
    if asks.due {
        found.push(chosen("dueOn", input.due, t::problem::DUE_ON));
    }
    if asks.days {
        found.push(required("days", input.days, t::problem::DAYS));
    }
    if let Some((field, label, true)) = asks.text {
        found.push(required(field, input.text, label));
    }
    found
}

#[component]
fn Fields(problem: Memo<Problem>, asks: Spec, input: Input, form: Form) -> impl IntoView {
    let org = problem.with_untracked(|problem| problem.org.id.clone());
    let target = asks
        .target
        .then(|| view! { <Target form=form problem=problem value=input.target/> });
    let severity = asks.severity.then(|| {
        view! { <RadioGroup form=form name="severity" label=t::problem::column::SEVERITY values=Severity::ALL value=input.severity/> }
    });
    let section = asks
        .section
        .map(|must| view! { <Section form=form org=org value=input.section required=must/> });
    let due = asks.due.then(|| view! { <DateField form=form name="dueOn" label=t::problem::DUE_ON value=input.due required=true hint=t::problem::DUE_HINT/> });
    let days = asks.days.then(|| view! { <TextField form=form name="days" label=t::problem::DAYS value=input.days required=true max=2 hint=t::problem::DAYS_HINT/> });
    let text = asks.text.map(|(name, label, must)| {
        view! { <TextArea form=form name=name label=label value=input.text required=must max=1000/> }
    });
    let files = asks
        .files
        .then(|| view! { <UploadField form=form label=t::problem::EVIDENCE ids=input.files/> });
    let visited = asks
        .visited
        .then(|| view! { <Checkbox form=form name="visited" label=t::problem::VISIT value=input.visited/> });
    view! { {target} {severity} {section} {due} {days} {text} {files} {visited} }
}

#[component]
fn Section(form: Form, org: String, value: RwSignal<String>, required: bool) -> impl IntoView {
    let query = use_query::<UnitSections>(move || unit_sections::Variables { id: org.clone() });
    let options = Signal::derive(move || {
        let org = query
            .data
            .with(|data| data.as_ref().and_then(|data| data.org.clone()));
        let sections = org.map(|org| org.sections).unwrap_or_default();
        sections
            .into_iter()
            .map(|section| (section.id, section.name))
            .collect::<Vec<_>>()
    });
    view! { <SelectField form=form name="sectionId" label=t::problem::column::SECTION value=value options=options required=required/> }
}

#[component]
fn Target(form: Form, problem: Memo<Problem>, value: RwSignal<String>) -> impl IntoView {
    let (own, org) = problem.with_untracked(|problem| (problem.id.clone(), problem.org.id.clone()));
    let query = use_query::<MergeTargets>(move || merge_targets::Variables { org: org.clone() });
    let options = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.problems.nodes.clone()))
            .unwrap_or_default();
        let others = nodes.into_iter().filter(|other| other.id != own);
        others
            .map(|other| (other.id, format!("{} {}", other.code, other.title)))
            .collect::<Vec<_>>()
    });
    view! { <SelectField form=form name="intoId" label=t::problem::TARGET value=value options=options required=true/> }
}
