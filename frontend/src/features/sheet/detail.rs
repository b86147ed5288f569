//! One sheet: what it says, where it stands, what to do with it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::wire::Wire;

use super::convert::ConvertDialog;
use super::write::WriteDialog;
use super::{
    FileSheet, PushSheetNow, ReceiveSheet, Sheet, SheetDirection, SheetEventKind, SheetPage, SheetState,
    file_sheet, push_sheet_now, receive_sheet, sheet_page,
};
use crate::api::{mutate, use_query};
use crate::i18n::{Text, lang, t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::details::{details, prose};
use crate::ui::due::Due;
use crate::ui::form::{ErrorSummary, Form, ReasonDialog};
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::steps::{steps, steps_at};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::toast::use_toasts;
use crate::ui::upload::size;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/sheets",
    text: t::sheet::TITLE,
}];
const WAY: [Text; 5] = [
    t::sheet::step::WRITE,
    t::sheet::step::PUSH,
    t::sheet::step::RECEIVE,
    t::sheet::step::DECIDE,
    t::sheet::step::DONE,
];

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<SheetPage>(move || {
        live.track();
        sheet_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.push_sheet.is_some()));
        move || {
            if !known.get() {
                return empty(t::sheet::MISSING, None);
            }
            let Some(first) = answer.with_untracked(|answer| answer.push_sheet.clone()) else {
                return ().into_any();
            };
            let sheet = Memo::new(move |_| {
                answer
                    .with(|answer| answer.push_sheet.clone())
                    .unwrap_or_else(|| first.clone())
            });
            view! {
                <Head sheet=sheet/>
                <div class="columns">
                    <div class="stack">
                        <Next sheet=sheet changed=Callback::new(move |()| query.refetch())/>
                        <Says sheet=sheet/>
                    </div>
                    <div class="stack"><Way sheet=sheet/><Evidence sheet=sheet/></div>
                </div>
            }
            .into_any()
        }
    })
}

#[component]
fn Head(sheet: Memo<Sheet>) -> impl IntoView {
    let session = use_session();
    let title = Signal::derive(move || {
        sheet.with(|sheet| {
            format!(
                "{} {}",
                sheet.no.as_deref().unwrap_or_else(|| t::sheet::DRAFT.get()),
                sheet.matter
            )
        })
    });
    let print = move || format!("/print/sheets/{}", sheet.with(|sheet| sheet.id.clone()));
    let standing = move || {
        let sheet = sheet.get();
        let place = match sheet.state {
            SheetState::Draft => 0,
            SheetState::Pushed => 2,
            SheetState::Received => 3,
            SheetState::Converted => 4,
            SheetState::Filed | SheetState::Done => WAY.len(),
        };
        let due = sheet.due_on.map(|due| {
            view! { <span class="muted">{tr(t::sheet::column::DUE)}</span> {Due::new(Some(due), 0).seen_on(session.today()).render()} }
        });
        view! { <div class="row">{tag(sheet.state)} {due}</div> {steps(steps_at(&WAY, place))} }
    };
    view! {
        <PageHead title=title crumbs=CRUMBS>
            <a class="btn" href=print target="_blank" rel="external">{tr(t::sheet::PRINT)}</a>
        </PageHead>
        {standing}
    }
}

