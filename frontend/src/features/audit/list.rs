//! The audit trail: who did what, when, from where, to what, and how it ended.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::action;
use super::chain::Check;
use super::record::RecordDrawer;
use super::remark;
use super::{AuditRows, Outcome, Record, Role, audit_rows};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::ui::filter::{FilterBar, FilterChoice, FilterDate, FilterText, filter_select};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::time;
use crate::url_state::{UrlState, use_url_state};

const COLUMNS: &[Column] = &[
    Column::new("seq", t::audit::column::SEQ).narrow(),
    Column::new("at", t::audit::column::AT).narrow(),
    Column::new("actor", t::audit::column::ACTOR),
    Column::new("role", t::audit::column::ROLE),
    Column::new("action", t::audit::column::ACTION),
    Column::new("subject", t::audit::column::SUBJECT),
    Column::new("outcome", t::audit::column::OUTCOME).narrow(),
    Column::new("detail", t::audit::column::DETAIL),
    Column::new("address", t::audit::column::ADDRESS).narrow().extra(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, check) = (use_url_state(), Check::new());
    let (text, action, subject) = (url.text("q"), url.text("action"), url.record("subject"));
    let (outcome, role) = (url.choice::<Outcome>("outcome"), url.choice::<Role>("role"));
    let (from, to) = (url.date("from"), url.date("to"));
    let query = use_query::<AuditRows>(move || {
        let (first, offset) = url.window();
        let given = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let filter = audit_rows::AuditFilter {
            text: given(text.get()),
            action: given(action.get()),
            outcome: outcome.get(),
            role: role.get(),
            from: from.get(),
            to: to.get(),
            subject_id: given(subject.get()),
        };
        audit_rows::Variables {
            filter: Some(filter),
            first,
            offset,
        }
    });
    let opened = RwSignal::new(None::<Record>);
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.audit_records.nodes.clone()))
            .unwrap_or_default();
        nodes.iter().map(|record| row(record, opened)).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.audit_records.total_count))
    });
    view! {
        <PageHead title=text_title(t::audit::TITLE)>{check.button()}</PageHead>
        <p class="audit-note">{tr(t::audit::NOTE)}</p>
        {check.result()}
        <Filters url=url/>
        <ListView
            caption=t::audit::CAPTION
            columns=COLUMNS
            url=url
            status=query.status()
            rows=rows
            total=total
            empty_why=t::audit::EMPTY
            empty_next=t::audit::EMPTY_NEXT
        />
        <RecordDrawer record=opened url=url/>
    }
    .into_any()
}

#[component]
fn Filters(url: UrlState) -> impl IntoView {
    let more = ViewFn::from(move || {
        view! {
            {filter_select(url, "action", t::audit::filter::ACTION, Signal::derive(action::choices))}
            <FilterChoice url=url param="outcome" label=t::audit::filter::OUTCOME values=Outcome::ALL/>
            <FilterChoice url=url param="role" label=t::audit::filter::ROLE values=Role::ALL/>
            <FilterText url=url param="subject" label=t::audit::filter::SUBJECT hint=t::audit::filter::SUBJECT_HINT/>
        }
    });
    view! {
        <FilterBar url=url more=more>
            <FilterText url=url param="q" label=t::audit::filter::TEXT hint=t::audit::filter::TEXT_HINT/>
            <FilterDate url=url param="from" label=t::audit::filter::FROM/>
            <FilterDate url=url param="to" label=t::audit::filter::TO/>
        </FilterBar>
    }
}

/// Who acted: the label as it was then, or a word for nobody.
pub(super) fn actor(record: &Record) -> String {
    if record.actor.is_empty() {
        t::audit::NOBODY.get().to_owned()
    } else {
        record.actor.clone()
    }
}

fn row(record: &Record, opened: RwSignal<Option<Record>>) -> Row {
    let cells = vec![
        number(record, opened),
        Cell::Number(time::second(record.at)),
        Cell::text(actor(record)),
        Cell::maybe(record.role.map(word)),
        Cell::text(action::word(&record.action)),
        Cell::maybe(Some(record.subject.clone()).filter(|subject| !subject.is_empty())),
        Cell::tag(record.outcome),
        Cell::maybe(
            record
                .detail
                .as_deref()
                .filter(|detail| !detail.is_empty())
                .map(remark::words),
        ),
        Cell::maybe(record.address.clone()),
    ];
    Row::new(cells)
}

/// The record's number, a button that opens it.
fn number(record: &Record, opened: RwSignal<Option<Record>>) -> Cell {
    let record = record.clone();
    Cell::view(move || {
        let (seq, record) = (record.seq, record.clone());
        view! {
            <button
                type="button"
                class="audit-open num"
                aria-label=move || t::audit::open(seq)
                on:click=move |_| opened.set(Some(record.clone()))
            >
                {seq}
            </button>
        }
        .into_any()
    })
}
