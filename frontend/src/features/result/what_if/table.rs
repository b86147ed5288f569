//! The ranking under the reader's weights, next to the official one.

use leptos::prelude::*;
use remit_shared::scoring::Weights;
use remit_shared::scoring::life::RunState;
use remit_shared::scoring::standing::Standing;

use super::draws::Drawn;
use super::model::Inputs;
use crate::features::result::interval::interval;
use crate::i18n::{t, tr, word};

/// The table, best first, and how far the draws are.
#[component]
pub(super) fn Ranking(
    inputs: StoredValue<Inputs>,
    standing: Memo<Option<(Weights, Vec<Standing>)>>,
    drawn: RwSignal<Option<Drawn>>,
) -> impl IntoView {
    let progress = move || {
        drawn.with(|drawn| match drawn {
            Some(drawn) if drawn.draws < drawn.of => t::result::trial::drawing(drawn.draws, drawn.of),
            Some(drawn) => t::result::trial::drew(drawn.of),
            None => t::result::trial::DRAWING_SOON.get().to_owned(),
        })
    };
    let lines = move || {
        let Some(found) = standing.with(|standing| standing.as_ref().map(|(_, found)| found.clone())) else {
            return view! { <tr><td colspan="5">{tr(t::result::trial::NOTHING)}</td></tr> }.into_any();
        };
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|place| (found[*place].rank.is_none(), found[*place].rank, *place));
        let ranked = found.iter().filter(|standing| standing.rank.is_some()).count();
        let lines = order
            .into_iter()
            .map(|place| line(inputs, &found[place], place, ranked, drawn));
        lines.collect_view().into_any()
    };
    let column = move || compared(inputs.with_value(|inputs| inputs.run));
    view! {
        <p class="muted" aria-live="polite">{progress}</p>
        <div class="table-wrap" role="region" tabindex="0" aria-label=tr(t::result::trial::RANKING)>
            <table class="table">
                <caption class="sr-only">{tr(t::result::trial::RANKING)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{tr(t::result::column::ORG)}</th>
                        <th scope="col" class="number narrow">{tr(t::result::trial::RANK)}</th>
                        <th scope="col" class="number narrow">{column}</th>
                        <th scope="col" class="number narrow">{tr(t::result::trial::TOTAL)}</th>
                        <th scope="col">{tr(t::result::column::INTERVAL)}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

/// What the other column shows: the official result only of a run that is one, and which.
fn compared(run: Option<(i64, i64, RunState)>) -> String {
    match run {
        Some((year, no, RunState::Published | RunState::Frozen | RunState::Exported)) => {
            t::result::trial::official_of(year, no)
        }
        Some((year, no, state)) => t::result::trial::unofficial_of(year, no, word(state)),
        None => t::result::trial::EXAMPLE_OF.get().to_owned(),
    }
}

fn line(
    inputs: StoredValue<Inputs>,
    standing: &Standing,
    place: usize,
    ranked: usize,
    drawn: RwSignal<Option<Drawn>>,
) -> AnyView {
    let (name, (total, official)) = inputs.with_value(|inputs| {
        let official = inputs.official.get(place).cloned().unwrap_or_default();
        (inputs.names.get(place).cloned().unwrap_or_default(), official)
    });
    let rank = standing.rank.map(i64::from);
    let change = match (rank, official) {
        (Some(rank), Some(official)) if rank < official => format!("↑{}", official - rank),
        (Some(rank), Some(official)) if rank > official => format!("↓{}", rank - official),
        _ => String::new(),
    };
    let drawing = move || {
        let found = drawn.with(|drawn| {
            let found = drawn.as_ref()?.findings.get(place)?.as_ref()?;
            Some((i64::from(found.rank_p5), i64::from(found.rank_p95)))
        });
        interval(
            rank,
            found.map(|found| found.0),
            found.map(|found| found.1),
            ranked,
        )
    };
    let shown = |rank: Option<i64>| rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string());
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number narrow num" data-label=tr(t::result::trial::RANK)><strong>{shown(rank)}</strong>" "<span class="muted">{change}</span></td>
            <td class="number narrow num" data-label=compared(inputs.with_value(|inputs| inputs.run))>{shown(official)}" "<span class="muted">{total}</span></td>
            <td class="number narrow num" data-label=tr(t::result::trial::TOTAL)>{standing.total.to_string()}</td>
            <td data-label=tr(t::result::column::INTERVAL)>{drawing}</td>
        </tr>
    }
    .into_any()
}
