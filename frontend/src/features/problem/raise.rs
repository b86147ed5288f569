//! Raising a problem, with what looks alike shown while one types.

use leptos::prelude::*;
use remit_shared::policy::{Capability, Reach};
use remit_shared::wire::Wire;

use super::{
    ProblemCategory, RaiseProblem, Severity, SimilarTo, UnitChoices, raise_problem, similar_to, unit_choices,
};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr, word};
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{
    Form, RadioGroup, SelectField, TextArea, TextField, chosen, client_id, options, required,
};
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;

/// Supervised units as options. A unit's own people see their own unit only.
pub(super) fn unit_options() -> Signal<Vec<(String, String)>> {
    let session = use_session();
    let units = use_query::<UnitChoices>(|| unit_choices::Variables);
    Signal::derive(move || {
        let own = (session.reach(Capability::ProblemRaise) == Reach::Unit)
            .then(|| {
                session
                    .viewer()
                    .and_then(|viewer| viewer.hat.unit.map(|unit| unit.id))
            })
            .flatten();
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .filter(|unit| own.as_ref().is_none_or(|own| *own == unit.id))
            .map(|unit| (unit.id, unit.name))
            .collect()
    })
}

#[component]
pub(super) fn RaiseDialog(open: RwSignal<bool>) -> impl IntoView {
    let toasts = use_toasts();
    let navigate = StoredValue::new_local(leptos_router::hooks::use_navigate());
    let form = Form::new();
    let (unit, title, facts, category) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let severity = RwSignal::new(None::<Severity>);
    let files = RwSignal::new(Vec::new());
    let id = StoredValue::new(client_id());
    let units = unit_options();
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("orgId", unit, t::problem::column::ORG),
            required("title", title, t::problem::column::TITLE),
            required("facts", facts, t::problem::FACTS),
            required("category", category, t::problem::CATEGORY),
            chosen("severity", severity, t::problem::column::SEVERITY),
        ]);
        let (Some(category), Some(severity)) = (
            ProblemCategory::parse(&category.get_untracked()),
            severity.get_untracked(),
        ) else {
            return;
        };
        if !fine {
            return;
        }
        let input = raise_problem::RaiseProblemInput {
            client_id: id.get_value(),
            org_id: unit.get_untracked(),
            section_id: None,
            title: title.get_untracked(),
            facts: facts.get_untracked(),
            category,
            severity,
            file_ids: Some(files.get_untracked()),
        };
        form.submit(
            mutate::<RaiseProblem>(raise_problem::Variables { input }),
            move |data| {
                let Some(problem) = data.raise_problem.problem else {
                    return;
                };
                open.set(false);
                id.set_value(client_id());
                toasts.show(t::problem::raised(&problem.code));
                navigate.with_value(|go| {
                    go(
                        &format!("/problems/{}", problem.id),
                        leptos_router::NavigateOptions::default(),
                    );
                });
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::problem::RAISE explain=Some(t::problem::RAISE_WHY) submit=t::problem::RAISE on_submit=send>
            <SelectField form=form name="orgId" label=t::problem::column::ORG value=unit options=units required=true/>
            <TextField form=form name="title" label=t::problem::column::TITLE value=title required=true max=120/>
            <Similar unit=unit text=title/>
            <TextArea form=form name="facts" label=t::problem::FACTS value=facts required=true max=4000/>
            <SelectField
                form=form
                name="category"
                label=t::problem::CATEGORY
                value=category
                options=Signal::derive(|| options(ProblemCategory::ALL))
                required=true
            />
            <RadioGroup form=form name="severity" label=t::problem::column::SEVERITY values=Severity::ALL value=severity/>
            <UploadField form=form label=t::problem::EVIDENCE ids=files/>
        </ActionDialog>
    }
}

/// Open problems of the unit that share words with what is typed.
#[component]
fn Similar(unit: RwSignal<String>, text: RwSignal<String>) -> impl IntoView {
    let found = move || {
        let (org, text) = (unit.get(), text.get());
        let ready = !org.is_empty() && text.trim().chars().count() >= 4;
        ready.then(|| view! { <SimilarList org=org text=text/> })
    };
    view! { <div aria-live="polite">{found}</div> }
}

#[component]
fn SimilarList(org: String, text: String) -> impl IntoView {
    let query = use_query::<SimilarTo>(move || similar_to::Variables {
        org: org.clone(),
        text: text.clone(),
    });
    move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.similar_problems.clone()))
            .unwrap_or_default();
        (!nodes.is_empty()).then(|| {
            let lines = nodes.into_iter().map(|line| {
                let href = format!("/problems/{}", line.id);
                view! { <li><a href=href>{line.code}" "{line.title}</a>" "<span class="muted">{word(line.state)}</span></li> }
            });
            view! {
                <div class="notice info">
                    <div><p>{tr(t::problem::SIMILAR)}</p><ul>{lines.collect_view()}</ul></div>
                </div>
            }
        })
    }
}
