//! One negative record: what it says, its files, its history, and what to do about it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::wire::Wire;

use super::{
    DecideViolation, ViolationEventKind, ViolationPage, ViolationState, decide_violation, violation_page,
};
use crate::api::{mutate, use_query};
use crate::i18n::{Text, lang, t, tr, word};
use crate::live::use_live;
use crate::ui::details::{details, prose};
use crate::ui::dialog::{ActionDialog, open_while};
use crate::ui::form::{Form, TextArea, required};
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::timeline::{Moment, timeline};
use crate::ui::toast::use_toasts;
use crate::ui::upload::{UploadField, size};

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/violations",
    text: t::voice::violation::TITLE,
}];

type Record = violation_page::ViolationPageViolation;

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<ViolationPage>(move || {
        live.track();
        violation_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.violation.is_some()));
        move || {
            if !known.get() {
                return empty(t::voice::violation::MISSING, None);
            }
            let Some(first) = answer.with_untracked(|answer| answer.violation.clone()) else {
                return ().into_any();
            };
            let row = Memo::new(move |_| {
                answer
                    .with(|answer| answer.violation.clone())
                    .unwrap_or_else(|| first.clone())
            });
            let title = Signal::derive(move || row.with(|row| format!("{} {}", row.code, row.title)));
            view! {
                <PageHead title=title crumbs=CRUMBS/>
                <div class="row">{move || tag(row.with(|row| row.state))}</div>
                <div class="columns">
                    <div class="stack"><About row=row/><Files row=row/><History row=row/></div>
                    <Next row=row changed=Callback::new(move |()| query.refetch())/>
                </div>
            }
            .into_any()
        }
    })
}

#[component]
fn About(row: Memo<Record>) -> impl IntoView {
    let body = move || {
        let row = row.get();
        let (counts, year) = (row.counts, row.year);
        let counted = move || {
            if counts {
                t::voice::violation::counts_yes(year)
            } else {
                t::voice::violation::COUNTS_NO.get().to_owned()
            }
        };
        let unit = format!("/registry/{}", row.org.id);
        let mut items = vec![
            (
                t::voice::violation::UNIT,
                view! { <a href=unit>{row.org.name}</a> }.into_any(),
            ),
            (t::voice::violation::KIND, word(row.kind).into_any()),
            (t::voice::violation::DOC_NO, row.doc_no.into_any()),
            (t::voice::violation::ISSUED, time::day(row.issued_on).into_any()),
            (t::voice::violation::COUNTED, view! { {counted} }.into_any()),
            (
                t::voice::violation::RECORDED_BY,
                row.recorded_by.unwrap_or_default().into_any(),
            ),
        ];
        if let Some(due) = row.due_on {
            let label = match row.state {
                ViolationState::Confirmed => t::voice::violation::DUE_CONTEST,
                _ => t::voice::violation::DUE,
            };
            items.push((label, time::day(due).into_any()));
        }
        items.push((t::voice::violation::FACTS, prose(row.facts)));
        details(items)
    };
    view! { <Card title=t::voice::violation::ABOUT>{body}</Card> }
}

