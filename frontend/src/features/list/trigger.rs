//! One occasion to revise lists: its deadline explained, and what to do with it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remit_shared::list::TriggerEventKind as E;
use remit_shared::wire::Wire;

use super::{
    ReturnTrigger, SubmitTrigger, TriggerPage, VoidTrigger, return_trigger, submit_trigger, trigger_page,
    void_trigger,
};
use crate::api::{mutate, use_query};
use crate::i18n::{lang, t, tr, word};
use crate::live::use_live;
use crate::ui::details::{details, prose};
use crate::ui::dialog::ActionDialog;
use crate::ui::due::DueExplainer;
use crate::ui::form::{Form, ReasonDialog, TextArea, required};
use crate::ui::page::{Card, Crumb, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::toast::use_toasts;
use crate::ui::upload::{UploadField, size};

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/list-triggers",
    text: t::list::trigger::TITLE,
}];

type Trigger = trigger_page::TriggerPageListTrigger;

/// The page.
pub(super) fn page() -> AnyView {
    let (params, live) = (use_params_map(), use_live());
    let query = use_query::<TriggerPage>(move || {
        live.track();
        trigger_page::Variables {
            id: params.read().get("id").unwrap_or_default(),
        }
    });
    loaded(query, move |answer| {
        let known = Memo::new(move |_| answer.with(|answer| answer.list_trigger.is_some()));
        move || {
            if !known.get() {
                return empty(t::list::trigger::MISSING, None);
            }
            let Some(first) = answer.with_untracked(|answer| answer.list_trigger.clone()) else {
                return ().into_any();
            };
            let row = Memo::new(move |_| {
                answer
                    .with(|answer| answer.list_trigger.clone())
                    .unwrap_or_else(|| first.clone())
            });
            let title = Signal::derive(move || row.with(|row| row.title.clone()));
            view! {
                <PageHead title=title crumbs=CRUMBS/>
                <div class="row">{move || tag(row.with(|row| row.state))}</div>
                <div class="columns">
                    <div class="stack"><Card title=t::list::trigger::ABOUT>{move || about(&row.get())}</Card></div>
                    <Acts row=row changed=Callback::new(move |()| query.refetch())/>
                </div>
            }
            .into_any()
        }
    })
    .into_any()
}

fn about(row: &Trigger) -> AnyView {
    let unit = row.org.id.clone();
    let days = row.due_wd;
    let mut items = vec![
        (
            t::list::column::ORG,
            view! { <a href=format!("/lists?org={unit}")>{row.org.name.clone()}</a> }.into_any(),
        ),
        (t::list::trigger::CAUSE, word(row.cause).into_any()),
        (t::list::BASIS, row.basis.clone().into_any()),
        (t::list::trigger::OCCURRED, time::day(row.occurred_on).into_any()),
        (
            t::list::trigger::DUE,
            view! { {time::day(row.due_on)} " " <DueExplainer from=row.occurred_on days=days due=row.due_on/> }
                .into_any(),
        ),
    ];
    if let Some(day) = row.submitted_on {
        let who = row.submitted_by.clone().unwrap_or_default();
        let late = (row.overdue_days > 0).then(|| t::list::trigger::late_by(row.overdue_days));
        items.push((
            t::list::trigger::SUBMITTED,
            view! { {time::day(day)} " " {who} " " {late} }.into_any(),
        ));
    }
    items.extend(row.note.clone().map(|note| (t::list::trigger::NOTE, prose(note))));
    items.extend(
        row.office_reason
            .clone()
            .map(|reason| (t::list::trigger::REASON, prose(reason))),
    );
    if !row.files.is_empty() {
        let files = row.files.iter().map(|file| {
            view! { <li><a href=file.url.clone() rel="external" target="_blank">{file.name.clone()}</a>" "<span class="muted">{size(file.size)}</span></li> }
        });
        let files = view! { <ul class="files">{files.collect_view()}</ul> }.into_any();
        items.push((t::list::trigger::FILES, files));
    }
    items.extend(row.adjustment_id.clone().map(|id| {
        let link = view! { <a href=format!("/adjustments/{id}")>{tr(t::list::trigger::OPEN_ADJUSTMENT)}</a> };
        (t::list::trigger::ADJUSTMENT, link.into_any())
    }));
    details(items)
}

