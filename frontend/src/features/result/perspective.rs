//! The three perspectives of a result (§5.2): how a unit does its duties, how it works with others, how it keeps its house.

use leptos::prelude::*;
use remit_shared::plan::Perspective;
use remit_shared::wire::Wire;
use rust_decimal::Decimal;

use super::unit::Outcome;
use crate::i18n::{t, tr, word};

/// The table: points got out of the weight that applied, with the share drawn.
pub(super) fn perspectives(outcome: &Outcome) -> AnyView {
    if outcome.indicators.is_empty() {
        return view! { <p class="muted">{tr(t::result::unit::NOT_YOURS)}</p> }.into_any();
    }
    let read = |text: &str| text.parse::<Decimal>().unwrap_or_default();
    let lines = Perspective::ALL.iter().map(|perspective| {
        let (mut got, mut of) = (Decimal::ZERO, Decimal::ZERO);
        let mine = outcome.indicators.iter().filter(|score| score.code.perspective() == Some(*perspective));
        for score in mine {
            got += score.contribution.as_deref().map(read).unwrap_or_default();
            of += read(&score.effective_weight);
        }
        let share = (got * Decimal::ONE_HUNDRED).checked_div(of).unwrap_or_default().round_dp(1);
        let points = t::result::unit::points_of(got, of.round_dp(2).normalize());
        let named = *perspective;
        view! {
            <tr>
                <th scope="row">{move || word(named)}</th>
                <td class="number num">{points}</td>
                <td class="number num">{share.to_string()}" %"</td>
                <td>
                    <svg class="waterfall-lane" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        <rect class="waterfall-bar" x="0" y="1" width=share.to_string() height="6"/>
                    </svg>
                </td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! {
        <table class="table perspectives">
            <caption class="sr-only">{tr(t::result::unit::PERSPECTIVES)}</caption>
            <thead>
                <tr>
                    <th scope="col">{tr(t::result::unit::PERSPECTIVE)}</th>
                    <th scope="col" class="number">{tr(t::result::unit::POINTS)}</th>
                    <th scope="col" class="number">{tr(t::result::unit::SHARE)}</th>
                    <th scope="col"><span class="sr-only">{tr(t::result::unit::DRAWN)}</span></th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}
