//! The list of campaigns.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::draft::DraftDialog;
use super::{CampaignKind, CampaignRows, CampaignState, Role, campaign_rows};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::time;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("code", t::campaign::column::CODE),
    Column::new("title", t::campaign::column::TITLE),
    Column::new("kind", t::campaign::column::KIND).narrow(),
    Column::new("state", t::campaign::column::STATE).narrow(),
    Column::new("days", t::campaign::column::DAYS).narrow(),
    Column::new("answered", t::campaign::column::ANSWERED).number(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let url = use_url_state();
    let (kind, states, year) = (
        url.choice::<CampaignKind>("kind"),
        url.choices::<CampaignState>("states"),
        url.text("year"),
    );
    let live = use_live();
    let session = use_session();
    let query = use_query::<CampaignRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let chosen = states.get();
        let filter = campaign_rows::CampaignFilter {
            year: year.get().parse().ok(),
            kind: kind.get(),
            states: (!chosen.is_empty()).then_some(chosen),
        };
        campaign_rows::Variables {
            filter: Some(filter),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.campaigns.nodes.clone()))
            .unwrap_or_default();
        nodes.iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.campaigns.total_count))
    });
    let drafting = RwSignal::new(false);
    let drafts = Memo::new(move |_| {
        session.may(Capability::CampaignManage)
            && session
                .with(|viewer| viewer.hat.role == Role::Ov)
                .unwrap_or(false)
    });
    view! {
        <PageHead title=text_title(t::campaign::TITLE)>
            {move || drafts.get().then(|| view! {
                <button type="button" class="btn primary" on:click=move |_| drafting.set(true)>{tr(t::campaign::DRAFT)}</button>
            })}
        </PageHead>
        <FilterBar url=url>
            <FilterChoice url=url param="kind" label=t::campaign::column::KIND values=CampaignKind::ALL/>
            <FilterChoice url=url param="states" label=t::campaign::column::STATE values=CampaignState::ALL/>
        </FilterBar>
        <ListView
            caption=t::campaign::TITLE
            columns=COLUMNS
            url=url
            default_sort=""
            status=query.status()
            rows=rows
            total=total
            empty_why=t::campaign::EMPTY
            empty_next=t::campaign::EMPTY_NEXT
        />
        <DraftDialog open=drafting/>
    }
    .into_any()
}

fn row(line: &campaign_rows::CampaignRowsCampaignsNodes) -> Row {
    let days = format!("{} – {}", time::day(line.opens_on), time::day(line.closes_on));
    Row::new(vec![
        Cell::text(&line.code),
        Cell::text(&line.title),
        Cell::text(word(line.kind)),
        Cell::tag(line.state),
        Cell::text(days),
        Cell::text(share(line.answered, line.invited)),
    ])
    .link(format!("/campaigns/{}", line.id))
}

/// `298/312（95 %）`.
pub(super) fn share(answered: i64, invited: i64) -> String {
    match (answered * 100).checked_div(invited) {
        Some(percent) if invited > 0 => t::campaign::share(answered, invited, percent),
        _ => "—".to_owned(),
    }
}
