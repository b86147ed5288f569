//! The board: the proposals of a year with their ground, band and interval.

use chrono::Datelike;
use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::staffing::{ProposalKind, ProposalState};
use remit_shared::wire::Wire;

use super::draft::DraftDialog;
use super::{ProposalBoard, Standing, posts, proposal_board};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice};
use crate::ui::page::{Card, PageHead};
use crate::ui::state::{empty, loaded, no_match};
use crate::ui::table::{Cell, Column, Row, SimpleTable};
use crate::ui::tiles::{Tile, tiles};
use crate::ui::time;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("no", t::staffing::column::NO).narrow(),
    Column::new("org", t::staffing::column::ORG),
    Column::new("kind", t::staffing::column::KIND),
    Column::new("state", t::staffing::column::STATE).narrow(),
    Column::new("basis", t::staffing::column::BASIS),
    Column::new("standing", t::staffing::column::STANDING),
    Column::new("posts", t::staffing::column::POSTS).number().narrow(),
    Column::new("doc", t::staffing::column::DOC_NO),
    Column::new("due", t::staffing::column::DUE).narrow(),
];

type Line = proposal_board::ProposalBoardStaffingProposals;

/// The page.
pub(super) fn page() -> AnyView {
    let (url, session, live) = (use_url_state(), use_session(), use_live());
    let chosen = url.year("year");
    let year = Memo::new(move |_| {
        let last = session.today().map_or(2022, |today| i64::from(today.year()) - 1);
        chosen.get().unwrap_or(last)
    });
    let (states, kinds) = (
        url.choices::<ProposalState>("states"),
        url.choices::<ProposalKind>("kinds"),
    );
    let query = use_query::<ProposalBoard>(move || {
        live.track();
        proposal_board::Variables {
            year: year.get(),
            states: Some(states.get()),
            kinds: Some(kinds.get()),
        }
    });
    let drafting = RwSignal::new(false);
    let may_draft = move || {
        session.may(Capability::StaffingDraft).then(|| {
            view! { <button type="button" class="btn primary" on:click=move |_| drafting.set(true)>{tr(t::staffing::DRAFT)}</button> }
        })
    };
    let narrowed = Memo::new(move |_| !states.get().is_empty() || !kinds.get().is_empty());
    let body = loaded(query, move |answer| {
        (move || {
            let lines = answer.with(|answer| answer.staffing_proposals.clone());
            if lines.is_empty() && narrowed.get() {
                return no_match(Callback::new(move |()| url.clear_filters()));
            }
            if lines.is_empty() {
                return empty(t::staffing::EMPTY, Some(t::staffing::EMPTY_NEXT));
            }
            let counted = tiles(counts(&lines));
            let rows: Vec<Row> = lines.into_iter().map(row).collect();
            view! {
                {counted}
                <Card title=t::staffing::LIST>
                    <SimpleTable caption=t::staffing::LIST quiet=true columns=COLUMNS rows=Signal::stored(rows)/>
                </Card>
            }
            .into_any()
        })
        .into_any()
    });
    let title = Signal::derive(move || t::staffing::title_of(year.get()));
    view! {
        <PageHead title=title>{may_draft}</PageHead>
        <FilterBar url=url>
            <FilterChoice url=url param="states" label=t::staffing::column::STATE values=ProposalState::ALL/>
            <FilterChoice url=url param="kinds" label=t::staffing::column::KIND values=ProposalKind::ALL/>
        </FilterBar>
        <div class="stack">{body}</div>
        <DraftDialog open=drafting year=year changed=Callback::new(move |()| query.refetch())/>
    }
    .into_any()
}

/// How many of each kind, those without any left out.
fn counts(lines: &[Line]) -> Vec<Tile> {
    let kinds = ProposalKind::ALL.iter().copied();
    kinds
        .filter_map(|kind| {
            let count = lines.iter().filter(|line| line.kind == kind).count();
            (count > 0).then(|| Tile {
                label: word(kind).to_owned(),
                value: count.to_string(),
                href: Some(format!("/staffing?kinds={}", kind.code())),
                urgent: false,
                note: None,
            })
        })
        .collect()
}

fn row(line: Line) -> Row {
    let (kind, basis) = (line.kind, line.basis);
    let standing = StoredValue::new(line.clone());
    Row::new(vec![
        Cell::number(line.no),
        Cell::text(line.org.name),
        Cell::view(move || word(kind).into_any()),
        Cell::tag(line.state),
        Cell::view(move || word(basis).into_any()),
        Cell::view(move || {
            standing.with_value(|line| {
                Standing {
                    band: line.band,
                    rank: line.group_rank,
                    size: line.group_size,
                    low: line.group_rank_p5,
                    high: line.group_rank_p95,
                    security: line.security,
                }
                .render()
            })
        }),
        Cell::number(posts(line.quota_delta)),
        Cell::maybe(line.doc_no),
        Cell::text(time::day_or_dash(line.due_on)),
    ])
    .link(format!("/staffing/{}", line.id))
}
