//! Bad ratings by deadline: the unit its own, the desk and the oversight section all.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::{BadRatingRows, BadRatingSort, BadRatingState, bad_rating_rows};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::due::Due;
use crate::ui::filter::{FilterBar, FilterChoice};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("org", t::rating::column::ORG),
    Column::new("window", t::rating::column::WINDOW),
    Column::new("level", t::rating::column::LEVEL).narrow(),
    Column::new("state", t::rating::column::STATE).narrow(),
    Column::new("due", t::rating::column::DUE)
        .narrow()
        .sort("DUE", "DUE"),
    Column::new("opened", t::rating::column::OPENED)
        .narrow()
        .sort("OLDEST", "NEWEST"),
    Column::new("channel", t::rating::column::CHANNEL).narrow(),
    Column::new("comment", t::rating::column::COMMENT),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, live, session) = (use_url_state(), use_live(), use_session());
    let states = url.choices::<BadRatingState>("states");
    let state = url.choice::<BadRatingState>("state");
    let (running, overdue) = (url.flag("running"), url.flag("overdue"));
    let sort = url.sort(BadRatingSort::Due);
    let query = use_query::<BadRatingRows>(move || {
        live.track();
        let (first, offset) = url.window();
        let mut wanted = states.get();
        wanted.extend(state.get());
        let filter = bad_rating_rows::BadRatingFilter {
            states: Some(wanted).filter(|states| !states.is_empty()),
            alerts: None,
            running: running.get(),
            overdue: overdue.get(),
            org_id: None,
        };
        bad_rating_rows::Variables {
            filter: Some(filter),
            sort: Some(sort.get()),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.bad_ratings.nodes.clone()));
        let today = session.today();
        let row = |case: bad_rating_rows::BadRatingRowsBadRatingsNodes| {
            let level = case.level.map_or_else(|| Cell::text("—"), Cell::tag);
            let cells = vec![
                Cell::text(&case.org.short_name),
                Cell::maybe(case.window),
                level,
                Cell::Several(vec![Cell::tag(case.state), Cell::Alert(case.alert)]),
                Cell::Due(Due::new(case.due_on, case.overdue_working_days).seen_on(today)),
                Cell::Date(Some(case.opened_on)),
                Cell::text(crate::i18n::lang().pick(case.channel.zh(), case.channel.en())),
                Cell::maybe(case.comment),
            ];
            Row::new(cells)
                .link(format!("/bad-ratings/{}", case.id))
                .urgent(case.overdue_working_days > 0)
        };
        nodes.unwrap_or_default().into_iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.bad_ratings.total_count))
    });
    let only = move |key: &'static str, on: Memo<Option<bool>>, label| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || on.get() == Some(true)
                    on:change=move |event| url.set(key, event_target_checked(&event).then(|| "1".to_owned()))
                />
                {tr(label)}
            </label>
        }
    };
    view! {
        <PageHead title=text_title(t::rating::BAD)/>
        <FilterBar url=url>
            <FilterChoice url=url param="state" label=t::rating::filter::STATES values=BadRatingState::ALL/>
            {only("running", running, t::rating::filter::RUNNING)}
            {only("overdue", overdue, t::rating::filter::OVERDUE)}
        </FilterBar>
        <ListView
            caption=t::rating::BAD_CAPTION
            columns=COLUMNS
            url=url
            default_sort="DUE"
            status=query.status()
            rows=rows
            total=total
            empty_why=t::rating::BAD_EMPTY
            empty_next=t::rating::BAD_EMPTY_NEXT
        />
    }
    .into_any()
}
