//! The site, made for one hand on a phone: units to tick off, the checklist, the finding form. What is typed is kept.

use leptos::prelude::*;
use remit_shared::problem::{ProblemCategory, Severity};
use remit_shared::wire::Wire;

use super::draft::{self, Draft};
use super::{Detail, RecordFinding, TickCheck, VisitUnit, record_finding, tick_check, visit_unit};
use crate::api::mutate;
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::form::{
    ErrorSummary, Form, RadioGroup, SelectField, SubmitButton, TextArea, TextField, chosen, client_id,
    required,
};
use crate::ui::page::Card;
use crate::ui::time;
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;

/// The card.
#[component]
pub(super) fn Site(detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let activity = StoredValue::new(detail.with_untracked(|detail| detail.activity.id.clone()));
    view! {
        <div class="columns">
            <FindingForm detail=detail activity=activity changed=changed/>
            <Card title=t::activity::SITE>
                <ErrorSummary form=form/>
                <h3>{tr(t::activity::VISITS)}</h3>
                <Visits detail=detail form=form activity=activity changed=changed/>
                <h3>{tr(t::activity::CHECKLIST)}</h3>
                <Checks detail=detail form=form activity=activity changed=changed/>
            </Card>
        </div>
    }
}

#[component]
fn Visits(
    detail: Memo<Detail>,
    form: Form,
    activity: StoredValue<String>,
    changed: Callback<()>,
) -> impl IntoView {
    move || {
        let units = detail.with(|detail| detail.units.clone());
        let line = move |unit: super::activity_page::ActivityPageJointActivityUnits| {
            let org = StoredValue::new(unit.org.id);
            let visit = move |_| {
                let input = visit_unit::VisitUnitInput {
                    activity_id: activity.get_value(),
                    org_id: org.get_value(),
                    note: None,
                };
                form.submit(mutate::<VisitUnit>(visit_unit::Variables { input }), move |_| {
                    changed.run(());
                });
            };
            let state = match unit.visited_on {
                Some(day) => view! { <span class="muted num">{t::activity::visited(time::day(day))}</span> }.into_any(),
                None => view! { <button type="button" class="btn" on:click=visit>{tr(t::activity::VISIT)}</button> }.into_any(),
            };
            view! { <li><span>{unit.org.short_name}</span>{state}</li> }
        };
        view! { <ul class="site-list">{units.into_iter().map(line).collect_view()}</ul> }
    }
}

#[component]
fn Checks(
    detail: Memo<Detail>,
    form: Form,
    activity: StoredValue<String>,
    changed: Callback<()>,
) -> impl IntoView {
    move || {
        let checks = detail.with(|detail| detail.checks.clone());
        let line = move |check: super::activity_page::ActivityPageJointActivityChecks| {
            let (seq, done) = (check.seq, check.done_on.is_some());
            let tick = move |_| {
                let input = tick_check::TickCheckInput {
                    activity_id: activity.get_value(),
                    seq,
                    done: !done,
                };
                form.submit(mutate::<TickCheck>(tick_check::Variables { input }), move |_| {
                    changed.run(());
                });
            };
            view! {
                <li><label class="tick"><input type="checkbox" prop:checked=done on:change=tick/><span>{check.item}</span></label></li>
            }
        };
        view! { <ul class="site-list">{checks.into_iter().map(line).collect_view()}</ul> }
    }
}

#[component]
fn FindingForm(detail: Memo<Detail>, activity: StoredValue<String>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session) = (Form::new(), use_toasts(), use_session());
    let account = session
        .viewer()
        .map(|viewer| viewer.account_id)
        .unwrap_or_default();
    let key = StoredValue::new(format!("{account}.{}", activity.get_value()));
    let kept = draft::kept(&key.get_value());
    let id = RwSignal::new(
        Some(kept.id)
            .filter(|id| !id.is_empty())
            .unwrap_or_else(client_id),
    );
    let [unit, title, facts, basis] = [kept.unit, kept.title, kept.facts, kept.basis].map(RwSignal::new);
    let (earlier, files) = (RwSignal::new(kept.files), RwSignal::new(Vec::<String>::new()));
    let category = RwSignal::new(Some(ProblemCategory::DutyNotDone));
    let severity = RwSignal::new(Some(Severity::Minor));
    let uploads = RwSignal::new(0_u32);
    let all_files = move || [earlier.get(), files.get()].concat();
    Effect::new(move |_| {
        let draft = Draft {
            id: id.get(),
            unit: unit.get(),
            title: title.get(),
            facts: facts.get(),
            basis: basis.get(),
            files: all_files(),
        };
        draft::keep(&key.get_value(), &draft);
    });
    let options = Signal::derive(move || {
        let units = detail.with(|detail| detail.units.clone()).into_iter();
        units.map(|unit| (unit.org.id, unit.org.name)).collect::<Vec<_>>()
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let fine = form.check([
            required("orgId", unit, t::activity::column::UNITS),
            required("title", title, t::activity::FOUND_TITLE),
            required("facts", facts, t::activity::FACTS),
            required("basis", basis, t::activity::BASIS),
            chosen("category", category, t::activity::CATEGORY),
            chosen("severity", severity, t::activity::SEVERITY),
        ]);
        let (Some(kind), Some(grave), true) = (category.get_untracked(), severity.get_untracked(), fine)
        else {
            return;
        };
        let input = record_finding::RecordFindingInput {
            client_id: id.get_untracked(),
            activity_id: activity.get_value(),
            org_id: unit.get_untracked(),
            title: title.get_untracked(),
            facts: facts.get_untracked(),
            basis: basis.get_untracked(),
            category: kind,
            severity: grave,
            file_ids: Some(untrack(all_files)),
        };
        form.submit(
            mutate::<RecordFinding>(record_finding::Variables { input }),
            move |_| {
                id.set(client_id());
                for text in [title, facts, basis] {
                    text.set(String::new());
                }
                earlier.set(Vec::new());
                files.set(Vec::new());
                uploads.update(|count| *count += 1);
                toasts.show(t::activity::RECORDED.get().to_owned());
                changed.run(());
            },
        );
    };
    view! {
        <form class="card" novalidate on:submit=send>
            <div class="card-body stack">
                <h2>{tr(t::activity::RECORD)}</h2>
                <p class="muted">{tr(t::activity::RECORD_WHY)}</p>
                <ErrorSummary form=form/>
                <SelectField form=form name="orgId" label=t::activity::UNIT value=unit options=options/>
                <TextField form=form name="title" label=t::activity::FOUND_TITLE value=title required=true max=120/>
                <TextArea form=form name="facts" label=t::activity::FACTS hint=t::activity::FACTS_HINT value=facts required=true max=4000/>
                <TextField form=form name="basis" label=t::activity::BASIS hint=t::activity::BASIS_HINT value=basis required=true max=1000/>
                {move || {
                    uploads.track();
                    view! { <UploadField form=form label=t::activity::PHOTO ids=files/> }
                }}
                <RadioGroup form=form name="category" label=t::activity::CATEGORY values=ProblemCategory::ALL value=category/>
                <RadioGroup form=form name="severity" label=t::activity::SEVERITY values=Severity::ALL value=severity/>
                <SubmitButton form=form label=t::activity::RECORD/>
            </div>
        </form>
    }
}
