//! The ledgers: which entries are open, since when, and under which number they were closed out.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::explain::{Explain, Line};
use super::{LedgerKind, LedgerRows, LedgerSort, LedgerState, ledger_rows};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::due::Due;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("code", t::ledger::column::CODE).narrow(),
    Column::new("title", t::ledger::column::TITLE),
    Column::new("org", t::ledger::column::ORG),
    Column::new("state", t::ledger::column::STATE).narrow(),
    Column::new("opened", t::ledger::column::OPENED)
        .narrow()
        .sort("OPENED", "OPENED_DESC"),
    Column::new("due", t::ledger::column::DUE)
        .narrow()
        .sort("DUE", "DUE"),
    Column::new("close_no", t::ledger::column::CLOSE_NO)
        .narrow()
        .sort("CLOSE_NO", "CLOSE_NO"),
    Column::new("age", t::ledger::column::AGE).number().extra(),
    Column::new("explanation", t::ledger::column::EXPLANATION),
];

type Entry = ledger_rows::LedgerRowsLedgerNodes;

/// The page.
pub(super) fn page() -> AnyView {
    let url = use_url_state();
    let live = use_live();
    let text = url.text("q");
    let kind = url.choice::<LedgerKind>("ledger");
    let state = url.choice::<LedgerState>("state");
    let sort = url.sort(LedgerSort::OpenedDesc);
    let query = use_query::<LedgerRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = ledger_rows::LedgerFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            ledger: kind.get(),
            state: state.get(),
            org_id: None,
        };
        ledger_rows::Variables {
            filter: Some(filter),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let export = move || {
        let code = |value: Option<&'static str>| value.unwrap_or_default();
        let (kind, state) = (
            code(kind.get().map(Wire::code)),
            code(state.get().map(Wire::code)),
        );
        let text = String::from(js_sys::encode_uri_component(&text.get()));
        format!(
            "/exports/ledger.xlsx?q={text}&ledger={kind}&state={state}&sort={}",
            sort.get().code()
        )
    };
    let explaining = RwSignal::new(None::<Line>);
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.ledger.nodes.clone()))
            .unwrap_or_default();
        nodes
            .into_iter()
            .map(|entry| row(entry, explaining))
            .collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.ledger.total_count))
    });
    view! {
        <PageHead title=text_title(t::ledger::TITLE)>
            <a class="btn" href="/ledger/leftover">{tr(t::ledger::leftover::TITLE)}</a>
        </PageHead>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::ledger::filter::TEXT hint=t::ledger::filter::TEXT_HINT/>
            <FilterChoice url=url param="ledger" label=t::ledger::filter::LEDGER values=LedgerKind::ALL/>
            <FilterChoice url=url param="state" label=t::ledger::filter::STATE values=LedgerState::ALL/>
        </FilterBar>
        <ListView
            caption=t::ledger::CAPTION
            columns=COLUMNS
            url=url
            default_sort="OPENED_DESC"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::ledger::EMPTY
            empty_next=t::ledger::EMPTY_NEXT
        >
            <a class="btn small" href=export rel="external" download>{tr(t::ledger::EXPORT)}</a>
        </ListView>
        <Explain line=explaining done=Callback::new(move |()| query.refetch())/>
    }
    .into_any()
}

fn row(entry: Entry, explaining: RwSignal<Option<Line>>) -> Row {
    let open = entry.state == LedgerState::Open;
    let overdue = entry
        .problem
        .as_ref()
        .map_or(0, |problem| problem.overdue_working_days);
    let due = Due::new(Some(entry.due_on), if open { overdue } else { 0 });
    let (code, title) = subject(&entry);
    let link = match (&entry.problem, &entry.point) {
        (Some(problem), _) => format!("/problems/{}", problem.id),
        (None, Some(point)) => format!("/points/{}", point.id),
        (None, None) => "/ledger".to_owned(),
    };
    let alert = entry.problem.as_ref().map(|problem| Cell::Alert(problem.alert));
    let cells = vec![
        Cell::number(code),
        Cell::text(title),
        Cell::maybe(unit(&entry)),
        Cell::Several(
            [Some(Cell::tag(entry.state)), alert]
                .into_iter()
                .flatten()
                .collect(),
        ),
        Cell::Date(Some(entry.opened_on)),
        Cell::Due(due),
        Cell::maybe(entry.close_no.clone()),
        Cell::number(entry.age_days),
        explanation(entry, explaining),
    ];
    Row::new(cells).link(link).urgent(open && overdue > 0)
}

/// Short name of the unit.
fn unit(entry: &Entry) -> Option<String> {
    let of_problem = entry
        .problem
        .as_ref()
        .map(|problem| problem.org.short_name.clone());
    of_problem.or_else(|| entry.point.as_ref().map(|point| point.org.short_name.clone()))
}

/// Number and title of what an entry stands for.
fn subject(entry: &Entry) -> (String, String) {
    match (&entry.problem, &entry.point) {
        (Some(problem), _) => (problem.code.clone(), problem.title.clone()),
        (None, Some(point)) => (point.code.clone(), point.title.clone()),
        (None, None) => (String::new(), String::new()),
    }
}

/// The explanation, or the button for those who may write it.
fn explanation(entry: Entry, explaining: RwSignal<Option<Line>>) -> Cell {
    let session = use_session();
    if entry.explanation.is_some() || !entry.leftover || !session.may(Capability::LedgerExplain) {
        return Cell::maybe(entry.explanation);
    }
    let line = Line {
        code: subject(&entry).0,
        id: entry.id,
        version: entry.version,
        explanation: String::new(),
    };
    Cell::view(move || {
        let line = line.clone();
        view! {
            <button type="button" class="btn small" on:click=move |_| explaining.set(Some(line.clone()))>
                {tr(t::ledger::EXPLAIN)}
            </button>
        }
        .into_any()
    })
}
