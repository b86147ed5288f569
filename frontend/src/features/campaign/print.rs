//! Sealed invitations on paper: one card each, with the code, its QR and the commitment to compare with.

use std::fmt::Write;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use qrcode::{Color, EcLevel, QrCode};

use super::{CampaignEnvelopes, campaign_envelopes, class_word};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::ui::state::loaded;
use crate::ui::time;

/// The page.
pub(super) fn page() -> AnyView {
    let params = use_params_map();
    let query = use_query::<CampaignEnvelopes>(move || campaign_envelopes::Variables {
        id: params.read().get("id").unwrap_or_default(),
    });
    loaded(query, move |answer| move || answer.with(cards))
}

fn cards(data: &campaign_envelopes::ResponseData) -> AnyView {
    let Some(campaign) = &data.campaign else {
        return ().into_any();
    };
    let origin = window().location().origin().unwrap_or_default();
    let print: String = campaign
        .commitment
        .clone()
        .unwrap_or_default()
        .chars()
        .take(16)
        .collect();
    let closes = time::day(campaign.closes_on);
    let cards = data
        .campaign_invitations
        .iter()
        .map(|one| {
            let group = campaign.groups.iter().find(|group| group.id == one.group_id);
            let org = group.and_then(|group| group.org.as_ref()).map(|org| org.name.clone()).unwrap_or_default();
            let class = group.and_then(|group| group.class.as_deref()).map(class_word).unwrap_or_default();
            let url = format!("{origin}/ballot#code={}", one.code);
            let to = one.addressee.clone().unwrap_or_default();
            view! {
                <article class="invitation">
                    <h2>{campaign.title.clone()}</h2>
                    <p>{org}" "{class}" "<strong>{to}</strong>" "<span class="num">{t::campaign::envelope(one.no)}</span></p>
                    <div class="invitation-body">
                        {qr(&url)}
                        <div>
                            <p class="invitation-code">{one.code.clone()}</p>
                            <p>{t::campaign::card_how(&origin)}</p>
                            <p>{t::campaign::card_until(&closes)}</p>
                            <p>{t::campaign::card_key(&print)}</p>
                        </div>
                    </div>
                </article>
            }
        })
        .collect_view();
    document().set_title(&format!("{} {}", t::campaign::PRINT.get(), campaign.title));
    view! {
        <h1 class="no-print">{tr(t::campaign::PRINT)}</h1>
        <div class="no-print row">
            <button type="button" class="btn primary" on:click=move |_| { let _ = window().print(); }>{tr(t::campaign::PRINT)}</button>
            <p class="muted">{tr(t::campaign::PRINT_WHY)}</p>
        </div>
        <div class="invitations">{cards}</div>
    }
    .into_any()
}

/// A QR code as one path of squares.
fn qr(text: &str) -> AnyView {
    let Ok(code) = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M) else {
        return ().into_any();
    };
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (place, color) in colors.iter().enumerate() {
        if *color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", place % width + 2, place / width + 2);
        }
    }
    let size = width + 4;
    view! {
        <svg class="invitation-qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=tr(t::campaign::QR) shape-rendering="crispEdges">
            <path d=path fill="currentColor"/>
        </svg>
    }
    .into_any()
}
