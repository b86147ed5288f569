//! What becomes of an accepted submission: a problem, part of a problem, or a countermeasure.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::write::units;
use super::{
    AdviseLinkage, ConvertLinkage, LinkageProblems, MergeLinkage, ProblemCategory, Severity, Submission,
    advise_linkage, convert_linkage, linkage_problems, merge_linkage,
};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{
    Checkbox, DateField, Form, RadioGroup, SelectField, TextArea, TextField, chosen, options, required,
};
use crate::ui::toast::use_toasts;

type Twin = convert_linkage::ConvertLinkageConvertLinkageDuplicates;

#[component]
pub(super) fn ConvertDialog(
    open: RwSignal<bool>,
    row: Memo<Submission>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (title, facts, category) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let severity = RwSignal::new(None::<Severity>);
    let other = RwSignal::new(false);
    let twins = RwSignal::new(Vec::<Twin>::new());
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("title", title, t::linkage::PROBLEM_TITLE),
            required("facts", facts, t::linkage::FACTS),
            required("category", category, t::linkage::CATEGORY),
            chosen("severity", severity, t::linkage::SEVERITY),
        ]);
        let (Some(category), Some(severity), true) = (
            ProblemCategory::parse(&category.get_untracked()),
            severity.get_untracked(),
            fine,
        ) else {
            return;
        };
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let input = convert_linkage::ConvertLinkageInput {
            id,
            version,
            title: title.get_untracked(),
            facts: facts.get_untracked(),
            category,
            severity,
            not_duplicate: other.get_untracked(),
        };
        let done = move |data: convert_linkage::ResponseData| {
            if let Some(problem) = data.convert_linkage.problem {
                open.set(false);
                toasts.show(t::linkage::converted(problem.code));
                changed.run(());
            }
        };
        let refused = move |data: convert_linkage::ResponseData| twins.set(data.convert_linkage.duplicates);
        form.submit_or(
            mutate::<ConvertLinkage>(convert_linkage::Variables { input }),
            done,
            refused,
        );
    });
    let alike = move || {
        let lines = twins.get();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|twin| {
                let href = format!("/problems/{}", twin.id);
                view! { <li><a href=href>{twin.code}" "{twin.title}</a></li> }
            });
            view! { <div class="notice info"><div><p>{tr(t::linkage::ALIKE)}</p><ul>{lines.collect_view()}</ul></div></div> }
        })
    };
    view! {
        <ActionDialog open=open form=form title=t::linkage::CONVERT explain=Some(t::linkage::CONVERT_WHY) submit=t::linkage::CONVERT on_submit=send>
            <TextField form=form name="title" label=t::linkage::PROBLEM_TITLE value=title required=true max=120/>
            <TextArea form=form name="facts" label=t::linkage::FACTS value=facts required=true max=4000/>
            <SelectField form=form name="category" label=t::linkage::CATEGORY value=category options=Signal::derive(|| options(ProblemCategory::ALL)) required=true/>
            <RadioGroup form=form name="severity" label=t::linkage::SEVERITY values=Severity::ALL value=severity/>
            {alike}
            <Checkbox form=form name="notDuplicate" label=t::linkage::NOT_DUPLICATE value=other/>
        </ActionDialog>
    }
}

#[component]
pub(super) fn MergeDialog(
    open: RwSignal<bool>,
    row: Memo<Submission>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (problem, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let known = use_query::<LinkageProblems>(move || linkage_problems::Variables {
        org: row.with(|row| {
            row.about_org
                .as_ref()
                .map(|org| org.id.clone())
                .unwrap_or_default()
        }),
    });
    let choices = Signal::derive(move || {
        let nodes = known
            .data
            .with(|data| data.as_ref().map(|data| data.problems.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|problem| (problem.id, format!("{} {}", problem.code, problem.title)))
            .collect::<Vec<_>>()
    });
    let send = Callback::new(move |()| {
        if !form.check([
            required("problemId", problem, t::linkage::PROBLEM),
            required("reason", reason, t::linkage::REASON),
        ]) {
            return;
        }
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let input = merge_linkage::MergeLinkageInput {
            id,
            version,
            problem_id: problem.get_untracked(),
            reason: reason.get_untracked(),
        };
        form.submit(
            mutate::<MergeLinkage>(merge_linkage::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::linkage::SETTLED.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::linkage::MERGE explain=Some(t::linkage::MERGE_WHY) submit=t::linkage::MERGE on_submit=send>
            <SelectField form=form name="problemId" label=t::linkage::PROBLEM value=problem options=choices required=true/>
            <TextArea form=form name="reason" label=t::linkage::REASON value=reason required=true max=1000/>
        </ActionDialog>
    }
}

#[component]
pub(super) fn AdviseDialog(
    open: RwSignal<bool>,
    row: Memo<Submission>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (known, text, unit) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let due = RwSignal::new(None::<chrono::NaiveDate>);
    let choices = Signal::derive(move || {
        row.with(|row| {
            let measures = row.window.countermeasures.iter();
            measures
                .map(|measure| (measure.id.clone(), measure.text.chars().take(40).collect()))
                .collect::<Vec<(String, String)>>()
        })
    });
    let options = units();
    let send = Callback::new(move |()| {
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let filled = |signal: RwSignal<String>| Some(signal.get_untracked()).filter(|text| !text.is_empty());
        let input = advise_linkage::AdviseLinkageInput {
            id,
            version,
            countermeasure_id: filled(known),
            text: text.get_untracked(),
            responsible_org_id: filled(unit),
            due_on: due.get_untracked(),
        };
        form.submit(
            mutate::<AdviseLinkage>(advise_linkage::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::linkage::SETTLED.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::linkage::ADVISE explain=Some(t::linkage::ADVISE_WHY) submit=t::linkage::ADVISE on_submit=send>
            <SelectField form=form name="countermeasureId" label=t::linkage::KNOWN_MEASURE value=known options=choices/>
            <TextArea form=form name="text" label=t::linkage::MEASURE value=text max=4000/>
            <SelectField form=form name="responsibleOrgId" label=t::linkage::RESPONSIBLE value=unit options=options/>
            <DateField form=form name="dueOn" label=t::linkage::MEASURE_DUE value=due/>
        </ActionDialog>
    }
}
