//! The pool of grassroots evaluators (K19).

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::nomination::{DecideDialog, Deciding, NominateDialog};
use super::{
    EvaluatorClass, EvaluatorEventKind, EvaluatorRows, EvaluatorState, EvaluatorTowns, Role, evaluator_rows,
    evaluator_towns,
};
use crate::api::use_query;
use crate::i18n::{t, tr, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::ui::tiles::{Tile, tiles};
use crate::ui::time;
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("label", t::campaign::pool::LABEL),
    Column::new("town", t::campaign::pool::TOWN),
    Column::new("class", t::campaign::pool::CLASS),
    Column::new("name", t::campaign::pool::NAME).extra(),
    Column::new("phone", t::campaign::pool::PHONE).extra(),
    Column::new("state", t::campaign::column::STATE).narrow(),
    Column::new("since", t::campaign::pool::SINCE).narrow(),
    Column::new("act", t::campaign::pool::ACT).narrow(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let url = use_url_state();
    let (text, class, state) = (
        url.text("q"),
        url.choice::<EvaluatorClass>("class"),
        url.choice::<EvaluatorState>("state"),
    );
    let live = use_live();
    let session = use_session();
    let query = use_query::<EvaluatorRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = evaluator_rows::EvaluatorFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            town_id: None,
            class: class.get(),
            state: state.get(),
        };
        evaluator_rows::Variables {
            filter: Some(filter),
            first,
            offset,
        }
    });
    let counts = use_query::<EvaluatorTowns>(move || {
        live.track();
        evaluator_towns::Variables
    });
    let decides = Memo::new(move |_| {
        session
            .with(|viewer| viewer.hat.role == Role::Ov)
            .unwrap_or(false)
    });
    let deciding = RwSignal::new(None::<Deciding>);
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.evaluators.nodes.clone()))
            .unwrap_or_default();
        let decides = decides.get();
        nodes
            .iter()
            .map(|line| row(line, decides, deciding))
            .collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.evaluators.total_count))
    });
    let open = RwSignal::new(false);
    let again = Callback::new(move |()| {
        query.refetch();
        counts.refetch();
    });
    view! {
        <PageHead title=text_title(t::campaign::pool::TITLE)>
            <button type="button" class="btn primary" on:click=move |_| open.set(true)>{tr(t::campaign::pool::NOMINATE)}</button>
        </PageHead>
        {move || counts.data.with(|data| data.as_ref().map(summary))}
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::campaign::pool::LABEL hint=t::campaign::pool::LABEL_HINT/>
            <FilterChoice url=url param="class" label=t::campaign::pool::CLASS values=EvaluatorClass::ALL/>
            <FilterChoice url=url param="state" label=t::campaign::column::STATE values=EvaluatorState::ALL/>
        </FilterBar>
        <ListView
            caption=t::campaign::pool::TITLE
            columns=COLUMNS
            url=url
            default_sort=""
            status=query.status()
            rows=rows
            total=total
            empty_why=t::campaign::pool::EMPTY
            empty_next=t::campaign::pool::EMPTY_NEXT
        />
        <NominateDialog open=open towns=counts again=again/>
        <DecideDialog deciding=deciding again=again/>
    }
    .into_any()
}

fn summary(data: &evaluator_towns::ResponseData) -> AnyView {
    let of = |state: EvaluatorState, class: Option<EvaluatorClass>| -> i64 {
        let counts = data.evaluator_counts.iter();
        counts
            .filter(|row| row.state == state && class.is_none_or(|class| row.class == class))
            .map(|row| row.count)
            .sum()
    };
    let tile = |label: String, value: i64, href: String, urgent: bool| Tile {
        label,
        value: value.to_string(),
        href: Some(href),
        urgent,
        note: None,
    };
    let mut list = vec![tile(
        word(EvaluatorState::Active).to_owned(),
        of(EvaluatorState::Active, None),
        "/pool?state=ACTIVE".to_owned(),
        false,
    )];
    for class in EvaluatorClass::ALL.iter().copied() {
        let href = format!("/pool?state=ACTIVE&class={}", class.code());
        list.push(tile(
            word(class).to_owned(),
            of(EvaluatorState::Active, Some(class)),
            href,
            false,
        ));
    }
    let waiting = of(EvaluatorState::Nominated, None);
    list.push(tile(
        word(EvaluatorState::Nominated).to_owned(),
        waiting,
        "/pool?state=NOMINATED".to_owned(),
        waiting > 0,
    ));
    tiles(list)
}

fn row(
    line: &evaluator_rows::EvaluatorRowsEvaluatorsNodes,
    decides: bool,
    deciding: RwSignal<Option<Deciding>>,
) -> Row {
    let (id, version, label, state) = (line.id.clone(), line.version, line.label.clone(), line.state);
    let acts = move || {
        let button = |event: EvaluatorEventKind| {
            let chosen = Deciding {
                id: id.clone(),
                version,
                label: label.clone(),
                event,
            };
            view! {
                <button type="button" class="btn small" on:click=move |_| deciding.set(Some(chosen.clone()))>{move || word(event)}</button>
            }
            .into_any()
        };
        let events = EvaluatorEventKind::ALL.iter().copied();
        let allowed =
            events.filter(|event| decides && remit_shared::evaluation::pool::from(*event).contains(&state));
        view! { <span class="row">{allowed.map(button).collect_view()}</span> }.into_any()
    };
    Row::new(vec![
        Cell::text(&line.label),
        Cell::text(&line.town.name),
        Cell::text(word(line.class)),
        Cell::maybe(line.name.clone()),
        Cell::maybe(line.phone.clone()),
        Cell::tag(line.state),
        Cell::text(time::day_or_dash(line.since)),
        Cell::view(acts),
    ])
}
