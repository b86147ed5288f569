//! Staffing proposals (K33): the board of a year, a proposal's sheet, drafting.

mod acts;
mod board;
mod draft;
mod sheet;

use leptos::prelude::*;
use remit_shared::scoring::Band;
use remit_shared::scoring::simulation::RankSecurity;

use crate::i18n::{t, word};

crate::lazy_page!(staffing: StaffingBoard, StaffingRead => board::page);
crate::lazy_page!(staffing: StaffingSheet, StaffingRead => sheet::page);

crate::operation!(
    "graphql/staffing.graphql": ProposalBoard, ProposalPage, ProposalUnits, ProposalFindings, DraftProposal, MoveProposal
);

/// Where the unit stood when the proposal was checked.
struct Standing {
    band: Option<Band>,
    rank: Option<i64>,
    size: Option<i64>,
    low: Option<i64>,
    high: Option<i64>,
    security: Option<RankSecurity>,
}

impl Standing {
    /// Band, place and interval in one line; a dash before they are printed.
    fn render(self) -> AnyView {
        let Some(band) = self.band else {
            return view! { <span class="muted">{move || t::staffing::NOT_PRINTED.get()}</span> }.into_any();
        };
        let place = self.rank.zip(self.size);
        let range = self.low.zip(self.high);
        let firm = self.security.filter(|security| *security != RankSecurity::None);
        view! {
            {move || word(band)}
            {place.map(|(rank, size)| view! { " "<span class="num">{t::staffing::place(rank, size)}</span> })}
            {range.map(|(low, high)| view! { " "<span class="muted">{move || t::staffing::range(low, high)}</span> })}
            {firm.map(|security| view! { " "<span class="muted">{move || word(security)}</span> })}
        }
        .into_any()
    }
}

/// Posts with their sign; a dash when none move.
fn posts(delta: Option<i64>) -> String {
    match delta {
        None | Some(0) => "—".to_owned(),
        Some(delta) => format!("{delta:+}"),
    }
}
