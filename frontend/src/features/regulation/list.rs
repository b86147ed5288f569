//! The library.

use leptos::prelude::*;
use remit_shared::policy::Capability;
use remit_shared::wire::Wire;

use super::write::WriteDialog;
use super::{RegulationKind, RegulationRows, RegulationState, regulation_rows};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("title", t::regulation::column::TITLE),
    Column::new("kind", t::regulation::column::KIND).narrow(),
    Column::new("state", t::regulation::column::STATE).narrow(),
    Column::new("docNo", t::regulation::column::DOC_NO),
    Column::new("issued", t::regulation::column::ISSUED).narrow(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let text = url.text("q");
    let (kinds, states) = (
        url.choices::<RegulationKind>("kinds"),
        url.choices::<RegulationState>("states"),
    );
    let query = use_query::<RegulationRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = regulation_rows::RegulationFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            kinds: Some(kinds.get()).filter(|kinds| !kinds.is_empty()),
            states: Some(states.get()).filter(|states| !states.is_empty()),
        };
        regulation_rows::Variables {
            filter: Some(filter),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.regulations.nodes.clone()));
        nodes.unwrap_or_default().iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.regulations.total_count))
    });
    let writing = RwSignal::new(false);
    view! {
        <PageHead title=text_title(t::regulation::TITLE)>
            {session
                .may(Capability::RegulationEdit)
                .then(|| {
                    view! {
                        <button type="button" class="btn primary" on:click=move |_| writing.set(true)>
                            {tr(t::regulation::WRITE)}
                        </button>
                    }
                })}
        </PageHead>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::regulation::TEXT hint=t::regulation::TEXT_HINT/>
            <FilterChoice url=url param="kinds" label=t::regulation::column::KIND values=RegulationKind::ALL/>
            <FilterChoice url=url param="states" label=t::regulation::column::STATE values=RegulationState::ALL/>
        </FilterBar>
        <ListView
            caption=t::regulation::TITLE
            columns=COLUMNS
            url=url
            default_sort=""
            status=query.status()
            rows=rows
            total=total
            empty_why=t::regulation::EMPTY
            empty_next=t::regulation::EMPTY_NEXT
        />
        <WriteDialog open=writing draft=None changed=Callback::new(move |()| query.refetch())/>
    }
    .into_any()
}

fn row(line: &regulation_rows::RegulationRowsRegulationsNodes) -> Row {
    Row::new(vec![
        Cell::text(&line.title),
        Cell::text(word(line.kind)),
        Cell::tag(line.state),
        Cell::maybe(line.doc_no.clone()),
        Cell::Date(line.issued_on),
    ])
    .link(format!("/regulations/{}", line.id))
}
