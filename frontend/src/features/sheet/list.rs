//! The push desk: all sheets, and a new one.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::write::WriteDialog;
use super::{PushSheetSort, SheetDirection, SheetRows, SheetState, Urgency, sheet_rows};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::due::Due;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::time;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("no", t::sheet::column::NO).narrow(),
    Column::new("matter", t::sheet::column::MATTER),
    Column::new("org", t::sheet::column::ORG),
    Column::new("state", t::sheet::column::STATE).narrow(),
    Column::new("direction", t::sheet::column::DIRECTION).narrow(),
    Column::new("from", t::sheet::column::FROM),
    Column::new("pushed", t::sheet::column::PUSHED)
        .narrow()
        .sort("OLDEST", "NEWEST"),
    Column::new("due", t::sheet::column::DUE)
        .narrow()
        .sort("DUE", "DUE"),
    Column::new("problem", t::sheet::column::PROBLEM).narrow(),
    Column::new("urgency", t::sheet::column::URGENCY).extra(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let (text, direction, org) = (
        url.text("q"),
        url.choice::<SheetDirection>("direction"),
        url.text("org"),
    );
    let states = url.choices::<SheetState>("states");
    let sort = url.sort(PushSheetSort::Newest);
    let query = use_query::<SheetRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = sheet_rows::PushSheetFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            states: Some(states.get()).filter(|states| !states.is_empty()),
            direction: direction.get(),
            org_id: Some(org.get()).filter(|id| !id.is_empty()),
        };
        sheet_rows::Variables {
            filter: Some(filter),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let today = session.today();
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.push_sheets.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|line| row(&line, today))
            .collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.push_sheets.total_count))
    });
    let writing = RwSignal::new(false);
    view! {
        <PageHead title=text_title(t::sheet::TITLE)>
            {session
                .may(Capability::PushWrite)
                .then(|| {
                    view! {
                        <button type="button" class="btn primary" on:click=move |_| writing.set(true)>
                            {tr(t::sheet::WRITE)}
                        </button>
                    }
                })}
        </PageHead>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::sheet::filter::TEXT hint=t::sheet::filter::TEXT_HINT/>
            <FilterChoice url=url param="states" label=t::sheet::column::STATE values=SheetState::ALL/>
            <FilterChoice url=url param="direction" label=t::sheet::column::DIRECTION values=SheetDirection::ALL/>
        </FilterBar>
        <ListView
            caption=t::sheet::CAPTION
            columns=COLUMNS
            url=url
            default_sort="NEWEST"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::sheet::EMPTY
            empty_next=t::sheet::EMPTY_NEXT
        />
        <WriteDialog open=writing draft=None/>
    }
    .into_any()
}

fn row(line: &sheet_rows::SheetRowsPushSheetsNodes, today: Option<chrono::NaiveDate>) -> Row {
    let urgent = line.urgency == Urgency::Urgent;
    let cells = vec![
        Cell::text(line.no.as_deref().unwrap_or_else(|| t::sheet::DRAFT.get())),
        Cell::text(&line.matter),
        Cell::text(&line.org.short_name),
        Cell::tag(line.state),
        Cell::text(crate::i18n::word(line.direction)),
        Cell::maybe(line.from_section.as_ref().map(|section| section.name.clone())),
        Cell::Date(time::local_day(line.pushed_at.unwrap_or(line.created_at))),
        Cell::Due(Due::new(line.due_on, 0).seen_on(today)),
        Cell::maybe(line.problem.as_ref().map(|problem| problem.code.clone())),
        Cell::text(crate::i18n::word(line.urgency)),
    ];
    Row::new(cells)
        .link(format!("/sheets/{}", line.id))
        .urgent(urgent && line.state != SheetState::Done)
}
