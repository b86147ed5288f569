//! A rank with its interval, drawn: a bar from the 5th to the 95th percentile over all ranks, a mark at the rank.

use leptos::prelude::*;

use crate::i18n::t;

/// The drawing and, for everybody who does not see it, the sentence.
pub(super) fn interval(rank: Option<i64>, low: Option<i64>, high: Option<i64>, of: usize) -> AnyView {
    let (Some(rank), Some(low), Some(high)) = (rank, low, high) else {
        return view! { <span class="muted">"—"</span> }.into_any();
    };
    // Ranks are counted in tens; the drawing needs no more precision than that.
    let of = u32::try_from(of.max(1)).unwrap_or(u32::MAX);
    let at = |rank: i64| {
        let rank = u32::try_from(rank).unwrap_or_default();
        100.0 * (f64::from(rank) - 0.5) / f64::from(of)
    };
    let (from, to) = (at(low) - 50.0 / f64::from(of), at(high) + 50.0 / f64::from(of));
    view! {
        <span class="interval">
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <line class="interval-axis" x1="0" y1="5" x2="100" y2="5"/>
                <rect class="interval-bar" x=from.to_string() y="2" width=(to - from).to_string() height="6"/>
                <rect class="interval-mark" x=(at(rank) - 0.6).to_string() y="0" width="1.2" height="10"/>
            </svg>
            <span class="num">{t::result::interval(low, high)}</span>
        </span>
    }
    .into_any()
}
