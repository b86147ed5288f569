//! Changes of a point, before and after side by side.

use leptos::prelude::*;

use super::{Point, point_page};
use crate::i18n::{t, tr};
use crate::ui::details::prose;
use crate::ui::page::Card;
use crate::ui::tag::tag;
use crate::ui::time;

type Change = point_page::PointPagePointChanges;

/// The requests, oldest first; nothing where there are none.
#[component]
pub(super) fn Changes(point: Memo<Point>) -> impl IntoView {
    let any = Memo::new(move |_| point.with(|point| !point.changes.is_empty()));
    let body = move || point.with(|point| point.changes.iter().map(round).collect_view());
    move || {
        any.get()
            .then(|| view! { <Card title=t::point::CHANGES>{body}</Card> })
    }
}

fn round(change: &Change) -> AnyView {
    let seq = change.seq;
    let mut rows = Vec::new();
    if change.cancels {
        rows.push(view! { <tr><th scope="row">{tr(t::point::CANCELS)}</th><td colspan="2">{tr(t::point::CANCELS_WHY)}</td></tr> }.into_any());
    }
    if change.due_before != change.due_after {
        rows.push(pair(
            t::point::column::DUE,
            time::day(change.due_before),
            time::day(change.due_after),
        ));
    }
    if change.target_before != change.target_after {
        rows.push(pair(
            t::point::TARGET,
            change.target_before.clone(),
            change.target_after.clone(),
        ));
    }
    if change.importance_before != change.importance_after {
        let (before, after) = (
            change.importance_before.to_string(),
            change.importance_after.to_string(),
        );
        rows.push(pair(t::point::column::IMPORTANCE, before, after));
    }
    let asked = change.asked_by.clone().unwrap_or_default();
    let decided = change.decided_by.clone().zip(change.decided_at);
    view! {
        <article class="round">
            <h3>{move || t::point::change_no(seq)}" "{tag(change.state)}" "<small class="muted">{asked}" "{time::instant(change.asked_at)}</small></h3>
            {prose(change.reason.clone())}
            <div class="table-wrap">
                <table class="table dense">
                    <thead><tr><td></td><th scope="col">{tr(t::point::BEFORE)}</th><th scope="col">{tr(t::point::AFTER)}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {decided.map(|(by, at)| view! { <p class="muted">{by}" "{time::instant(at)}</p> })}
            {change.decision_reason.clone().map(prose)}
        </article>
    }
    .into_any()
}

fn pair(label: crate::i18n::Text, before: String, after: String) -> AnyView {
    view! { <tr><th scope="row">{tr(label)}</th><td>{before}</td><td><strong>{after}</strong></td></tr> }
        .into_any()
}
