//! Two runs of a year side by side: what differs, whichever two they are.

use leptos::prelude::*;

use super::{RunComparison, RunList, run_comparison, run_list};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::state::loaded;
use crate::ui::table::{Cell, Column, Row, SimpleTable};
use crate::ui::time;
use crate::url_state::use_url_state;

const DIFFERENCES: &[Column] = &[
    Column::new("org", t::result::column::ORG),
    Column::new("total", t::result::column::TOTAL).number(),
    Column::new("rank", t::result::column::RANK).number(),
    Column::new("indicators", t::result::check::INDICATORS),
];

type Difference = run_comparison::RunComparisonScoreComparison;

/// The choice of the other run, and the differences; at first with the run that this one replaces.
#[component]
pub(super) fn Compare(after: String, supersedes: Option<String>, year: Memo<i64>) -> impl IntoView {
    let url = use_url_state();
    let asked = url.record("with");
    let after = StoredValue::new(after);
    let first = StoredValue::new(supersedes.unwrap_or_default());
    let before = Memo::new(move |_| {
        Some(asked.get())
            .filter(|id| !id.is_empty())
            .unwrap_or_else(|| first.get_value())
    });
    let runs = use_query::<RunList>(move || run_list::Variables { year: year.get() });
    let choice = loaded(runs, move |answer| {
        let options = move || {
            let others = answer.with(|answer| answer.score_runs.clone()).into_iter();
            let others = others.filter(|run| run.id != after.get_value());
            let options = others.map(|run| {
                let (id, label) = (
                    run.id.clone(),
                    t::result::run_option(run.no, time::day(run.cut_on), word(run.state)),
                );
                view! { <option value=run.id selected=move || before.get() == id>{label}</option> }
            });
            options.collect_view()
        };
        view! {
            <label class="row">
                <span class="muted">{tr(t::result::check::WITH)}</span>
                <select class="input small" on:change:target=move |event| url.set("with", Some(event.target().value()).filter(|id| !id.is_empty()))>
                    <option value="">{tr(t::result::check::NOBODY)}</option>
                    {options}
                </select>
            </label>
        }
        .into_any()
    });
    view! {
        <h3>{tr(t::result::check::DIFFERENCES)}</h3>
        {choice}
        {move || {
            let before = before.get();
            if before.is_empty() {
                return view! { <p class="muted">{tr(t::result::check::CHOOSE)}</p> }.into_any();
            }
            view! { <Differences before=before after=after.get_value()/> }.into_any()
        }}
    }
}

#[component]
fn Differences(before: String, after: String) -> impl IntoView {
    let query = use_query::<RunComparison>(move || run_comparison::Variables {
        before: before.clone(),
        after: after.clone(),
    });
    loaded(query, move |answer| {
        (move || {
            let rows: Vec<Row> = answer.with(|answer| answer.score_comparison.iter().map(difference).collect());
            if rows.is_empty() {
                return view! { <p class="muted">{tr(t::result::check::SAME)}</p> }.into_any();
            }
            view! { <SimpleTable caption=t::result::check::DIFFERENCES quiet=true columns=DIFFERENCES rows=Signal::stored(rows)/> }
                .into_any()
        })
        .into_any()
    })
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