#[component]
fn Next(sheet: Memo<Sheet>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let (converting, filing, editing) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let step = move || sheet.with_untracked(|sheet| (sheet.id.clone(), sheet.version));
    let done = move |event: SheetEventKind| {
        toasts.show(t::sheet::acted(word(event)));
        changed.run(());
    };
    let fire = move |event: SheetEventKind| {
        let (id, version) = step();
        match event {
            SheetEventKind::Push => {
                let input = push_sheet_now::PushSheetStepInput { id, version };
                form.submit(
                    mutate::<PushSheetNow>(push_sheet_now::Variables { input }),
                    move |_| done(event),
                );
            }
            SheetEventKind::Receive => {
                let input = receive_sheet::PushSheetStepInput { id, version };
                form.submit(
                    mutate::<ReceiveSheet>(receive_sheet::Variables { input }),
                    move |_| done(event),
                );
            }
            SheetEventKind::Write => editing.set(true),
            SheetEventKind::Convert => converting.set(true),
            SheetEventKind::File => filing.set(true),
            SheetEventKind::Finish => {}
        }
    };
    let file = Callback::new(move |reason: String| {
        let (id, version) = step();
        let input = file_sheet::PushSheetReasonInput { id, version, reason };
        form.submit(mutate::<FileSheet>(file_sheet::Variables { input }), move |_| {
            filing.set(false);
            done(SheetEventKind::File);
        });
    });
    let buttons = move || {
        let actions = sheet.with(|sheet| sheet.actions.clone());
        let (allowed, refused): (Vec<_>, Vec<_>) = actions.into_iter().partition(|action| action.allowed);
        let none = allowed.is_empty();
        let events = allowed
            .into_iter()
            .filter_map(|action| SheetEventKind::parse(&action.action));
        let buttons = events.enumerate().map(|(index, event)| {
            let class = if index == 0 { "btn primary" } else { "btn" };
            view! { <button type="button" class=class disabled=move || form.busy.get() on:click=move |_| fire(event)>{move || word(event)}</button> }
        });
        let reasons = refused.into_iter().filter_map(|action| {
            let event = SheetEventKind::parse(&action.action)?;
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <li><strong>{move || word(event)}</strong>" "{move || lang().pick(&zh, &en).to_owned()}</li> })
        });
        view! {
            <div class="row">{buttons.collect_view()}</div>
            {none.then(|| view! { <p class="muted">{tr(t::sheet::NOTHING_TO_DO)}</p> })}
            <ul class="why-not muted">{reasons.collect_view()}</ul>
        }
    };
    let draft = move || {
        editing
            .get()
            .then(|| view! { <WriteDialog open=editing draft=Some(sheet.get_untracked())/> })
    };
    view! {
        <Card title=t::sheet::NEXT><ErrorSummary form=form/>{buttons}</Card>
        <ConvertDialog open=converting sheet=sheet changed=changed/>
        <ReasonDialog open=filing form=form title=t::sheet::FILE explain=t::sheet::FILE_WHY submit=t::sheet::FILE on_submit=file/>
        {draft}
    }
}

#[component]
fn Says(sheet: Memo<Sheet>) -> impl IntoView {
    let body = move || {
        let sheet = sheet.get();
        let problem = sheet.problem.clone().map(|problem| {
            let href = format!("/problems/{}", problem.id);
            (
                t::sheet::column::PROBLEM,
                view! { <a href=href>{problem.code}" "{problem.title}</a>" "{tag(problem.state)} }.into_any(),
            )
        });
        let mut items = vec![
            (t::sheet::column::ORG, sheet.org.name.clone().into_any()),
            (t::sheet::column::DIRECTION, word(sheet.direction).into_any()),
            (t::sheet::column::URGENCY, word(sheet.urgency).into_any()),
            (t::sheet::BASIS, prose(sheet.basis.clone())),
        ];
        if !sheet.suggested_action.is_empty() {
            items.push((t::sheet::SUGGESTED, prose(sheet.suggested_action.clone())));
        }
        items.extend(problem);
        items.extend(
            sheet
                .filed_reason
                .clone()
                .map(|reason| (t::sheet::FILED_REASON, prose(reason))),
        );
        details(items)
    };
    view! { <Card title=t::sheet::SAYS>{body}</Card> }
}

#[component]
fn Way(sheet: Memo<Sheet>) -> impl IntoView {
    let body = move || {
        let sheet = sheet.get();
        let instant = |at: Option<chrono::DateTime<chrono::Utc>>| {
            at.map_or_else(|| "—".to_owned(), time::instant).into_any()
        };
        let from = sheet
            .from_section
            .as_ref()
            .map_or_else(|| "—".to_owned(), |section| section.name.clone());
        let receiver = if sheet.direction == SheetDirection::ToUnit {
            t::sheet::RECEIVED_BY_UNIT
        } else {
            t::sheet::RECEIVED_BY
        };
        details(vec![
            (t::sheet::column::FROM, from.into_any()),
            (t::sheet::WRITTEN_BY, sheet.written_by.clone().into_any()),
            (t::sheet::column::PUSHED, instant(sheet.pushed_at)),
            (
                receiver,
                sheet
                    .received_by
                    .clone()
                    .unwrap_or_else(|| "—".to_owned())
                    .into_any(),
            ),
            (t::sheet::RECEIVED_AT, instant(sheet.received_at)),
        ])
    };
    view! { <Card title=t::sheet::WAY>{body}</Card> }
}

#[component]
fn Evidence(sheet: Memo<Sheet>) -> impl IntoView {
    let body = move || {
        let files = sheet.with(|sheet| sheet.evidence.clone());
        if files.is_empty() {
            return view! { <p class="muted">{tr(t::sheet::NO_EVIDENCE)}</p> }.into_any();
        }
        let lines = files.into_iter().map(|file| {
            let about = format!("{} · {} · {}", size(file.size), file.uploaded_by, time::instant(file.uploaded_at));
            view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a>" "<span class="muted">{about}</span></li> }
        });
        view! { <ul class="files">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::sheet::EVIDENCE>{body}</Card> }
}