#[component]
fn Acts(row: Memo<Trigger>, changed: Callback<()>) -> impl IntoView {
    let (submitting, returning, voiding) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let (form, toasts) = (Form::new(), use_toasts());
    let fire = move |event: E| match event {
        E::Submit => submitting.set(true),
        E::Return => returning.set(true),
        E::Void => voiding.set(true),
        E::Open => {}
    };
    let done = move |event: E| {
        submitting.set(false);
        returning.set(false);
        voiding.set(false);
        toasts.show(t::list::trigger::acted(word(event)));
        changed.run(());
    };
    let buttons = move || {
        let actions = row.with(|row| row.actions.clone());
        let none = actions.is_empty();
        let shown = actions.into_iter().filter_map(|action| {
            let event = E::parse(&action.action)?;
            if action.allowed {
                let class = if event == E::Void { "btn danger" } else { "btn primary" };
                return Some(view! { <button type="button" class=class on:click=move |_| fire(event)>{move || word(event)}</button> }.into_any());
            }
            let (zh, en) = (action.message_zh.unwrap_or_default(), action.message.unwrap_or_default());
            Some(view! { <p class="muted">{move || lang().pick(&zh, &en).to_owned()}</p> }.into_any())
        });
        view! {
            <div class="row">{shown.collect_view()}</div>
            {none.then(|| view! { <p class="muted">{tr(t::list::trigger::NOTHING)}</p> })}
        }
    };
    let back = Callback::new(move |reason: String| {
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let input = return_trigger::ListTriggerReasonInput { id, version, reason };
        form.submit(
            mutate::<ReturnTrigger>(return_trigger::Variables { input }),
            move |_| done(E::Return),
        );
    });
    let void = Callback::new(move |reason: String| {
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let input = void_trigger::ListTriggerReasonInput { id, version, reason };
        form.submit(
            mutate::<VoidTrigger>(void_trigger::Variables { input }),
            move |_| done(E::Void),
        );
    });
    view! {
        <Card title=t::list::trigger::NEXT>{buttons}</Card>
        <SubmitDialog open=submitting row=row done=Callback::new(move |()| done(E::Submit))/>
        <ReasonDialog open=returning form=form title=t::list::trigger::RETURN explain=t::list::trigger::RETURN_WHY submit=t::list::trigger::RETURN on_submit=back/>
        <ReasonDialog open=voiding form=form title=t::list::trigger::VOID explain=t::list::trigger::VOID_WHY submit=t::list::trigger::VOID danger=true on_submit=void/>
    }
}

#[component]
fn SubmitDialog(open: RwSignal<bool>, row: Memo<Trigger>, done: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let note = RwSignal::new(String::new());
    let files = RwSignal::new(Vec::new());
    let send = Callback::new(move |()| {
        if !form.check([required("note", note, t::list::trigger::NOTE)]) {
            return;
        }
        let (id, version) = row.with_untracked(|row| (row.id.clone(), row.version));
        let input = submit_trigger::SubmitListTriggerInput {
            id,
            version,
            note: note.get_untracked(),
            file_ids: Some(files.get_untracked()),
        };
        form.submit(
            mutate::<SubmitTrigger>(submit_trigger::Variables { input }),
            move |_| done.run(()),
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::list::trigger::SUBMIT explain=Some(t::list::trigger::SUBMIT_WHY) submit=t::list::trigger::SUBMIT on_submit=send>
            <TextArea form=form name="note" label=t::list::trigger::NOTE value=note required=true max=1000/>
            <UploadField form=form label=t::list::trigger::FILES ids=files/>
        </ActionDialog>
    }
}
