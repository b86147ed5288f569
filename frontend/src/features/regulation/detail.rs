//! One regulation: what it settles, its files, and what to do with it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::plan::regulation::RegulationEventKind;
use remit_shared::wire::Wire;

use super::write::WriteDialog;
use super::{
    EndRegulation, IssueRegulation, Regulation, RegulationPage, end_regulation, issue_regulation,
    regulation_page,
};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::details::{details, prose};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{DateField, Form, ReasonDialog, TextField, required};
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::toast::use_toasts;
use crate::ui::upload::size;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/regulations",
    text: t::regulation::TITLE,
}];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<RegulationPage>(move || {
        live.track();
        regulation_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.regulation.is_some()));
        move || {
            if !known.get() {
                return empty(t::regulation::MISSING, None);
            }
            let Some(first) = answer.with_untracked(|answer| answer.regulation.clone()) else {
                return ().into_any();
            };
            let row = Memo::new(move |_| {
                answer
                    .with(|answer| answer.regulation.clone())
                    .unwrap_or_else(|| first.clone())
            });
            let title = Signal::derive(move || row.with(|row| row.title.clone()));
            view! {
                <PageHead title=title crumbs=CRUMBS/>
                <div class="row">{move || tag(row.with(|row| row.state))}</div>
                <div class="columns">
                    <div class="stack"><Says row=row/><Files row=row/></div>
                    <Next row=row changed=Callback::new(move |()| query.refetch())/>
                </div>
            }
            .into_any()
        }
    })
}

#[component]
fn Says(row: Memo<Regulation>) -> impl IntoView {
    let body = move || {
        let row = row.get();
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned()).into_any();
        let trial = if row.trial {
            t::regulation::TRIAL
        } else {
            t::regulation::NOT_TRIAL
        };
        let mut items = vec![
            (t::regulation::column::KIND, word(row.kind).into_any()),
            (t::regulation::column::DOC_NO, or_dash(row.doc_no.clone())),
            (
                t::regulation::column::ISSUED,
                time::day_or_dash(row.issued_on).into_any(),
            ),
            (t::regulation::TRIAL_OR_NOT, tr(trial).into_any()),
            (t::regulation::ISSUED_BY, or_dash(row.published_by.clone())),
        ];
        items.extend(row.supersedes.clone().map(|old| {
            let href = format!("/regulations/{}", old.id);
            (
                t::regulation::SUPERSEDES,
                view! { <a href=href>{old.title}</a> }.into_any(),
            )
        }));
        if let Some(day) = row.repealed_on {
            items.push((t::regulation::REPEALED_ON, time::day(day).into_any()));
        }
        items.extend(
            row.repeal_reason
                .clone()
                .map(|reason| (t::regulation::REPEAL_REASON, prose(reason))),
        );
        if !row.summary.is_empty() {
            items.push((t::regulation::SUMMARY, prose(row.summary.clone())));
        }
        details(items)
    };
    view! { <Card title=t::regulation::ABOUT>{body}</Card> }
}

#[component]
fn Files(row: Memo<Regulation>) -> impl IntoView {
    let body = move || {
        let files = row.with(|row| row.files.clone());
        if files.is_empty() {
            return view! { <p class="muted">{tr(t::regulation::NO_FILES)}</p> }.into_any();
        }
        let lines = files.into_iter().map(|file| {
            let about = format!("{} · {} · {}", size(file.size), file.uploaded_by, time::instant(file.uploaded_at));
            view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a>" "<span class="muted">{about}</span></li> }
        });
        view! { <ul class="files">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::regulation::FILES>{body}</Card> }
}

#[component]
fn Next(row: Memo<Regulation>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (editing, issuing, ending) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let fire = move |event: RegulationEventKind| match event {
        RegulationEventKind::Write => editing.set(true),
        RegulationEventKind::Publish => issuing.set(true),
        RegulationEventKind::Repeal => ending.set(true),
    };
    let buttons = move || {
        let actions = row.with(|row| row.actions.clone());
        let allowed = actions.into_iter().filter(|action| action.allowed);
        let events: Vec<_> = allowed
            .filter_map(|action| RegulationEventKind::parse(&action.action))
            .collect();
        let none = events.is_empty();
        let buttons = events.into_iter().map(|event| {
            let class = if event == RegulationEventKind::Repeal {
                "btn danger"
            } else {
                "btn primary"
            };
            let text = move || match event {
                RegulationEventKind::Write => t::regulation::EDIT.get(),
                _ => word(event),
            };
            view! { <button type="button" class=class on:click=move |_| fire(event)>{text}</button> }
        });
        view! {
            <div class="row">{buttons.collect_view()}</div>
            {none.then(|| view! { <p class="muted">{tr(t::regulation::NOTHING_TO_DO)}</p> })}
        }
    };
    let end = Callback::new(move |reason: String| {
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let input = end_regulation::RepealRegulationInput { id, version, reason };
        form.submit(
            mutate::<EndRegulation>(end_regulation::Variables { input }),
            move |_| {
                ending.set(false);
                toasts.show(t::regulation::REPEALED.get().to_owned());
                changed.run(());
            },
        );
    });
    let draft = move || {
        editing
            .get()
            .then(|| view! { <WriteDialog open=editing draft=Some(row.get_untracked()) changed=changed/> })
    };
    view! {
        <Card title=t::regulation::NEXT>{buttons}</Card>
        <IssueDialog open=issuing row=row changed=changed/>
        <ReasonDialog open=ending form=form title=t::regulation::REPEAL explain=t::regulation::REPEAL_WHY submit=t::regulation::REPEAL danger=true on_submit=end/>
        {draft}
    }
}

#[component]
fn IssueDialog(open: RwSignal<bool>, row: Memo<Regulation>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session) = (Form::new(), use_toasts(), use_session());
    let number = RwSignal::new(String::new());
    let issued = RwSignal::new(session.today());
    let send = Callback::new(move |()| {
        if !form.check([required("docNo", number, t::regulation::column::DOC_NO)]) {
            return;
        }
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let input = issue_regulation::PublishRegulationInput {
            id,
            version,
            doc_no: number.get_untracked(),
            issued_on: issued.get_untracked(),
        };
        form.submit(
            mutate::<IssueRegulation>(issue_regulation::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::regulation::ISSUED.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::regulation::ISSUE explain=Some(t::regulation::ISSUE_WHY) submit=t::regulation::ISSUE on_submit=send>
            <TextField form=form name="docNo" label=t::regulation::column::DOC_NO value=number hint=t::regulation::DOC_NO_HINT required=true max=60/>
            <DateField form=form name="issuedOn" label=t::regulation::column::ISSUED value=issued/>
        </ActionDialog>
    }
}
