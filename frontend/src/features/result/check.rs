//! What is out of the ordinary in a run, and what differs from the one it replaces.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{RunCheck, ScoreExceptionKind, run_check};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::page::Card;
use crate::ui::state::loaded;
use crate::ui::table::{Cell, Column, Row, SimpleTable};

const EXCEPTIONS: &[Column] = &[
    Column::new("code", t::result::ready::INDICATOR),
    Column::new("count", t::result::check::COUNT).number().narrow(),
    Column::new("units", t::result::check::UNITS),
];

const DIFFERENCES: &[Column] = &[
    Column::new("org", t::result::column::ORG),
    Column::new("total", t::result::column::TOTAL).number(),
    Column::new("rank", t::result::column::RANK).number(),
    Column::new("indicators", t::result::check::INDICATORS),
];

/// Units named in one line.
const NAMED: usize = 6;

type Found = run_check::RunCheckScoreRun;
type Difference = run_check::RunCheckScoreRunDifferences;

/// The card, opened on demand.
#[component]
pub(super) fn Check(id: String) -> impl IntoView {
    let open = RwSignal::new(false);
    let shown = move || open.get().then(|| view! { <Lists id=id.clone()/> });
    view! {
        <Card title=t::result::check::TITLE>
            <details on:toggle=move |_| open.set(true)>
                <summary>{tr(t::result::check::OPEN)}</summary>
                {shown}
            </details>
        </Card>
    }
}

#[component]
fn Lists(id: String) -> impl IntoView {
    let query = use_query::<RunCheck>(move || run_check::Variables { id: id.clone() });
    loaded(query, move |answer| {
        (move || answer.with(|answer| answer.score_run.as_ref().map(lists))).into_any()
    })
}

fn lists(found: &Found) -> AnyView {
    let differences: Vec<Row> = found.differences.iter().map(difference).collect();
    let any = !differences.is_empty();
    view! {
        <h3>{tr(t::result::check::DIFFERENCES)}</h3>
        {if any {
            view! { <SimpleTable caption=t::result::check::DIFFERENCES quiet=true columns=DIFFERENCES rows=Signal::stored(differences)/> }.into_any()
        } else {
            view! { <p class="muted">{tr(t::result::check::SAME)}</p> }.into_any()
        }}
        <h3>{tr(t::result::check::EXCEPTIONS)}</h3>
        <SimpleTable caption=t::result::check::EXCEPTIONS quiet=true columns=EXCEPTIONS rows=Signal::stored(exceptions(found))/>
    }
    .into_any()
}

/// One line an indicator and kind, with the units it concerns.
fn exceptions(found: &Found) -> Vec<Row> {
    let mut lines: Vec<(
        remit_shared::scoring::IndicatorCode,
        ScoreExceptionKind,
        Vec<String>,
    )> = Vec::new();
    for row in &found.exceptions {
        match lines
            .iter_mut()
            .find(|line| line.0 == row.code && line.1 == row.kind)
        {
            Some(line) => line.2.push(row.org.name.clone()),
            None => lines.push((row.code, row.kind, vec![row.org.name.clone()])),
        }
    }
    lines
        .into_iter()
        .map(|(code, kind, names)| {
            let count = names.len();
            let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
            let more = count > NAMED;
            Row::new(vec![
                Cell::view(move || {
                    view! { <span class="num">{code.code()}</span>" "{word(code)}"："{word(kind)} }.into_any()
                }),
                Cell::number(count),
                Cell::view(move || {
                    let text = if more {
                        t::result::ready::and_more(&shown, count)
                    } else {
                        shown.clone()
                    };
                    text.into_any()
                }),
            ])
        })
        .collect()
}

fn difference(row: &Difference) -> Row {
    let pair = |before: Option<String>, after: Option<String>| {
        let text = |value: Option<String>| value.unwrap_or_else(|| "—".to_owned());
        format!("{} → {}", text(before), text(after))
    };
    let rank = |rank: Option<i64>| rank.map(|rank| rank.to_string());
    let changed = row
        .indicators
        .iter()
        .map(|line| format!("{} {}", line.code, pair(line.before.clone(), line.after.clone())))
        .collect::<Vec<_>>()
        .join("；");
    Row::new(vec![
        Cell::text(row.org.name.clone()),
        Cell::number(pair(row.total_before.clone(), row.total_after.clone())),
        Cell::number(pair(rank(row.rank_before), rank(row.rank_after))),
        Cell::text(changed),
    ])
}
