//! The board of comments and mutual ballots: the days for the office, the summary for whoever may read it.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::days::DaysDialog;
use super::summary::{Report, Summary};
use super::{
    PublishSummary, RemindLate, VoiceBoard, VoiceKind, VoiceWindowEventKind, publish_summary, remind_late,
    voice_board,
};
use crate::api::{mutate, use_query};
use crate::i18n::{lang, t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::Form;
use crate::ui::page::{PageHead, text_title};
use crate::ui::state::loaded;
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::toast::use_toasts;

type Window = voice_board::VoiceBoardVoiceWindows;

/// The page.
pub(super) fn page() -> AnyView {
    let live = use_live();
    let query = use_query::<VoiceBoard>(move || {
        live.track();
        voice_board::Variables
    });
    let changed = Callback::new(move |()| query.refetch());
    let body = loaded(query, move |answer| {
        let windows = Memo::new(move |_| answer.with(|answer| answer.voice_windows.clone()));
        let results = Memo::new(move |_| answer.with(|answer| answer.voice_results.clone()));
        view! {
            <div class="voice-windows">
                <OneWindow kind=VoiceKind::Comment windows=windows results=results changed=changed/>
                <OneWindow kind=VoiceKind::Mutual windows=windows results=results changed=changed/>
            </div>
            <Summary results=results/>
            <Report results=results/>
        }
    });
    view! {
        <PageHead title=text_title(t::voice::TITLE)/>
        <p class="muted">{tr(t::voice::LEAD)}</p>
        {body}
    }
    .into_any()
}

#[component]
fn OneWindow(
    kind: VoiceKind,
    windows: Memo<Vec<Window>>,
    results: Memo<voice_board::VoiceBoardVoiceResults>,
    changed: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let window = Memo::new(move |_| windows.with(|all| all.iter().find(|one| one.kind == kind).cloned()));
    let (setting, publishing) = (RwSignal::new(false), RwSignal::new(false));
    let manages = session.may(Capability::CampaignManage);
    let title = match kind {
        VoiceKind::Comment => t::voice::COMMENT_WINDOW,
        VoiceKind::Mutual => t::voice::MUTUAL_WINDOW,
    };
    let year = Memo::new(move |_| results.with(|results| results.year));
    let sets = session
        .viewer()
        .is_some_and(|viewer| viewer.hat.role == super::Role::Ov);
    let body = move || match window.get() {
        None => view! { <p class="muted">{tr(t::voice::NOT_SET)}</p> }.into_any(),
        Some(window) => days(&window),
    };
    let buttons = move || {
        let actions = window.get().map(|window| window.actions).unwrap_or_default();
        let none = window.with(Option::is_none);
        view! {
            {(none && sets).then(|| view! { <button type="button" class="btn primary" on:click=move |_| setting.set(true)>{tr(t::voice::SET_DAYS)}</button> })}
            {actions.into_iter().map(|action| button(&action, window, setting, publishing, changed)).collect_view()}
        }
    };
    view! {
        <section class="card">
            <div class="card-head"><h2>{tr(title)}</h2></div>
            <div class="card-body stack">
                {body}
                {move || manages.then(|| view! { <div class="row">{buttons()}</div> })}
            </div>
        </section>
        {manages.then(|| view! {
            <DaysDialog open=setting kind=kind year=year window=window changed=changed/>
            <PublishDialog open=publishing window=window changed=changed/>
        })}
    }
}

fn days(window: &Window) -> AnyView {
    let (from, to) = (time::day(window.opens_on), time::day(window.closes_on));
    let progress = window.progress.clone().map(|progress| {
        let (done, asked, written) = (progress.done, progress.asked, progress.written);
        let missing = if progress.missing.is_empty() {
            view! { <p class="muted">{tr(t::voice::NOBODY_MISSING)}</p> }.into_any()
        } else {
            view! { <details><summary>{tr(t::voice::MISSING)}</summary><p>{progress.missing.join("、")}</p></details> }.into_any()
        };
        view! { <p>{move || t::voice::progress(done, asked, written)}</p> {missing} }
    });
    view! {
        <p class="row">{tag(window.state)} <span>{move || t::voice::until(&from, &to)}</span></p>
        {window.reason.clone().map(|reason| view! { <p class="muted">{reason}</p> })}
        {progress}
    }
    .into_any()
}

type Action = voice_board::VoiceBoardVoiceWindowsActions;

fn button(
    action: &Action,
    window: Memo<Option<Window>>,
    setting: RwSignal<bool>,
    publishing: RwSignal<bool>,
    changed: Callback<()>,
) -> AnyView {
    let Some(event) = VoiceWindowEventKind::parse(&action.action) else {
        return ().into_any();
    };
    if !action.allowed {
        let (zh, en) = (
            action.message_zh.clone().unwrap_or_default(),
            action.message.clone().unwrap_or_default(),
        );
        return view! { <p class="muted">{move || lang().pick(&zh, &en).to_owned()}</p> }.into_any();
    }
    match event {
        VoiceWindowEventKind::Set => {
            view! { <button type="button" class="btn" on:click=move |_| setting.set(true)>{tr(t::voice::CHANGE_DAYS)}</button> }.into_any()
        }
        VoiceWindowEventKind::Remind => view! { <RemindButton window=window changed=changed/> }.into_any(),
        VoiceWindowEventKind::Publish => {
            view! { <button type="button" class="btn primary" on:click=move |_| publishing.set(true)>{tr(t::voice::PUBLISH)}</button> }.into_any()
        }
        VoiceWindowEventKind::Open | VoiceWindowEventKind::Close => move_by_itself(event),
    }
}

fn move_by_itself(event: VoiceWindowEventKind) -> AnyView {
    view! { <p class="muted">{move || word(event)}</p> }.into_any()
}

#[component]
fn RemindButton(window: Memo<Option<Window>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let send = move |_| {
        let Some(window) = window.get_untracked() else {
            return;
        };
        let input = remind_late::VoiceWindowInput {
            id: window.id,
            version: window.version,
        };
        form.submit(
            mutate::<RemindLate>(remind_late::Variables { input }),
            move |_| {
                toasts.show(t::voice::REMIND_DONE.get().to_owned());
                changed.run(());
            },
        );
    };
    view! { <button type="button" class="btn" on:click=send>{tr(t::voice::REMIND)}</button> }
}

#[component]
fn PublishDialog(open: RwSignal<bool>, window: Memo<Option<Window>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let send = Callback::new(move |()| {
        let Some(window) = window.get_untracked() else {
            return;
        };
        let input = publish_summary::VoiceWindowInput {
            id: window.id,
            version: window.version,
        };
        form.submit(
            mutate::<PublishSummary>(publish_summary::Variables { input }),
            move |_| {
                open.set(false);
                toasts.show(t::voice::PUBLISH_DONE.get().to_owned());
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog open=open form=form title=t::voice::PUBLISH explain=Some(t::voice::PUBLISH_WHY) submit=t::voice::PUBLISH on_submit=send>
            ""
        </ActionDialog>
    }
}
