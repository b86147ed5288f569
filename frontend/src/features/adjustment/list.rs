//! The list of adjustments.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::propose::ProposeDialog;
use super::{
    AdjustmentKind, AdjustmentRows, AdjustmentState, DutyAdjustmentSort, adjustment_rows, unit_options,
};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::due::Due;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText, filter_select};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("no", t::adjustment::column::NO)
        .narrow()
        .sort("NO", "NO"),
    Column::new("title", t::adjustment::column::TITLE),
    Column::new("kind", t::adjustment::column::KIND).narrow(),
    Column::new("parties", t::adjustment::column::PARTIES),
    Column::new("state", t::adjustment::column::STATE).narrow(),
    Column::new("due", t::adjustment::column::DUE)
        .narrow()
        .sort("DUE", "DUE"),
    Column::new("doc", t::adjustment::column::DOC).narrow(),
    Column::new("published", t::adjustment::column::PUBLISHED)
        .narrow()
        .sort("", "NEWEST"),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let (text, org, year) = (url.text("q"), url.text("org"), url.text("year"));
    let (states, kinds) = (
        url.choices::<AdjustmentState>("states"),
        url.choices::<AdjustmentKind>("kinds"),
    );
    let unsigned = url.flag("unsigned");
    let sort = url.sort(DutyAdjustmentSort::Newest);
    let query = use_query::<AdjustmentRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = adjustment_rows::DutyAdjustmentFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            states: Some(states.get()).filter(|states| !states.is_empty()),
            kinds: Some(kinds.get()).filter(|kinds| !kinds.is_empty()),
            org_id: Some(org.get()).filter(|id| !id.is_empty()),
            unsigned: unsigned.get(),
            year: year.get().parse().ok(),
        };
        adjustment_rows::Variables {
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
            .with(|data| data.as_ref().map(|data| data.duty_adjustments.nodes.clone()));
        let nodes = nodes.unwrap_or_default();
        nodes.iter().map(|line| row(line, today)).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.duty_adjustments.total_count))
    });
    let proposing = RwSignal::new(false);
    let may_propose = session.may(Capability::AdjustmentPropose);
    let units = unit_options();
    let more = ViewFn::from(move || {
        view! {
            {filter_select(url, "org", t::adjustment::column::PARTIES, units)}
            <FilterText url=url param="year" label=t::adjustment::YEAR hint=t::adjustment::YEAR_HINT/>
        }
    });
    view! {
        <PageHead title=text_title(t::adjustment::TITLE)>
            {may_propose.then(|| view! {
                <button type="button" class="btn primary" on:click=move |_| proposing.set(true)>{tr(t::adjustment::PROPOSE)}</button>
            })}
        </PageHead>
        <FilterBar url=url more=more>
            <FilterText url=url param="q" label=t::adjustment::TEXT hint=t::adjustment::TEXT_HINT/>
            <FilterChoice url=url param="states" label=t::adjustment::column::STATE values=AdjustmentState::ALL/>
            <FilterChoice url=url param="kinds" label=t::adjustment::column::KIND values=AdjustmentKind::ALL/>
        </FilterBar>
        <ListView
            caption=t::adjustment::TITLE
            columns=COLUMNS
            url=url
            default_sort="NEWEST"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::adjustment::EMPTY
            empty_next=t::adjustment::EMPTY_NEXT
        />
        {may_propose.then(|| view! { <ProposeDialog open=proposing/> })}
    }
    .into_any()
}

fn row(line: &adjustment_rows::AdjustmentRowsDutyAdjustmentsNodes, today: Option<chrono::NaiveDate>) -> Row {
    let parties: Vec<_> = line
        .parties
        .iter()
        .map(|party| party.org.short_name.as_str())
        .collect();
    Row::new(vec![
        Cell::number(&line.no),
        Cell::text(&line.title),
        Cell::text(word(line.kind)),
        Cell::text(parties.join("、")),
        Cell::tag(line.state),
        Cell::Due(Due::new(line.due_on, line.overdue_days).seen_on(today)),
        Cell::maybe(line.doc_no.clone()),
        Cell::Date(line.published_on),
    ])
    .link(format!("/adjustments/{}", line.id))
    .urgent(line.overdue_days > 0)
}
