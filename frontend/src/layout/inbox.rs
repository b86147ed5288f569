//! The inbox: unread count, the last notifications, mark as read. It follows live events.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the splitter reports a part that did not load in the result"
)]

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::later;
use super::popover::Popover;
use crate::api::shell::{Inbox as InboxQuery, MarkRead, inbox, mark_read};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::state::{empty, loaded};
use crate::ui::{icon, time};

/// Bell with the number of unread notifications; opens the last twenty.
#[component]
pub(crate) fn Inbox() -> impl IntoView {
    let session = use_session();
    let live = use_live();
    let open = RwSignal::new(false);
    let unread = RwSignal::new(0_i64);
    Effect::new(move |_| unread.set(session.with(|viewer| viewer.unread).unwrap_or(0)));
    Effect::new(move |_| {
        if let Some(count) = live.unread.get() {
            unread.set(count);
        }
    });
    view! {
        <Popover
            open=open
            label=Signal::derive(move || t::shell::inbox::label(unread.get()))
            button=view! {
                {icon::bell()}
                <span class="badge" hidden=move || unread.get() == 0>{move || badge(unread.get())}</span>
            }
                .into_any()
        >
            {later(panel(open, unread))}
        </Popover>
    }
}

fn badge(count: i64) -> String {
    if count > 99 {
        "99+".to_owned()
    } else {
        count.to_string()
    }
}

/// What the inbox holds; loaded when it is first opened.
#[wasm_split(shell, wasm_split_path = leptos::wasm_split, fallible)]
fn panel(open: RwSignal<bool>, unread: RwSignal<i64>) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <Latest open=open unread=unread/> }.into_any())
}

/// The last notifications, asked when the panel opens and again at each event.
#[component]
fn Latest(open: RwSignal<bool>, unread: RwSignal<i64>) -> impl IntoView {
    let live = use_live();
    let query = use_query::<InboxQuery>(move || {
        live.track();
        inbox::Variables { first: 20 }
    });
    let mark = Callback::new(move |ids: Option<Vec<String>>| {
        let all = ids.is_none();
        spawn_local(async move {
            let count = ids
                .as_ref()
                .map_or(0, |ids| i64::try_from(ids.len()).unwrap_or(0));
            if mutate::<MarkRead>(mark_read::Variables { ids, all })
                .await
                .is_ok()
            {
                unread.update(|unread| *unread = if all { 0 } else { (*unread - count).max(0) });
                query.refetch();
            }
        });
    });
    view! {
        <div class="inbox">
            <div class="inbox-head">
                <h2>{tr(t::shell::inbox::TITLE)}</h2>
                <button
                    type="button"
                    class="btn quiet small"
                    disabled=move || unread.get() == 0
                    on:click=move |_| mark.run(None)
                >
                    {tr(t::shell::inbox::ALL_READ)}
                </button>
            </div>
            {loaded(
                query,
                move |answer| {
                    move || {
                        let nodes = answer.with(|answer| answer.inbox.nodes.clone());
                        if nodes.is_empty() {
                            return empty(t::shell::inbox::EMPTY, None);
                        }
                        let lines = nodes.iter().map(|node| line(node, open, mark)).collect_view();
                        view! { <ul class="inbox-list">{lines}</ul> }.into_any()
                    }
                },
            )}
        </div>
    }
}

fn line(node: &inbox::InboxInboxNodes, open: RwSignal<bool>, mark: Callback<Option<Vec<String>>>) -> AnyView {
    let fresh = node.read_at.is_none();
    let id = node.id.clone();
    let press = move |_| {
        open.set(false);
        if fresh {
            mark.run(Some(vec![id.clone()]));
        }
    };
    let kind = node.kind;
    let due = node.due_on;
    let inside = view! {
        <span class="inbox-kind">
            {fresh.then(|| view! { <span class="dot" aria-hidden="true"></span> <span class="sr-only">{tr(t::shell::inbox::UNREAD)}</span> })}
            {move || word(kind)}
        </span>
        <span class="inbox-title">{node.code.clone()} " " {node.title.clone()}</span>
        <span class="muted num">
            {time::instant(node.created_at)}
            {due.map(|due| view! { " · " {move || t::shell::inbox::due(time::day(due))} })}
        </span>
    };
    match node.subject_id.as_deref().and_then(href) {
        Some(href) => {
            view! { <li class:fresh=fresh><a href=href on:click=press>{inside}</a></li> }.into_any()
        }
        None => view! { <li class:fresh=fresh><div>{inside}</div></li> }.into_any(),
    }
}

/// The page of a record, by the prefix of its id.
fn href(id: &str) -> Option<String> {
    match id.split_once('_')?.0 {
        "prb" => Some(format!("/problems/{id}")),
        "cmp" => Some(format!("/campaigns/{id}")),
        "evp" => Some("/pool?state=NOMINATED".to_owned()),
        "ept" => Some(format!("/points/{id}")),
        "psh" => Some(format!("/sheets/{id}")),
        "cas" => Some(format!("/cases/{id}")),
        "csl" => Some(format!("/consultations/{id}")),
        "bad" => Some(format!("/bad-ratings/{id}")),
        "flg" => Some("/rating-flags".to_owned()),
        "lks" => Some(format!("/linkage/submissions/{id}")),
        "lkw" => Some("/linkage".to_owned()),
        "act" => Some(format!("/activities/{id}")),
        "adj" => Some(format!("/adjustments/{id}")),
        "ltr" => Some(format!("/list-triggers/{id}")),
        "org" => Some(format!("/registry/{id}")),
        "run" => Some(format!("/results?run={id}")),
        "pln" => Some(format!("/plans/{id}")),
        "reg" => Some(format!("/regulations/{id}")),
        "vow" => Some("/voices".to_owned()),
        "vio" => Some(format!("/violations/{id}")),
        "grt" => Some("/grants".to_owned()),
        "sug" => Some(format!("/suggestions/{id}")),
        "apt" => Some(format!("/appointments/{id}")),
        "exs" => Some(format!("/sessions/{id}")),
        "stf" => Some(format!("/staffing/{id}")),
        _ => None,
    }
}
