//! The screening desk: suggestions by deadline (K15).

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{SuggestionRows, SuggestionSort, SuggestionState, SuggestionView, suggestion_rows};
use crate::api::use_query;
use crate::i18n::{t, word};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::due::Due;
use crate::ui::filter::{FilterBar, FilterChoice, FilterText};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("no", t::panel::suggestion::NO).narrow(),
    Column::new("text", t::panel::suggestion::TEXT),
    Column::new("state", t::panel::suggestion::STATE).narrow(),
    Column::new("about", t::panel::suggestion::ABOUT),
    Column::new("author", t::panel::suggestion::AUTHOR),
    Column::new("submitted", t::panel::suggestion::SUBMITTED)
        .narrow()
        .sort("OLDEST", "NEWEST"),
    Column::new("due", t::panel::suggestion::DUE)
        .narrow()
        .sort("DUE", "DUE"),
    Column::new("linked", t::panel::suggestion::LINKED).narrow(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let (text, org) = (url.text("q"), url.text("org"));
    let view = url.choice::<SuggestionView>("view");
    let states = url.choices::<SuggestionState>("states");
    let (from, to) = (url.date("from"), url.date("to"));
    let sort = url.sort(SuggestionSort::Due);
    let query = use_query::<SuggestionRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let filter = suggestion_rows::SuggestionFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            view: view.get(),
            states: Some(states.get()).filter(|states| !states.is_empty()),
            org_id: Some(org.get()).filter(|id| !id.is_empty()),
            linked: None,
            from: from.get(),
            to: to.get(),
        };
        suggestion_rows::Variables {
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
            .with(|data| data.as_ref().map(|data| data.suggestions.nodes.clone()))
            .unwrap_or_default();
        nodes.iter().map(|line| row(line, today)).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.suggestions.total_count))
    });
    view! {
        <PageHead title=text_title(t::panel::suggestion::TITLE)/>
        <FilterBar url=url>
            <FilterText url=url param="q" label=t::panel::suggestion::KEYWORD hint=t::panel::suggestion::KEYWORD_HINT/>
            <FilterChoice url=url param="view" label=t::panel::suggestion::VIEW values=SuggestionView::ALL/>
            <FilterChoice url=url param="states" label=t::panel::suggestion::STATE values=SuggestionState::ALL/>
        </FilterBar>
        <ListView
            caption=t::panel::suggestion::CAPTION
            columns=COLUMNS
            url=url
            default_sort="DUE"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::panel::suggestion::EMPTY
            empty_next=t::panel::suggestion::EMPTY_NEXT
        />
    }
    .into_any()
}

fn row(line: &suggestion_rows::SuggestionRowsSuggestionsNodes, today: Option<chrono::NaiveDate>) -> Row {
    let short: String = line.text.chars().take(48).collect();
    let late = line.overdue_working_days;
    let author = line
        .author
        .as_ref()
        .map(|author| author.person.display_name.clone());
    let cells = vec![
        Cell::number(&line.no),
        Cell::text(short),
        Cell::tag(line.state),
        Cell::maybe(line.about.as_ref().map(|about| about.short_name.clone())),
        Cell::maybe(author),
        Cell::Date(Some(line.submitted_on)),
        Cell::Due(Due::new(line.due_on, late).seen_on(today)),
        Cell::maybe(line.linked.map(word)),
    ];
    Row::new(cells)
        .link(format!("/suggestions/{}", line.id))
        .urgent(late > 0)
}
