//! The case board: columns by stage on a desk, a list on a phone and on demand (K11).

use leptos::prelude::*;
use remit_shared::coordination::{CaseScope, CaseState};
use remit_shared::wire::Wire;

use super::{CaseRows, CaseSort, CaseView, case_rows};
use crate::api::use_query;
use crate::i18n::{Text, t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::due::Due;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::tag::{alert, tag};
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("no", t::coordination::NO).narrow(),
    Column::new("matter", t::coordination::MATTER),
    Column::new("parties", t::coordination::PARTIES).narrow(),
    Column::new("state", t::coordination::STATE).narrow(),
    Column::new("due", t::coordination::DUE).narrow(),
    Column::new("lead", t::coordination::LEAD).narrow(),
    Column::new("doc_no", t::coordination::case::DOC_NO).narrow(),
    Column::new("scope", t::coordination::SCOPE).extra(),
    Column::new("applied", t::coordination::APPLIED_ON).extra(),
];

/// The stages, in their order, with the states in each.
const STAGES: [(Text, &[CaseState]); 6] = [
    (
        t::coordination::case::STAGE_ACCEPT,
        &[CaseState::Applied, CaseState::Supplement],
    ),
    (
        t::coordination::case::STAGE_HEAR,
        &[CaseState::Accepted, CaseState::Hearing],
    ),
    (t::coordination::case::STAGE_EXPERT, &[CaseState::Expert]),
    (
        t::coordination::case::STAGE_DECIDE,
        &[CaseState::Decided, CaseState::Published],
    ),
    (t::coordination::case::STAGE_CHECK, &[CaseState::FollowUp]),
    (
        t::coordination::case::STAGE_OVER,
        &[CaseState::Closed, CaseState::Refused, CaseState::Withdrawn],
    ),
];

type Line = case_rows::CaseRowsCoordinationCasesNodes;

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let text = url.text("q");
    let view = url.choice::<CaseView>("view");
    let states = url.choices::<CaseState>("states");
    let scope = url.choice::<CaseScope>("scope");
    let decided = url.date("decidedFrom");
    let flag = url.flag("board");
    let board = Memo::new(move |_| flag.get() != Some(false));
    let query = use_query::<CaseRows>(move || {
        live.track();
        let (first, offset) = if board.get() { (200, 0) } else { url.window() };
        case_rows::Variables {
            filter: Some(case_rows::CaseFilter {
                text: Some(text.get()).filter(|text| !text.is_empty()),
                view: view.get(),
                states: Some(states.get()).filter(|states| !states.is_empty()),
                scope_kind: scope.get(),
                org_id: None,
                decided_from: decided.get(),
            }),
            sort: Some(CaseSort::Due),
            first,
            offset,
        }
    });
    let nodes = Memo::new(move |_| {
        query
            .data
            .with(|data| data.as_ref().map(|data| data.coordination_cases.nodes.clone()))
            .unwrap_or_default()
    });
    let rows = Signal::derive(move || {
        let today = session.today();
        nodes.with(|nodes| nodes.iter().map(|line| row(line, today)).collect::<Vec<_>>())
    });
    let total = Signal::derive(move || {
        query.data.with(|data| {
            data.as_ref()
                .map_or(0, |data| data.coordination_cases.total_count)
        })
    });
    let switch = move |_| url.set("board", board.get_untracked().then(|| "0".to_owned()));
    let export = move || {
        let view = view
            .get()
            .map(|view| format!("&view={}", view.code()))
            .unwrap_or_default();
        let scope = scope
            .get()
            .map(|kind| format!("&scope={}", kind.code()))
            .unwrap_or_default();
        let decided = decided
            .get()
            .map(|day| format!("&decidedFrom={day}"))
            .unwrap_or_default();
        let states: Vec<_> = states.get().into_iter().map(Wire::code).collect();
        let states = if states.is_empty() {
            String::new()
        } else {
            format!("&states={}", states.join(","))
        };
        format!("/exports/cases.xlsx?sort=DUE{view}{scope}{decided}{states}")
    };
    // Loading, failing and finding nothing are the list's to say.
    let as_board = Memo::new(move |_| board.get() && nodes.with(|nodes| !nodes.is_empty()));
    view! {
        <PageHead title=text_title(t::coordination::case::TITLE)>
            <a class="btn" href=export rel="external" download>{tr(t::coordination::case::EXPORT)}</a>
            <a class="btn" href="/precedents">{tr(t::coordination::precedent::TITLE)}</a>
            <button type="button" class="btn case-switch" aria-pressed=move || board.get().to_string() on:click=switch>
                {move || if board.get() { t::coordination::case::AS_LIST.get() } else { t::coordination::case::AS_BOARD.get() }}
            </button>
        </PageHead>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::coordination::KEYWORD hint=t::coordination::KEYWORD_HINT/>
            <FilterChoice url=url param="view" label=t::coordination::case::VIEW values=CaseView::ALL/>
            <FilterChoice url=url param="scope" label=t::coordination::SCOPE values=CaseScope::ALL/>
        </FilterBar>
        {move || as_board.get().then(|| view! { <Board nodes=nodes/> })}
        <div class="case-list" class:case-list-below=move || as_board.get()>
            <ListView
                caption=t::coordination::case::CAPTION
                columns=COLUMNS
                url=url
                status=query.status()
                rows=rows
                total=total
                empty_why=t::coordination::case::EMPTY
                empty_next=t::coordination::case::EMPTY_NEXT
            />
        </div>
    }
    .into_any()
}

