//! One submission: what it says, where it stands, what to do with it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::wire::Wire;

use super::answer::{AdviseDialog, ConvertDialog, MergeDialog};
use super::write::WriteDialog;
use super::{
    AcceptLinkage, LinkagePage, NoteLinkage, ReturnLinkage, Submission, SubmissionEventKind, accept_linkage,
    linkage_page, note_linkage, return_linkage,
};
use crate::api::{mutate, use_query};
use crate::i18n::{lang, t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::details::{details, prose};
use crate::ui::due::Due;
use crate::ui::form::{ErrorSummary, Form, ReasonDialog};
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::toast::use_toasts;
use crate::ui::upload::size;

const CRUMBS: &[Crumb] = &[
    Crumb {
        href: "/linkage",
        text: t::linkage::TITLE,
    },
    Crumb {
        href: "/linkage/submissions",
        text: t::linkage::LIST,
    },
];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<LinkagePage>(move || {
        live.track();
        linkage_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.linkage_submission.is_some()));
        move || {
            if !known.get() {
                return empty(t::linkage::MISSING, None);
            }
            let Some(first) = answer.with_untracked(|answer| answer.linkage_submission.clone()) else {
                return ().into_any();
            };
            let row = Memo::new(move |_| {
                answer
                    .with(|answer| answer.linkage_submission.clone())
                    .unwrap_or_else(|| first.clone())
            });
            view! {
                <Head row=row/>
                <div class="columns">
                    <div class="stack">
                        <Next row=row changed=Callback::new(move |()| query.refetch())/>
                        <Says row=row/>
                    </div>
                    <div class="stack"><Way row=row/><Evidence row=row/></div>
                </div>
            }
            .into_any()
        }
    })
}

#[component]
fn Head(row: Memo<Submission>) -> impl IntoView {
    let session = use_session();
    let title = Signal::derive(move || {
        row.with(|row| {
            let about = row
                .about_org
                .as_ref()
                .map_or_else(|| t::linkage::NIL_TEXT.get().to_owned(), |org| org.name.clone());
            let no = row.receipt.as_deref().unwrap_or_else(|| t::linkage::DRAFT.get());
            format!("{no} {about}")
        })
    });
    let standing = move || {
        let row = row.get();
        let due = row.due_on.map(|due| {
            view! { <span class="muted">{tr(t::linkage::column::DUE)}</span> {Due::new(Some(due), 0).seen_on(session.today()).render()} }
        });
        let marks = [
            (row.urgent, t::linkage::URGENT),
            (row.late, t::linkage::LATE),
            (row.confidential, t::linkage::SECRET),
        ];
        let marks = marks
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, text)| view! { <span class="muted">{tr(text)}</span> });
        view! { <div class="row">{tag(row.state)} {marks.collect_view()} {due}</div> }
    };
    view! { <PageHead title=title crumbs=CRUMBS/> {standing} }
}

#[component]
fn Next(row: Memo<Submission>, changed: Callback<()>) -> impl IntoView {
    use SubmissionEventKind as E;
    let (form, toasts) = (Form::new(), use_toasts());
    let (editing, returning, noting) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let (converting, merging, advising) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let done = move |event: E| {
        toasts.show(t::linkage::acted(word(event)));
        changed.run(());
    };
    let step = move || row.with_untracked(|row| (row.id.clone(), row.version));
    let fire = move |event: E| match event {
        E::Accept => {
            let (id, version) = step();
            let reason = String::new();
            let input = accept_linkage::DecideLinkageInput { id, version, reason };
            form.submit(
                mutate::<AcceptLinkage>(accept_linkage::Variables { input }),
                move |_| done(event),
            );
        }
        E::Save | E::Submit => editing.set(true),
        E::Return => returning.set(true),
        E::Note => noting.set(true),
        E::Convert => converting.set(true),
        E::Merge => merging.set(true),
        E::Advise => advising.set(true),
        E::NilReturn | E::Supersede => {}
    };
    let give_back = Callback::new(move |reason: String| {
        let (id, version) = step();
        let input = return_linkage::DecideLinkageInput { id, version, reason };
        form.submit(
            mutate::<ReturnLinkage>(return_linkage::Variables { input }),
            move |_| {
                returning.set(false);
                done(E::Return);
            },
        );
    });
    let note = Callback::new(move |reason: String| {
        let (id, version) = step();
        let input = note_linkage::DecideLinkageInput { id, version, reason };
        form.submit(
            mutate::<NoteLinkage>(note_linkage::Variables { input }),
            move |_| {
                noting.set(false);
                done(E::Note);
            },
        );
    });
    let buttons = move || {
        let actions = row.with(|row| row.actions.clone());
        let (allowed, refused): (Vec<_>, Vec<_>) = actions.into_iter().partition(|action| action.allowed);
        let none = allowed.is_empty();
        // Saving and submitting are one form.
        let events = allowed
            .into_iter()
            .filter_map(|action| E::parse(&action.action))
            .filter(|event| *event != E::Save);
        let buttons = events.enumerate().map(|(index, event)| {
            let class = if index == 0 { "btn primary" } else { "btn" };
            view! { <button type="button" class=class disabled=move || form.busy.get() on:click=move |_| fire(event)>{move || word(event)}</button> }
        });
        let reasons = refused.into_iter().filter_map(|action| {
            let event = E::parse(&action.action)?;
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <li><strong>{move || word(event)}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</li> })
        });
        view! {
            <div class="row">{buttons.collect_view()}</div>
            {none.then(|| view! { <p class="muted">{tr(t::linkage::NOTHING_TO_DO)}</p> })}
            <ul class="why-not muted">{reasons.collect_view()}</ul>
        }
    };
    let edit = move || {
        editing
            .get()
            .then(|| view! { <WriteDialog open=editing existing=Some(row.get_untracked()) changed=changed/> })
    };
    view! {
        <Card title=t::linkage::NEXT><ErrorSummary form=form/>{buttons}</Card>
        <ReasonDialog open=returning form=form title=t::linkage::RETURN explain=t::linkage::RETURN_WHY submit=t::linkage::RETURN on_submit=give_back/>
        <ReasonDialog open=noting form=form title=t::linkage::NOTE explain=t::linkage::NOTE_WHY submit=t::linkage::NOTE on_submit=note/>
        <ConvertDialog open=converting row=row changed=changed/>
        <MergeDialog open=merging row=row changed=changed/>
        <AdviseDialog open=advising row=row changed=changed/>
        {edit}
    }
}

