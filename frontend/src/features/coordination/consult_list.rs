//! Consultations: all for the oversight section, a department's own (K10).

use leptos::prelude::*;
use remit_shared::coordination::{CaseScope, ConsultationState};
use remit_shared::identity::Role;
use remit_shared::wire::Wire;

use super::consult_open::OpenDialog;
use super::{ConsultationRows, ConsultationSort, consultation_rows};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::due::Due;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("no", t::coordination::NO).narrow(),
    Column::new("matter", t::coordination::MATTER),
    Column::new("parties", t::coordination::PARTIES).narrow(),
    Column::new("state", t::coordination::STATE).narrow(),
    Column::new("answered", t::coordination::consult::ANSWERED).number(),
    Column::new("due", t::coordination::DUE).narrow(),
    Column::new("case", t::coordination::consult::CASE).narrow(),
    Column::new("scope", t::coordination::SCOPE).extra(),
    Column::new("opened", t::coordination::OPENED_ON).extra(),
];

type Line = consultation_rows::ConsultationRowsConsultationsNodes;

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let text = url.text("q");
    let states = url.choices::<ConsultationState>("states");
    let scope = url.choice::<CaseScope>("scope");
    let query = use_query::<ConsultationRows>(move || {
        live.track();
        let (first, offset) = url.window();
        consultation_rows::Variables {
            filter: Some(consultation_rows::ConsultationFilter {
                text: Some(text.get()).filter(|text| !text.is_empty()),
                states: Some(states.get()).filter(|states| !states.is_empty()),
                scope_kind: scope.get(),
                org_id: None,
            }),
            sort: Some(ConsultationSort::Due),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let today = session.today();
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.consultations.nodes.clone()))
            .unwrap_or_default();
        nodes.iter().map(|line| row(line, today)).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.consultations.total_count))
    });
    let opening = RwSignal::new(false);
    let opens = session
        .viewer()
        .is_some_and(|viewer| matches!(viewer.hat.role, Role::Ov | Role::Dl | Role::Dc));
    view! {
        <PageHead title=text_title(t::coordination::consult::TITLE)>
            {opens.then(|| view! {
                <button type="button" class="btn primary" on:click=move |_| opening.set(true)>{tr(t::coordination::consult::OPEN)}</button>
            })}
        </PageHead>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::coordination::KEYWORD hint=t::coordination::KEYWORD_HINT/>
            <FilterChoice url=url param="states" label=t::coordination::STATE values=ConsultationState::ALL/>
            <FilterChoice url=url param="scope" label=t::coordination::SCOPE values=CaseScope::ALL/>
        </FilterBar>
        <ListView
            caption=t::coordination::consult::CAPTION
            columns=COLUMNS
            url=url
            status=query.status()
            rows=rows
            total=total
            empty_why=t::coordination::consult::EMPTY
            empty_next=t::coordination::consult::EMPTY_NEXT
        />
        {opens.then(|| view! { <OpenDialog open=opening/> })}
    }
    .into_any()
}

fn row(line: &Line, today: Option<chrono::NaiveDate>) -> Row {
    let names: Vec<_> = line
        .parties
        .iter()
        .map(|party| party.org.short_name.clone())
        .collect();
    let answered = line
        .parties
        .iter()
        .filter(|party| party.answered_on.is_some())
        .count();
    let open = line.state == ConsultationState::Open;
    let due = Due::new(Some(line.due_on).filter(|_| open), line.overdue_working_days)
        .with_alert(line.alert)
        .seen_on(today);
    let cells = vec![
        Cell::number(&line.no),
        Cell::text(&line.matter),
        Cell::text(names.join("、")),
        Cell::tag(line.state),
        Cell::Number(format!("{answered}/{}", line.parties.len())),
        Cell::Due(due),
        Cell::maybe(line.case_no.clone()),
        Cell::text(word(line.scope_kind)),
        Cell::Date(Some(line.opened_on)),
    ];
    Row::new(cells)
        .link(format!("/consultations/{}", line.id))
        .urgent(line.overdue_working_days > 0)
}
