//! What can be done to an activity now (§3.13), each act with its dialog.

use leptos::prelude::*;
use remit_shared::activity::ActivityEventKind as E;
use remit_shared::wire::Wire;

use super::{
    CancelActivity, Detail, EnterActivity, NotifyActivity, PutFindings, ReportActivity, cancel_activity,
    enter_activity, notify_activity, put_findings, report_activity,
};
use crate::api::mutate;
use crate::features::burden::BurdenNote;
use crate::i18n::{Text, lang, t, tr, word};
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, TextArea, TextField, required};
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
        toasts.show(t::activity::acted(word(event)));
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
                let class = if event == E::Cancel { "btn" } else { "btn primary" };
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
            {none.then(|| view! { <p class="muted">{tr(t::activity::NOTHING)}</p> })}
        }
    };
    let dialogs = [E::Notify, E::Enter, E::Put, E::Report, E::Cancel]
        .into_iter()
        .map(|event| view! { <OneDialog event=event detail=detail acting=acting done=done/> })
        .collect_view();
    view! {
        <Card title=t::activity::NEXT>{buttons}</Card>
        {dialogs}
    }
}

/// Open while this event is the one chosen.
fn open_for(acting: RwSignal<Option<E>>, event: E) -> RwSignal<bool> {
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

fn words(event: E) -> (Text, Text) {
    match event {
        E::Notify => (t::activity::act::NOTIFY, t::activity::act::NOTIFY_WHY),
        E::Enter => (t::activity::act::ENTER, t::activity::act::ENTER_WHY),
        E::Put => (t::activity::act::PUT, t::activity::act::PUT_WHY),
        E::Report => (t::activity::act::REPORT, t::activity::act::REPORT_WHY),
        _ => (t::activity::act::CANCEL, t::activity::act::CANCEL_WHY),
    }
}

#[component]
fn OneDialog(
    event: E,
    detail: Memo<Detail>,
    acting: RwSignal<Option<E>>,
    done: Callback<E>,
) -> impl IntoView {
    let form = Form::new();
    let (open, (title, why)) = (open_for(acting, event), words(event));
    let (text, line) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let files = RwSignal::new(Vec::<String>::new());
    let send = Callback::new(move |()| {
        let fine = match event {
            E::Notify => form.check([required("docNo", line, t::activity::DOC_NO)]),
            E::Report => form.check([required("report", text, t::activity::REPORT)]),
            E::Cancel => form.check([required("reason", text, t::activity::REASON)]),
            _ => true,
        };
        if fine {
            fire(form, (event, detail), (text, line, files), done);
        }
    });
    let units = Signal::derive(move || {
        if event != E::Notify || !open.get() {
            return Vec::new();
        }
        let units = detail.with(|detail| detail.units.clone());
        units.into_iter().map(|unit| unit.org.id).collect::<Vec<_>>()
    });
    let fields = move || {
        match event {
        E::Notify => view! {
            <BurdenNote units=units/>
            <TextField form=form name="docNo" label=t::activity::DOC_NO value=line hint=t::activity::DOC_HINT required=true max=60/>
            <UploadField form=form label=t::activity::NOTICE ids=files/>
        }
        .into_any(),
        E::Report => view! {
            <TextArea form=form name="report" label=t::activity::REPORT hint=t::activity::REPORT_HINT value=text required=true max=4000/>
            <UploadField form=form label=t::activity::REPORT_FILE ids=files/>
        }
        .into_any(),
        E::Cancel => view! { <TextArea form=form name="reason" label=t::activity::REASON value=text required=true max=1000/> }.into_any(),
        _ => ().into_any(),
    }
    };
    view! {
        <ActionDialog open=open form=form title=title explain=Some(why) submit=title danger=event == E::Cancel on_submit=send>
            {fields()}
        </ActionDialog>
    }
}

type Typed = (RwSignal<String>, RwSignal<String>, RwSignal<Vec<String>>);

/// Sends an act; `done` is told when nothing was refused.
fn fire(form: Form, (event, detail): (E, Memo<Detail>), (text, line, files): Typed, done: Callback<E>) {
    let (id, version) = detail.with_untracked(|detail| (detail.activity.id.clone(), detail.activity.version));
    let (text, doc_no) = (text.get_untracked(), line.get_untracked());
    let file_ids = Some(files.get_untracked());
    match event {
        E::Notify => {
            let input = notify_activity::NotifyActivityInput {
                id,
                version,
                doc_no,
                file_ids,
            };
            let ask = mutate::<NotifyActivity>(notify_activity::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::Enter => {
            let input = enter_activity::ActivityStepInput { id, version };
            let ask = mutate::<EnterActivity>(enter_activity::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::Put => {
            let input = put_findings::ActivityStepInput { id, version };
            let ask = mutate::<PutFindings>(put_findings::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::Report => {
            let input = report_activity::ReportActivityInput {
                id,
                version,
                report: text,
                file_ids,
            };
            let ask = mutate::<ReportActivity>(report_activity::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::Cancel => {
            let input = cancel_activity::CancelActivityInput {
                id,
                version,
                reason: text,
            };
            let ask = mutate::<CancelActivity>(cancel_activity::Variables { input });
            form.submit(ask, move |_| done.run(event));
        }
        E::Plan | E::Close => {}
    }
}
