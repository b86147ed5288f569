//! How the total comes about: each indicator adds what it contributes, the negative part takes away. A table with the
//! bars in its rows, so that every reader gets the numbers.

use leptos::prelude::*;
use remit_shared::plan::IndicatorPart;
use remit_shared::scoring::{IndicatorCode, ScoreStatus};

use super::unit::Outcome;
use super::unit_outcome::UnitOutcomeScoreResultIndicators as Score;
use crate::i18n::{t, tr, word};

/// The table. Pressing a line asks for the rows behind it.
pub(super) fn waterfall(outcome: &Outcome, tracing: RwSignal<Option<IndicatorCode>>) -> AnyView {
    if outcome.indicators.is_empty() {
        return view! { <p class="muted">{tr(t::result::unit::NOT_YOURS)}</p> }.into_any();
    }
    let mut reached = 0.0;
    let lines: Vec<AnyView> = outcome
        .indicators
        .iter()
        .map(|score| {
            let points: f64 = score
                .contribution
                .as_deref()
                .and_then(|text| text.parse().ok())
                .unwrap_or_default();
            let from = if points < 0.0 { reached + points } else { reached };
            reached += points;
            line(score, from, points, tracing)
        })
        .collect();
    let total = outcome.total.clone();
    view! {
        <p class="muted">{tr(t::result::unit::WHY_HINT)}</p>
        <div class="table-wrap" role="region" tabindex="0" aria-label=tr(t::result::unit::WHY)>
            <table class="table waterfall">
                <caption class="sr-only">{tr(t::result::unit::WHY)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{tr(t::result::unit::INDICATOR)}</th>
                        <th scope="col" class="number narrow">{tr(t::result::unit::SCORE)}</th>
                        <th scope="col" class="number narrow">{tr(t::result::unit::WEIGHT)}</th>
                        <th scope="col" class="number narrow">{tr(t::result::unit::CONTRIBUTION)}</th>
                        <th scope="col"><span class="sr-only">{tr(t::result::unit::DRAWN)}</span></th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
                <tfoot>
                    <tr><th scope="row">{tr(t::result::column::TOTAL)}</th><td></td><td></td><td class="number num"><strong>{total}</strong></td><td></td></tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn line(score: &Score, from: f64, points: f64, tracing: RwSignal<Option<IndicatorCode>>) -> AnyView {
    let code = score.code;
    let status = score.status;
    let negative = code.part() == IndicatorPart::Negative;
    let shown = score.score.clone().unwrap_or_else(|| "—".to_owned());
    let why =
        (status != ScoreStatus::Scored).then(|| view! { <span class="muted">{move || word(status)}</span> });
    let moved = score.moved_scope.map(|scope| {
        let codes = score.moved_to.join("、");
        view! { <span class="muted">{move || t::result::unit::moved(word(scope), &codes)}</span> }
    });
    let weight = if negative {
        "—".to_owned()
    } else {
        weights(&score.nominal_weight, &score.effective_weight)
    };
    let class = if negative {
        "waterfall-bar minus"
    } else {
        "waterfall-bar"
    };
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="btn quiet small" on:click=move |_| tracing.set(Some(code))>
                    <span class="num">{code.to_string()}</span>" "{move || word(code)}
                </button>
                {why}{moved}
            </th>
            <td class="number narrow num" data-label=tr(t::result::unit::SCORE)>{shown}</td>
            <td class="number narrow num" data-label=tr(t::result::unit::WEIGHT)>{weight}</td>
            <td class="number narrow num" data-label=tr(t::result::unit::CONTRIBUTION)>{score.contribution.clone().unwrap_or_else(|| "—".to_owned())}</td>
            <td>
                <svg class="waterfall-lane" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <rect class=class x=from.to_string() y="1" width=points.abs().max(0.3).to_string() height="6"/>
                </svg>
            </td>
        </tr>
    }
    .into_any()
}

/// `25`, or `25 → 29.2553` when weight moved.
fn weights(nominal: &str, effective: &str) -> String {
    let short = |text: &str| {
        let mut text = text.to_owned();
        if let Some(point) = text.find('.') {
            text.truncate((point + 5).min(text.len()));
        }
        text
    };
    let (nominal, effective) = (short(nominal), short(effective));
    if nominal == effective {
        nominal
    } else {
        format!("{nominal} → {effective}")
    }
}
