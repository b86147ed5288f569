//! The ranking: who stands where, how firmly, and which neighbours cannot be told apart.

use leptos::prelude::*;

use super::interval::interval;
use super::{Line, Run};
use crate::i18n::{t, tr, word};
use crate::ui::state::empty;
use crate::ui::table::{Cell, Column, Row, SimpleTable};

const COLUMNS: &[Column] = &[
    Column::new("org", t::result::column::ORG),
    Column::new("rank", t::result::column::RANK).number().narrow(),
    Column::new("interval", t::result::column::INTERVAL),
    Column::new("total", t::result::column::TOTAL).number().narrow(),
    Column::new("parts", t::result::column::PARTS).number().narrow(),
    Column::new("group", t::result::column::GROUP).narrow(),
    Column::new("grade", t::result::column::GRADE).narrow(),
];

/// The table of a run's results.
pub(super) fn ranking(run: &Run) -> AnyView {
    if run.results.is_empty() {
        return empty(t::result::NOT_YOURS, None);
    }
    let ranked = run.results.iter().filter(|line| line.rank.is_some()).count();
    let unranked = run.results.len() - ranked;
    let rows: Vec<Row> = run
        .results
        .iter()
        .map(|line| row(&run.id, line, ranked))
        .collect();
    view! {
        {(unranked > 0)
            .then(|| {
                view! { <p class="notice warn" role="status">{t::result::unranked(unranked)}</p> }
            })}
        <p class="muted">{tr(t::result::RANKING_WHY)}</p>
        <SimpleTable caption=t::result::RANKING quiet=true columns=COLUMNS rows=Signal::stored(rows)/>
    }
    .into_any()
}

fn row(run: &str, line: &Line, ranked: usize) -> Row {
    let (rank, low, high) = (line.rank, line.rank_p5, line.rank_p95);
    let close = line.close_to_next;
    let group = (line.ranking_group, line.group_rank, line.group_size, line.band);
    let grade = line.grade;
    let weight = line.nominal_weight.clone();
    let parts = format!("{} + {} − {}", line.part_a, line.part_b, line.deduction);
    Row::new(vec![
        Cell::text(line.org.name.clone()),
        Cell::number(rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string())),
        Cell::view(move || {
            let note = if rank.is_none() {
                view! { <span class="muted">{t::result::not_ranked(&weight)}</span> }.into_any()
            } else {
                ().into_any()
            };
            let joined = close.then(|| {
                view! { <span class="joined" title=tr(t::result::CLOSE_WHY)>"≈ "{tr(t::result::CLOSE)}</span><span class="joined-bracket" aria-hidden="true"></span> }
            });
            view! { {rank.map(|_| interval(rank, low, high, ranked))}{note}{joined} }.into_any()
        }),
        Cell::number(line.total.clone()),
        Cell::Muted(parts),
        Cell::view(move || {
            let (group, rank, size, band) = group;
            let place = rank.map(|rank| t::result::group_place(rank, size, word(band)));
            view! { {word(group)}" "<span class="muted">{place}</span> }.into_any()
        }),
        Cell::view(move || grade.map_or("—", |grade| word(grade)).into_any()),
    ])
    .link(format!("/results/{run}/{}", line.org.id))
}
