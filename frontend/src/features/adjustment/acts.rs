//! What can be done to an adjustment now (§3.12), each act with its dialog.

use leptos::prelude::*;
use remit_shared::list::AdjustmentEventKind as E;
use remit_shared::wire::Wire;

use super::draft::{DraftDialog, DropDialog};
use super::propose::Units;
use super::revise::ReviseDialog;
use super::send::{Send, fire};
use super::{CheckResult, Detail};
use crate::i18n::{Text, lang, t, tr, word};
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{DateField, Form, RadioGroup, TextArea, TextField, chosen, required};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;
use crate::ui::upload::UploadField;

/// The card with the buttons, and the dialogs.
#[component]
pub(super) fn Acts(detail: Memo<Detail>, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let acting = RwSignal::new(None::<E>);
    let done = Callback::new(move |event: E| {
        acting.set(None);
        toasts.show(t::adjustment::acted(word(event)));
        changed.run(());
    });
    let buttons = move || {
        let actions = detail.with(|detail| detail.actions.clone());
        let none = actions.is_empty();
        let (mut can, mut cannot) = (Vec::new(), Vec::new());
        for action in actions {
            let Some(event) = E::parse(&action.action) else {
                continue;
            };
            if action.allowed {
                let class = match event {
                    E::Reject | E::DropChange | E::DraftChange | E::WriteTaskList => "btn",
                    _ => "btn primary",
                };
                can.push(view! { <button type="button" class=class on:click=move |_| acting.set(Some(event))>{move || word(event)}</button> }.into_any());
            } else {
                let (zh, en) = (
                    action.message_zh.unwrap_or_default(),
                    action.message.unwrap_or_default(),
                );
                cannot.push(view! { <p class="muted"><strong>{move || word(event)}</strong>"："{move || lang().pick(&zh, &en).to_owned()}</p> }.into_any());
            }
        }
        view! {
            <div class="row">{can}</div>
            {cannot}
            {none.then(|| view! { <p class="muted">{tr(t::adjustment::NOTHING)}</p> })}
        }
    };
    view! {
        <Card title=t::adjustment::NEXT>{buttons}</Card>
        <Dialogs detail=detail acting=acting done=done/>
        <DraftDialog detail=detail acting=acting done=done/>
        <DropDialog detail=detail acting=acting done=done/>
        <ReviseDialog detail=detail acting=acting done=done/>
    }
}

/// Open while this event is the one chosen.
pub(super) fn open_for(acting: RwSignal<Option<E>>, event: E) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let wanted = acting.get() == Some(event);
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    Effect::new(move |_| {
        if !open.get() && acting.get_untracked() == Some(event) {
            acting.set(None);
        }
    });
    open
}

/// Events of one dialog each: title and explanation.
fn words(event: E) -> (Text, Text) {
    match event {
        E::Consult => (t::adjustment::act::CONSULT, t::adjustment::act::CONSULT_WHY),
        E::Sign => (t::adjustment::act::SIGN, t::adjustment::act::SIGN_WHY),
        E::SendLegal => (t::adjustment::act::SEND_LEGAL, t::adjustment::act::SEND_LEGAL_WHY),
        E::AttachOpinion => (t::adjustment::act::OPINION, t::adjustment::act::OPINION_WHY),
        E::Approve => (t::adjustment::act::APPROVE, t::adjustment::act::APPROVE_WHY),
        E::Reject => (t::adjustment::act::REJECT, t::adjustment::act::REJECT_WHY),
        E::UpdateLists => (t::adjustment::act::UPDATE, t::adjustment::act::UPDATE_WHY),
        E::Publish => (t::adjustment::act::PUBLISH, t::adjustment::act::PUBLISH_WHY),
        _ => (t::adjustment::act::CHECK, t::adjustment::act::CHECK_WHY),
    }
}

const SIMPLE: [E; 9] = [
    E::Consult,
    E::Sign,
    E::SendLegal,
    E::AttachOpinion,
    E::Approve,
    E::Reject,
    E::UpdateLists,
    E::Publish,
    E::Check,
];

#[component]
fn Dialogs(detail: Memo<Detail>, acting: RwSignal<Option<E>>, done: Callback<E>) -> impl IntoView {
    SIMPLE
        .into_iter()
        .map(|event| view! { <OneDialog event=event detail=detail acting=acting done=done/> })
        .collect_view()
}

#[component]
fn OneDialog(
    event: E,
    detail: Memo<Detail>,
    acting: RwSignal<Option<E>>,
    done: Callback<E>,
) -> impl IntoView {
    let (form, session) = (Form::new(), use_session());
    let (open, (title, why)) = (open_for(acting, event), words(event));
    let typed = Send {
        text: RwSignal::new(String::new()),
        line: RwSignal::new(String::new()),
        day: RwSignal::new(session.today()),
        orgs: RwSignal::new(Vec::new()),
        files: RwSignal::new(Vec::new()),
        result: RwSignal::new(None::<CheckResult>),
    };
    let send = Callback::new(move |()| {
        let fine = match event {
            E::AttachOpinion => form.check([required("opinion", typed.text, t::adjustment::OPINION)]),
            E::Approve => form.check([
                required("docNo", typed.line, t::adjustment::column::DOC),
                chosen("effectiveOn", typed.day, t::adjustment::EFFECTIVE),
            ]),
            E::Reject => form.check([required("reason", typed.text, t::adjustment::REASON)]),
            E::Check => form.check([
                chosen("result", typed.result, t::adjustment::CHECK),
                required("note", typed.text, t::adjustment::FOUND),
            ]),
            _ => true,
        };
        if fine {
            fire(form, event, detail, typed, done);
        }
    });
    let fields = move || {
        match event {
        E::Consult => view! { <Units chosen=typed.orgs/> }.into_any(),
        E::Sign => view! { <TextArea form=form name="remark" label=t::adjustment::REMARK value=typed.text max=1000/> }.into_any(),
        E::SendLegal => view! { <TextField form=form name="caseNo" label=t::adjustment::CASE_NO value=typed.line hint=t::adjustment::CASE_HINT max=60/> }.into_any(),
        E::AttachOpinion => view! {
            <TextArea form=form name="opinion" label=t::adjustment::OPINION value=typed.text required=true max=4000/>
            <UploadField form=form label=t::adjustment::FILES ids=typed.files/>
        }
        .into_any(),
        E::Approve => view! {
            <TextField form=form name="docNo" label=t::adjustment::column::DOC value=typed.line hint=t::adjustment::DOC_HINT required=true max=60/>
            <DateField form=form name="effectiveOn" label=t::adjustment::EFFECTIVE value=typed.day/>
        }
        .into_any(),
        E::Reject => view! { <TextArea form=form name="reason" label=t::adjustment::REASON value=typed.text required=true max=1000/> }.into_any(),
        E::Check => view! {
            <RadioGroup form=form name="result" label=t::adjustment::CHECK values=CheckResult::ALL value=typed.result/>
            <TextArea form=form name="note" label=t::adjustment::FOUND value=typed.text required=true max=4000/>
        }
        .into_any(),
        _ => ().into_any(),
    }
    };
    view! {
        <ActionDialog open=open form=form title=title explain=Some(why) submit=title danger=event == E::Reject on_submit=send>
            {fields()}
        </ActionDialog>
    }
}