#[component]
fn Says(row: Memo<Submission>) -> impl IntoView {
    let body = move || {
        let row = row.get();
        if row.nil_return {
            return view! { <p>{tr(t::linkage::NIL_TEXT)}</p> }.into_any();
        }
        let mut items = vec![(t::linkage::column::TEXT, prose(row.text.clone()))];
        items.extend(row.kind.map(|kind| (t::linkage::KIND, word(kind).into_any())));
        items.extend(
            row.decision_reason
                .clone()
                .map(|reason| (t::linkage::REMARK, prose(reason))),
        );
        items.extend(
            row.outcome
                .map(|outcome| (t::linkage::column::OUTCOME, word(outcome).into_any())),
        );
        items.extend(
            row.outcome_reason
                .clone()
                .map(|reason| (t::linkage::REASON, prose(reason))),
        );
        items.extend(row.problem.clone().map(|problem| {
            let href = format!("/problems/{}", problem.id);
            let link = view! { <a href=href>{problem.code}" "{problem.title}</a>" "{tag(problem.state)} };
            (t::linkage::PROBLEM, link.into_any())
        }));
        items.extend(row.countermeasure.clone().map(|measure| {
            let about = t::linkage::measure_of(&measure.responsible_org.name, time::day(measure.due_on));
            let text = match measure.result {
                Some(result) => format!("{} {about} {result}", measure.text),
                None => format!("{} {about}", measure.text),
            };
            (t::linkage::MEASURE, prose(text))
        }));
        details(items).into_any()
    };
    view! { <Card title=t::linkage::SAYS>{body}</Card> }
}

#[component]
fn Way(row: Memo<Submission>) -> impl IntoView {
    let body = move || {
        let row = row.get();
        let at = |at: Option<chrono::DateTime<chrono::Utc>>| {
            at.map_or_else(|| "—".to_owned(), time::instant).into_any()
        };
        let author = row.author.clone().unwrap_or_else(|| "—".to_owned());
        let author = if row.by_machine {
            t::linkage::by_machine(author)
        } else {
            author
        };
        details(vec![
            (
                t::linkage::column::QUARTER,
                t::linkage::quarter(row.window.year, row.window.quarter).into_any(),
            ),
            (t::linkage::column::ORG, row.org.name.clone().into_any()),
            (t::linkage::AUTHOR, author.into_any()),
            (t::linkage::column::SUBMITTED, at(row.submitted_at)),
            (t::linkage::DECIDED_AT, at(row.decided_at)),
        ])
    };
    view! { <Card title=t::linkage::WAY>{body}</Card> }
}

#[component]
fn Evidence(row: Memo<Submission>) -> impl IntoView {
    let body = move || {
        let files = row.with(|row| row.evidence.clone());
        if files.is_empty() {
            return view! { <p class="muted">{tr(t::linkage::NO_EVIDENCE)}</p> }.into_any();
        }
        let lines = files.into_iter().map(|file| {
            let about = format!("{} · {} · {}", size(file.size), file.uploaded_by, time::instant(file.uploaded_at));
            view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a>" "<span class="muted">{about}</span></li> }
        });
        view! { <ul class="files">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::linkage::EVIDENCE>{body}</Card> }
}
