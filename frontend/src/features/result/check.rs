//! What is out of the ordinary in a run, every unit by name; and what differs from another run.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::compare::Compare;
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

type Found = run_check::RunCheckScoreRun;

/// The card, opened on demand.
#[component]
pub(super) fn Check(id: String, year: Memo<i64>) -> impl IntoView {
    let open = RwSignal::new(false);
    let shown = move || open.get().then(|| view! { <Lists id=id.clone() year=year/> });
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
fn Lists(id: String, year: Memo<i64>) -> impl IntoView {
    let after = id.clone();
    let query = use_query::<RunCheck>(move || run_check::Variables { id: id.clone() });
    loaded(query, move |answer| {
        let supersedes =
            answer.with_untracked(|answer| answer.score_run.as_ref().and_then(|run| run.supersedes.clone()));
        view! {
            <Compare after=after.clone() supersedes=supersedes year=year/>
            {move || answer.with(|answer| answer.score_run.as_ref().map(lists))}
        }
        .into_any()
    })
}

fn lists(found: &Found) -> AnyView {
    let rows = Signal::stored(exceptions(found));
    view! {
        <h3>{tr(t::result::check::EXCEPTIONS)}</h3>
        <SimpleTable caption=t::result::check::EXCEPTIONS quiet=true columns=EXCEPTIONS rows=rows/>
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
            let (count, names) = (names.len(), names.join("、"));
            Row::new(vec![
                Cell::view(move || {
                    view! { <span class="num">{code.code()}</span>" "{word(code)}"："{word(kind)} }.into_any()
                }),
                Cell::number(count),
                Cell::text(names),
            ])
        })
        .collect()
}
