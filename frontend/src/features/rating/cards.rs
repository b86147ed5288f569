//! Cards with the codes of a unit's windows: four of A6 on a sheet of A4.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{RatingWindowCards, rating_window_cards, span, usual_year};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::state::{empty, loaded};

type Card = rating_window_cards::RatingWindowCardsRatingWindows;

/// The page.
pub(super) fn page() -> AnyView {
    let (params, session) = (use_params_map(), use_session());
    let base = window().location().origin().unwrap_or_default();
    let query = use_query::<RatingWindowCards>(move || {
        let (from, to) = span(usual_year(session.today()));
        rating_window_cards::Variables {
            org_id: params.read().get("id").unwrap_or_default(),
            from,
            to,
            base: base.clone(),
        }
    });
    loaded(query, move |answer| {
        move || {
            let cards = answer.with(|answer| answer.rating_windows.clone());
            if cards.is_empty() {
                return empty(t::rating::WINDOWS_EMPTY, None);
            }
            document().set_title(t::rating::CARDS.get());
            view! {
                <h1 class="no-print">{tr(t::rating::CARDS)}</h1>
                <div class="no-print row">
                    <button type="button" class="btn primary" on:click=move |_| { let _ = window().print(); }>{tr(t::rating::PRINT)}</button>
                    <span class="muted">{tr(t::rating::CARDS_HINT)}</span>
                </div>
                <div class="qr-cards">{cards.iter().map(card).collect_view()}</div>
            }
            .into_any()
        }
    })
}

fn card(card: &Card) -> AnyView {
    let code = card.code.as_ref().map(|code| {
        let frame = format!("0 0 {0} {0}", code.size);
        let place = format!("{} {} {}", card.org.name, card.no, t::rating::CARDS_TRY.get());
        view! {
            <a class="qr-link" href=card.path.clone() target="_blank" rel="external" aria-label=place>
                <svg class="qr-code" viewBox=frame shape-rendering="crispEdges" aria-hidden="true"><path d=code.path.clone()></path></svg>
            </a>
        }
    });
    view! {
        <article class="qr-card">
            <p class="qr-org">{card.org.name.clone()}</p>
            <p>{format!("{} {}", card.no, card.name)}</p>
            {code}
            <p class="qr-scan">{tr(t::rating::CARDS_SCAN)}</p>
            <p class="muted">{tr(t::rating::CARDS_STEPS)}</p>
            <p class="muted">{tr(t::rating::CARDS_HOTLINE)}" "{card.hotline.clone()}</p>
        </article>
    }
    .into_any()
}
