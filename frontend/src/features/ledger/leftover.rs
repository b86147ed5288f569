//! The report "no leftover account" (不留余账): entries open for 90 days, each explained or to be explained.

use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::explain::{Explain, Line};
use super::{LeftoverReport, leftover_report};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::page::{Crumb, PageHead, text_title};
use crate::ui::state::{empty, loaded};
use crate::ui::table::{Cell, Column, Row, SimpleTable};

const CRUMBS: &[Crumb] = &[Crumb {
    href: "/ledger",
    text: t::ledger::TITLE,
}];

const COLUMNS: &[Column] = &[
    Column::new("code", t::ledger::column::CODE).narrow(),
    Column::new("title", t::ledger::column::TITLE),
    Column::new("org", t::ledger::column::ORG),
    Column::new("ledger", t::ledger::filter::LEDGER).narrow(),
    Column::new("opened", t::ledger::column::OPENED).narrow(),
    Column::new("due", t::ledger::column::DUE).narrow(),
    Column::new("age", t::ledger::column::AGE).number(),
    Column::new("explanation", t::ledger::column::EXPLANATION),
];

type Entry = leftover_report::LeftoverReportLeftoverReport;

/// The page.
pub(super) fn page() -> AnyView {
    let (live, session) = (use_live(), use_session());
    let query = use_query::<LeftoverReport>(move || {
        live.track();
        leftover_report::Variables {}
    });
    let explaining = RwSignal::new(None::<Line>);
    let may = session.may(Capability::LedgerExplain);
    view! {
        <PageHead title=text_title(t::ledger::leftover::TITLE) crumbs=CRUMBS>
            <a class="btn" href="/exports/leftover.xlsx" rel="external" download>{tr(t::ledger::EXPORT)}</a>
            <button type="button" class="btn" on:click=move |_| { let _ = window().print(); }>
                {tr(t::ledger::leftover::PRINT)}
            </button>
        </PageHead>
        <p class="muted">{tr(t::ledger::leftover::WHY)}</p>
        {loaded(query, move |answer| {
            move || {
                let entries = answer.with(|answer| answer.leftover_report.clone());
                if entries.is_empty() {
                    return empty(t::ledger::leftover::NONE, Some(t::ledger::leftover::NONE_WHY));
                }
                let open = entries.iter().filter(|entry| entry.explanation.is_none()).count();
                let summary = summary(session.today(), entries.len(), open);
                let rows: Vec<_> = entries.into_iter().map(|entry| row(entry, may, explaining)).collect();
                view! {
                    <p role="status"><strong>{summary}</strong></p>
                    <SimpleTable caption=t::ledger::leftover::TITLE quiet=true columns=COLUMNS rows=Signal::stored(rows)/>
                }
                .into_any()
            }
        })}
        <Explain line=explaining done=Callback::new(move |()| query.refetch())/>
    }
    .into_any()
}

/// How many entries there are today and how many of them wait for an explanation.
fn summary(today: Option<chrono::NaiveDate>, all: usize, open: usize) -> String {
    let today = today.map(|day| day.to_string()).unwrap_or_default();
    match open {
        0 => t::ledger::leftover::all_explained(&today, all),
        _ => t::ledger::leftover::some_open(&today, all, open),
    }
}

fn row(entry: Entry, may: bool, explaining: RwSignal<Option<Line>>) -> Row {
    let (code, title, org, link) = match (&entry.problem, &entry.point) {
        (Some(it), _) => (
            it.code.clone(),
            it.title.clone(),
            it.org.short_name.clone(),
            format!("/problems/{}", it.id),
        ),
        (None, Some(it)) => (
            it.code.clone(),
            it.title.clone(),
            it.org.short_name.clone(),
            format!("/points/{}", it.id),
        ),
        (None, None) => (String::new(), String::new(), String::new(), "/ledger".to_owned()),
    };
    let line = Line {
        id: entry.id,
        version: entry.version,
        code: code.clone(),
        explanation: entry.explanation.clone().unwrap_or_default(),
    };
    let said = entry.explanation;
    let urgent = said.is_none();
    let ledger = entry.ledger;
    let cells = vec![
        Cell::number(code),
        Cell::text(title),
        Cell::text(org),
        Cell::view(move || view! { {move || word(ledger)} }.into_any()),
        Cell::Date(Some(entry.opened_on)),
        Cell::Date(Some(entry.due_on)),
        Cell::number(entry.age_days),
        Cell::view(move || {
            explanation(
                said.clone(),
                entry.explained_by.clone(),
                may,
                line.clone(),
                explaining,
            )
        }),
    ];
    Row::new(cells).link(link).urgent(urgent)
}

fn explanation(
    said: Option<String>,
    by: Option<String>,
    may: bool,
    line: Line,
    explaining: RwSignal<Option<Line>>,
) -> AnyView {
    let label = if said.is_some() {
        t::ledger::leftover::REWORD
    } else {
        t::ledger::EXPLAIN
    };
    let button = may.then(|| {
        view! {
            <button type="button" class="btn small" on:click=move |_| explaining.set(Some(line.clone()))>{tr(label)}</button>
        }
    });
    let missing = said.is_none();
    view! {
        <div>
            {said.map(|said| view! { <p>{said}</p> })}
            {by.map(|by| view! { <p class="muted">{by}</p> })}
            {missing.then(|| view! { <p class="muted">{tr(t::ledger::leftover::TO_EXPLAIN)}</p> })}
            {button}
        </div>
    }
    .into_any()
}