#[component]
fn Files(row: Memo<Record>) -> impl IntoView {
    let body = move || {
        let files = row.with(|row| row.files.clone());
        if files.is_empty() {
            return view! { <p class="muted">{tr(t::voice::violation::NO_FILES)}</p> }.into_any();
        }
        let lines = files.into_iter().map(|file| {
            let about = format!("{} · {} · {}", size(file.size), file.uploaded_by, time::instant(file.uploaded_at));
            view! { <li><a href=file.url rel="external" target="_blank">{file.name}</a>" "<span class="muted">{about}</span></li> }
        });
        view! { <ul class="files">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <Card title=t::voice::violation::FILES>{body}</Card> }
}

#[component]
fn History(row: Memo<Record>) -> impl IntoView {
    let body = move || {
        let events = row.with(|row| row.events.clone());
        let moments = events.into_iter().map(|event| Moment {
            at: event.at,
            title: word(event.event).to_owned(),
            actor: event.by,
            automatic: false,
            remark: event.remark,
            notes: vec![word(event.to).to_owned()],
        });
        timeline(moments.collect())
    };
    view! { <Card title=t::voice::violation::HISTORY>{body}</Card> }
}

/// Why the person should think twice.
fn why(event: ViolationEventKind) -> Text {
    match event {
        ViolationEventKind::Record | ViolationEventKind::Confirm => t::voice::violation::CONFIRM_WHY,
        ViolationEventKind::Reject => t::voice::violation::REJECT_WHY,
        ViolationEventKind::Contest => t::voice::violation::CONTEST_WHY,
        ViolationEventKind::Uphold => t::voice::violation::UPHOLD_WHY,
        ViolationEventKind::Revoke => t::voice::violation::REVOKE_WHY,
    }
}

#[component]
fn Next(row: Memo<Record>, changed: Callback<()>) -> impl IntoView {
    let acting = RwSignal::new(None::<ViolationEventKind>);
    let buttons = move || {
        let actions = row.with(|row| row.actions.clone());
        let none = actions.is_empty();
        let lines = actions.into_iter().filter_map(|action| {
            let event = ViolationEventKind::parse(&action.action)?;
            Some(if action.allowed {
                let class = if matches!(event, ViolationEventKind::Confirm | ViolationEventKind::Uphold) {
                    "btn primary"
                } else {
                    "btn"
                };
                view! { <button type="button" class=class on:click=move |_| acting.set(Some(event))>{move || word(event)}</button> }.into_any()
            } else {
                let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
                view! { <p class="muted">{move || word(event)}"："{move || lang().pick(&zh, &en).to_owned()}</p> }.into_any()
            })
        });
        view! {
            <div class="row">{lines.collect_view()}</div>
            {none.then(|| view! { <p class="muted">{tr(t::voice::violation::NOTHING_TO_DO)}</p> })}
        }
    };
    view! {
        <Card title=t::voice::violation::NEXT>{buttons}</Card>
        <ActDialogs acting=acting row=row changed=changed/>
    }
}

#[component]
fn ActDialogs(
    acting: RwSignal<Option<ViolationEventKind>>,
    row: Memo<Record>,
    changed: Callback<()>,
) -> impl IntoView {
    move || {
        acting
            .get()
            .map(|event| view! { <ActDialog event=event acting=acting row=row changed=changed/> })
    }
}

#[component]
fn ActDialog(
    event: ViolationEventKind,
    acting: RwSignal<Option<ViolationEventKind>>,
    row: Memo<Record>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let open = open_while(acting);
    let (reason, files) = (RwSignal::new(String::new()), RwSignal::new(Vec::new()));
    let needs = event != ViolationEventKind::Confirm;
    let label = if event == ViolationEventKind::Contest {
        t::voice::violation::GROUNDS
    } else {
        t::voice::violation::REMARK
    };
    let send = Callback::new(move |()| {
        if needs && !form.check([required("reason", reason, label)]) {
            return;
        }
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let input = decide_violation::ActOnViolationInput {
            id,
            version,
            event,
            reason: Some(reason.get_untracked()).filter(|reason| !reason.is_empty()),
            file_ids: Some(files.get_untracked()),
        };
        form.submit(
            mutate::<DecideViolation>(decide_violation::Variables { input }),
            move |_| {
                toasts.show(t::voice::violation::DONE.get().to_owned());
                acting.set(None);
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=Text::new(event.zh(), event.en()) explain=Some(why(event)) submit=Text::new(event.zh(), event.en()) danger=event == ViolationEventKind::Revoke on_submit=send>
            <TextArea form=form name="reason" label=label value=reason required=needs max=1000/>
            {(event == ViolationEventKind::Contest).then(|| view! { <UploadField form=form label=t::voice::violation::FILES ids=files/> })}
        </ActionDialog>
    }
}
