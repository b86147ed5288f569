//! One audit record in a drawer, with its place in the chain.

use leptos::prelude::*;

use super::list::actor;
use super::{Record, action, remark};
use crate::i18n::{Text, t, tr, word};
use crate::ui::details::{details, prose};
use crate::ui::dialog::{Dialog, Place, open_while};
use crate::ui::tag::tag;
use crate::ui::time;
use crate::url_state::UrlState;

#[component]
pub(super) fn RecordDrawer(record: RwSignal<Option<Record>>, url: UrlState) -> impl IntoView {
    let open = open_while(record);
    let title = Signal::derive(move || {
        record.with(|record| {
            record
                .as_ref()
                .map(|record| t::audit::open(record.seq))
                .unwrap_or_default()
        })
    });
    view! {
        <Dialog open=open title=title place=Place::Drawer>
            {move || record.get().map(|record| content(record, url, open))}
        </Dialog>
    }
}

fn content(record: Record, url: UrlState, open: RwSignal<bool>) -> AnyView {
    let dash = |text: Option<String>| {
        text.filter(|text| !text.is_empty())
            .unwrap_or_else(|| "—".to_owned())
    };
    let (who, subject) = (actor(&record), record.subject.clone());
    let facts = details(vec![
        (t::audit::column::AT, time::second(record.at).into_any()),
        (t::audit::column::OUTCOME, tag(record.outcome)),
        (t::audit::column::ACTOR, who.clone().into_any()),
        (
            t::audit::column::ROLE,
            dash(record.role.map(|role| word(role).to_owned())).into_any(),
        ),
        (t::audit::column::ADDRESS, dash(record.address.clone()).into_any()),
        (t::audit::column::ACTION, action::word(&record.action).into_any()),
        (
            t::audit::record::CODE,
            view! { <code>{record.action.clone()}</code> }.into_any(),
        ),
        (t::audit::column::SUBJECT, dash(Some(subject.clone())).into_any()),
    ]);
    let detail = record.detail.clone().filter(|detail| !detail.is_empty());
    let detail =
        detail.map(|detail| view! { <h3>{tr(t::audit::column::DETAIL)}</h3>{prose(remark::words(&detail))} });
    let look = move |text: String| {
        open.set(false);
        url.set("q", Some(text.chars().take(100).collect()));
    };
    let same_actor = who.clone();
    view! {
        <div class="stack">
            {facts}
            {detail}
            <p class="row no-print">
                {(!subject.is_empty())
                    .then(|| {
                        view! {
                            <button type="button" class="btn small" on:click=move |_| look(subject.clone())>
                                {tr(t::audit::record::SAME_SUBJECT)}
                            </button>
                        }
                    })}
                {(!record.actor.is_empty())
                    .then(|| {
                        view! {
                            <button type="button" class="btn small" on:click=move |_| look(same_actor.clone())>
                                {tr(t::audit::record::SAME_ACTOR)}
                            </button>
                        }
                    })}
            </p>
            <h3>{tr(t::audit::record::HASHES)}</h3>
            <dl class="hashes">
                {hash(t::audit::record::BEFORE, record.before_hash)}
                {hash(t::audit::record::AFTER, record.after_hash)}
                {hash(t::audit::record::PREV, Some(record.prev_hash))}
                {hash(t::audit::record::HASH, Some(record.hash))}
            </dl>
            <p class="muted">{tr(t::audit::record::WHY)}</p>
        </div>
    }
    .into_any()
}

fn hash(name: Text, value: Option<String>) -> AnyView {
    view! { <div><dt>{tr(name)}</dt><dd><code>{value.unwrap_or_else(|| "—".to_owned())}</code></dd></div> }
        .into_any()
}
