//! Submissions: the own ones of a department, all for the office.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::{LinkageRows, LinkageSubmissionSort, SubmissionState, linkage_rows};
use crate::api::use_query;
use crate::i18n::{t, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::due::Due;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{Crumb, PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::time;
use crate::url_state::use_url_state;

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/linkage",
    text: t::linkage::TITLE,
}];
const COLUMNS: &[Column] = &[
    Column::new("receipt", t::linkage::column::RECEIPT).narrow(),
    Column::new("text", t::linkage::column::TEXT),
    Column::new("about", t::linkage::column::ABOUT).narrow(),
    Column::new("state", t::linkage::column::STATE).narrow(),
    Column::new("outcome", t::linkage::column::OUTCOME).narrow(),
    Column::new("quarter", t::linkage::column::QUARTER).narrow(),
    Column::new("org", t::linkage::column::ORG).narrow(),
    Column::new("submitted", t::linkage::column::SUBMITTED)
        .narrow()
        .sort("OLDEST", "NEWEST"),
    Column::new("due", t::linkage::column::DUE)
        .narrow()
        .sort("DUE", "DUE"),
];

/// The page.
pub(super) fn page() -> AnyView {
    let session = use_session();
    let own = !session.may(Capability::LinkageRead);
    view! {
        <PageHead title=text_title(t::linkage::LIST) crumbs=CRUMBS/>
        <Rows again=RwSignal::new(0) own=own/>
    }
    .into_any()
}

/// The list with its filters.
#[component]
pub(super) fn Rows(again: RwSignal<u32>, own: bool) -> impl IntoView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let (text, states) = (url.text("q"), url.choices::<SubmissionState>("states"));
    let (year, quarter, about) = (url.text("year"), url.text("quarter"), url.text("aboutOrg"));
    let sort = url.sort(LinkageSubmissionSort::Newest);
    let query = use_query::<LinkageRows>(move || {
        live.track();
        again.track();
        let (first, offset) = url.window();
        let filter = linkage_rows::LinkageSubmissionFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            states: Some(states.get()).filter(|states| !states.is_empty()),
            outcomes: None,
            unanswered: None,
            year: year.get().parse().ok(),
            quarter: quarter.get().parse().ok(),
            org_id: None,
            about_org_id: Some(about.get()).filter(|id| !id.is_empty()),
            matters_only: None,
        };
        linkage_rows::Variables {
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
            .with(|data| data.as_ref().map(|data| data.linkage_submissions.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|line| row(&line, today))
            .collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query.data.with(|data| {
            data.as_ref()
                .map_or(0, |data| data.linkage_submissions.total_count)
        })
    });
    let (why, next) = if own {
        (t::linkage::EMPTY_OWN, t::linkage::EMPTY_OWN_NEXT)
    } else {
        (t::linkage::EMPTY, t::linkage::EMPTY_NEXT)
    };
    view! {
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::linkage::filter::TEXT hint=t::linkage::filter::TEXT_HINT/>
            <FilterChoice url=url param="states" label=t::linkage::column::STATE values=SubmissionState::ALL/>
            <FilterText url=url param="year" label=t::linkage::filter::YEAR hint=t::linkage::filter::YEAR_HINT/>
        </FilterBar>
        <ListView
            caption=t::linkage::LIST
            columns=COLUMNS
            url=url
            default_sort="NEWEST"
            status=query.status()
            rows=rows
            total=total
            empty_why=why
            empty_next=next
        />
    }
}

fn row(line: &linkage_rows::LinkageRowsLinkageSubmissionsNodes, today: Option<chrono::NaiveDate>) -> Row {
    let mut text: String = line.text.chars().take(60).collect();
    if line.nil_return {
        t::linkage::NIL_TEXT.get().clone_into(&mut text);
    }
    if line.urgent {
        text = format!("{} {text}", t::linkage::URGENT.get());
    }
    if line.late {
        text = format!("{text} {}", t::linkage::LATE.get());
    }
    let cells = vec![
        Cell::text(line.receipt.as_deref().unwrap_or_else(|| t::linkage::DRAFT.get())),
        Cell::text(text),
        Cell::maybe(line.about_org.as_ref().map(|org| org.short_name.clone())),
        Cell::tag(line.state),
        Cell::maybe(line.outcome.map(word)),
        Cell::text(t::linkage::quarter(line.window.year, line.window.quarter)),
        Cell::text(&line.org.short_name),
        Cell::Date(time::local_day(line.submitted_at.unwrap_or(line.created_at))),
        Cell::Due(Due::new(line.due_on, 0).seen_on(today)),
    ];
    Row::new(cells)
        .link(format!("/linkage/submissions/{}", line.id))
        .urgent(line.urgent && line.state == SubmissionState::Submitted)
}
