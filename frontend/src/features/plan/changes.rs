//! What a version changes in the previous one, and its history.

use leptos::prelude::*;

use super::{Detail, plan_page};
use crate::i18n::{lang, t, tr, word};
use crate::ui::page::Card;
use crate::ui::table::{Cell, Column, Row, SimpleTable};
use crate::ui::timeline::{Moment, timeline};

const COLUMNS: &[Column] = &[
    Column::new("what", t::plan::change::WHAT),
    Column::new("subject", t::plan::change::SUBJECT).narrow(),
    Column::new("kind", t::plan::change::KIND).narrow(),
    Column::new("before", t::plan::change::BEFORE),
    Column::new("after", t::plan::change::AFTER),
];

/// The lines of the difference.
#[component]
pub(super) fn Changes(detail: Memo<Detail>) -> impl IntoView {
    let rows = Signal::derive(move || {
        detail.with(|detail| detail.changes.lines.iter().map(row).collect::<Vec<_>>())
    });
    let compared = move || {
        let previous = detail.with(|detail| detail.changes.previous.clone());
        match previous {
            Some(plan) => {
                let href = format!("/plans/{}", plan.id);
                view! { <p class="muted">{tr(t::plan::change::WITH)}" "<a href=href>{plan.title}</a></p> }
                    .into_any()
            }
            None => view! { <p class="muted">{tr(t::plan::change::WITH_DEFAULT)}</p> }.into_any(),
        }
    };
    let table = move || {
        if rows.with(Vec::is_empty) {
            return view! { <p>{tr(t::plan::change::NONE)}</p> }.into_any();
        }
        view! { <SimpleTable caption=t::plan::change::TITLE quiet=true columns=COLUMNS rows=rows/> }
            .into_any()
    };
    view! { <Card title=t::plan::change::TITLE>{compared}{table}</Card> }
}

fn row(line: &plan_page::PlanPagePlanChangesLines) -> Row {
    let pick =
        |zh: Option<&String>, en: Option<&String>| zh.zip(en).map(|(zh, en)| lang().pick(zh, en).to_owned());
    Row::new(vec![
        Cell::text(format!(
            "{} {}",
            line.code,
            lang().pick(&line.what_zh, &line.what_en)
        )),
        Cell::text(word(line.subject)),
        Cell::text(word(line.kind)),
        Cell::maybe(pick(line.before_zh.as_ref(), line.before_en.as_ref())),
        Cell::maybe(pick(line.after_zh.as_ref(), line.after_en.as_ref())),
    ])
}

/// The history.
#[component]
pub(super) fn History(detail: Memo<Detail>) -> impl IntoView {
    let moments = move || {
        let events = detail.with(|detail| detail.events.clone());
        timeline(
            events
                .into_iter()
                .map(|event| Moment {
                    at: event.at,
                    title: word(event.event).to_owned(),
                    actor: event.actor,
                    automatic: false,
                    remark: event.remark,
                    notes: Vec::new(),
                })
                .collect(),
        )
    };
    view! { <Card title=t::plan::HISTORY>{moments}</Card> }
}
