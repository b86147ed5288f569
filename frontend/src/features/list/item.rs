//! One item of a powers list and everything it has said.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::snapshot::{Says, side};
use super::{CRUMBS, PowerHistory, PowerState, power_history};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::session::use_session;
use crate::ui::details::details;
use crate::ui::page::{Card, PageHead};
use crate::ui::state::{empty, loaded};
use crate::ui::tag::tag;
use crate::ui::time;
use remit_shared::policy::Capability;

type Stretch = power_history::PowerHistoryPowerListHistory;

/// The page.
pub(super) fn page() -> AnyView {
    let params = use_params_map();
    let query = use_query::<PowerHistory>(move || power_history::Variables {
        id: params.read().get("id").unwrap_or_default(),
    });
    let title = query.map(|data| data.power_list_history.last().map(|last| last.name.clone()));
    let title = Signal::derive(move || {
        title
            .get()
            .flatten()
            .unwrap_or_else(|| t::list::ITEM.get().to_owned())
    });
    let body = loaded(query, move |answer| {
        move || {
            let stretches = answer.with(|answer| answer.power_list_history.clone());
            match stretches.last().cloned() {
                None => empty(t::list::MISSING, None),
                Some(last) => view! {
                    <div class="columns">
                        <div class="stack"><Card title=t::list::HISTORY>{history(&stretches)}</Card></div>
                        <Card title=t::list::NOW>{now(&last)}</Card>
                    </div>
                }
                .into_any(),
            }
        }
    });
    view! { <PageHead title=title crumbs=CRUMBS/> {body} }.into_any()
}

fn now(last: &Stretch) -> AnyView {
    let unit = last.org.id.clone();
    details(vec![
        (t::list::column::CODE, last.code.clone().into_any()),
        (t::list::column::STATE, tag(last.state)),
        (t::list::column::CATEGORY, word(last.category).into_any()),
        (
            t::list::column::ORG,
            view! { <a href=format!("/lists?org={unit}")>{last.org.name.clone()}</a> }.into_any(),
        ),
        (t::list::column::BASIS, last.basis.clone().into_any()),
    ])
}

fn says(stretch: &Stretch) -> Says {
    Says {
        org: stretch.org.name.clone(),
        category: stretch.category,
        name: stretch.name.clone(),
        basis: stretch.basis.clone(),
    }
}

/// Oldest first; each stretch with what it changed in the one before.
fn history(stretches: &[Stretch]) -> AnyView {
    let session = use_session();
    let may_open = session.may(Capability::AdjustmentRead);
    let mut before: Option<Says> = None;
    let mut lines = Vec::new();
    for stretch in stretches {
        let own = says(stretch);
        let made = stretch.made_by.as_ref();
        lines.push(line(
            (time::day(stretch.valid_from), stretch.valid_to.map(time::day)),
            made.map(|change| {
                (
                    word(change.op),
                    change.doc_no.clone(),
                    change.adjustment_id.clone(),
                )
            }),
            side(Some(&own), before.as_ref(), false),
            may_open,
        ));
        before = Some(own);
    }
    let over = stretches
        .last()
        .filter(|last| last.state == PowerState::Cancelled);
    if let Some(last) = over {
        let ended = last.ended_by.as_ref();
        lines.push(line(
            (
                time::day_or_dash(last.valid_to.and_then(|day| day.succ_opt())),
                None,
            ),
            ended.map(|change| {
                (
                    word(change.op),
                    change.doc_no.clone(),
                    change.adjustment_id.clone(),
                )
            }),
            ().into_any(),
            may_open,
        ));
    }
    view! { <ol class="stretches">{lines}</ol> }.into_any()
}

type Change = (&'static str, Option<String>, String);

fn line(
    (from, to): (String, Option<String>),
    change: Option<Change>,
    body: AnyView,
    may_open: bool,
) -> AnyView {
    let term = match to {
        Some(to) => t::list::stretch(from, to),
        None => t::list::since(from),
    };
    let head = match change {
        Some((what, doc_no, id)) => {
            let doc_no = doc_no.unwrap_or_default();
            let doc = if may_open {
                view! { <a href=format!("/adjustments/{id}")>{doc_no}</a> }.into_any()
            } else {
                doc_no.into_any()
            };
            view! { <strong>{what}</strong>" "{doc} }.into_any()
        }
        None => view! { <strong>{tr(t::list::FIRST)}</strong> }.into_any(),
    };
    view! { <li><p>{head}" "<span class="muted num">{term}</span></p>{body}</li> }.into_any()
}