fn names(line: &Line) -> String {
    let names: Vec<_> = line
        .parties
        .iter()
        .map(|party| party.org.short_name.clone())
        .collect();
    names.join("、")
}

fn row(line: &Line, today: Option<chrono::NaiveDate>) -> Row {
    let decision = line.decision.as_ref();
    let due = Due::new(line.running_due_on, line.overdue_working_days)
        .with_alert(line.alert)
        .seen_on(today);
    let cells = vec![
        Cell::number(&line.no),
        Cell::text(&line.matter),
        Cell::text(names(line)),
        Cell::tag(line.state),
        Cell::Due(due),
        Cell::maybe(decision.map(|decision| decision.lead_org.short_name.clone())),
        Cell::maybe(decision.and_then(|decision| decision.doc_no.clone())),
        Cell::text(word(line.scope_kind)),
        Cell::Date(Some(line.applied_on)),
    ];
    Row::new(cells)
        .link(format!("/cases/{}", line.id))
        .urgent(line.overdue_working_days > 0)
}

/// A column a stage.
#[component]
fn Board(nodes: Memo<Vec<Line>>) -> impl IntoView {
    let today = use_session().today();
    let columns = move || {
        let all = nodes.get();
        let column = |(name, states): (Text, &'static [CaseState])| {
            let lines: Vec<_> = all.iter().filter(|line| states.contains(&line.state)).collect();
            let count = lines.len();
            let cards: Vec<_> = lines.into_iter().map(|line| card(line, today)).collect();
            let none = cards
                .is_empty()
                .then(|| view! { <p class="muted">{tr(t::coordination::case::NONE)}</p> });
            view! {
                <section class="board-column">
                    <h2>{tr(name)}" "<span class="muted num">{count}</span></h2>
                    {cards}
                    {none}
                </section>
            }
        };
        STAGES.into_iter().map(column).collect_view()
    };
    view! { <div class="board">{columns}</div> }
}

fn card(line: &Line, today: Option<chrono::NaiveDate>) -> AnyView {
    let due = Due::new(line.running_due_on, line.overdue_working_days)
        .seen_on(today)
        .render();
    view! {
        <a class="board-card" href=format!("/cases/{}", line.id)>
            <span class="num muted">{line.no.clone()}</span>
            <strong>{line.matter.clone()}</strong>
            <span class="muted">{names(line)}</span>
            <span class="row">{tag(line.state)} {alert(line.alert)}</span>
            {due}
        </a>
    }
    .into_any()
}
