//! A linkage contact's home: the current window with what is left of it, and the department's own submissions.

use leptos::prelude::*;

use super::list::Rows;
use super::write::WriteDialog;
use super::{LinkageNow, NilReturn, WindowState, linkage_now, nil_return};
use crate::api::{mutate, use_query};
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, client_id};
use crate::ui::page::{Card, PageHead, text_title};
use crate::ui::state::loaded;
use crate::ui::tag::tag;
use crate::ui::time;
use crate::ui::toast::use_toasts;

type Now = linkage_now::LinkageNowLinkageWindow;

/// The page.
pub(super) fn page() -> AnyView {
    let live = use_live();
    let query = use_query::<LinkageNow>(move || {
        live.track();
        linkage_now::Variables
    });
    let (writing, nil, again) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(0));
    let window = Memo::new(move |_| {
        query
            .data
            .with(|data| data.as_ref().and_then(|data| data.linkage_window.clone()))
    });
    let changed = Callback::new(move |()| {
        query.refetch();
        again.update(|n| *n += 1);
    });
    view! {
        <PageHead title=text_title(t::linkage::TITLE)>
            <button type="button" class="btn primary" on:click=move |_| writing.set(true)>{tr(t::linkage::WRITE)}</button>
        </PageHead>
        {loaded(query, move |answer| {
            move || match answer.with(|answer| answer.linkage_window.clone()) {
                Some(window) => standing(&window, nil),
                None => view! { <Card title=t::linkage::NOW><p>{tr(t::linkage::NO_WINDOW)}</p></Card> }.into_any(),
            }
        })}
        <Rows again=again own=true/>
        <WriteDialog open=writing existing=None changed=changed/>
        <NilDialog open=nil window=window changed=changed/>
    }
    .into_any()
}

/// What the window asks for, and until when.
fn standing(window: &Now, nil: RwSignal<bool>) -> AnyView {
    let name = t::linkage::quarter(window.year, window.quarter);
    let (state, left) = (window.state, window.working_days_left.unwrap_or(0));
    let replied = !window.replies.is_empty();
    let until = match state {
        WindowState::Scheduled => t::linkage::opens(time::day(window.opens_on)),
        WindowState::Open if left == 0 => t::linkage::last_day(time::day(window.closes_on)),
        WindowState::Open => t::linkage::left(left, time::day(window.closes_on)),
        _ => t::linkage::grace(time::day(window.grace_until), left.max(0)),
    };
    let takes = matches!(state, WindowState::Open | WindowState::Grace);
    let sent = window.replies.iter().map(|reply| {
        let (state, count, late) = (reply.state, reply.count, reply.late);
        view! { <span>{tag(state)}" "{t::linkage::pieces(count)}{late.then(|| view! { " " {tr(t::linkage::LATE)} })}</span> }
    });
    let sent = sent.collect_view();
    let reply = if replied {
        view! { <div class="row"><span>{tr(t::linkage::OWN_REPLY)}</span>{sent}</div> }.into_any()
    } else if takes {
        view! {
            <div class="row">
                <span>{tr(t::linkage::NOT_REPLIED)}</span>
                <button type="button" class="btn" on:click=move |_| nil.set(true)>{tr(t::linkage::NIL)}</button>
            </div>
        }
        .into_any()
    } else {
        view! { <p class="muted">{tr(t::linkage::URGENT_WHY)}</p> }.into_any()
    };
    view! {
        <section class="card">
            <div class="card-body stack">
                <div class="row"><strong>{name}</strong>{tag(state)}</div>
                <p class="linkage-left">{until}</p>
                {reply}
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn NilDialog(open: RwSignal<bool>, window: Memo<Option<Now>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let id = StoredValue::new(client_id());
    let send = Callback::new(move |()| {
        let Some((year, quarter)) =
            window.with_untracked(|window| window.as_ref().map(|window| (window.year, window.quarter)))
        else {
            return;
        };
        let variables = nil_return::Variables {
            client_id: id.get_value(),
            year,
            quarter,
        };
        form.submit(mutate::<NilReturn>(variables), move |data| {
            open.set(false);
            id.set_value(client_id());
            toasts.show(t::linkage::nil_done(data.nil_return.receipt.unwrap_or_default()));
            changed.run(());
        });
    });
    view! {
        <ActionDialog open=open form=form title=t::linkage::NIL explain=Some(t::linkage::NIL_WHY) submit=t::linkage::NIL on_submit=send>
            <p>{move || window.with(|window| window.as_ref().map(|window| {
                format!("{} {}", t::linkage::quarter(window.year, window.quarter), word(window.state))
            }))}</p>
        </ActionDialog>
    }
}
