//! What differs in a unit's powers list between two days.

use leptos::prelude::*;

use super::snapshot::{Says, side};
use super::{CRUMBS, PowerCompare, PowerUnits, power_compare, power_units};
use crate::api::use_query;
use crate::i18n::{Text, t, tr};
use crate::session::use_session;
use crate::ui::filter::{FilterBar, FilterDate, filter_select};
use crate::ui::page::{Card, PageHead, text_title};
use crate::ui::state::{empty, loaded};
use crate::ui::table::{Cell, Column, Row, SimpleTable};
use crate::url_state::use_url_state;
use chrono::{Datelike, NaiveDate};
use remit_shared::wire::Wire;

const COLUMNS: &[Column] = &[
    Column::new("code", t::list::column::CODE).narrow(),
    Column::new("op", t::list::column::CHANGE).narrow(),
    Column::new("before", t::list::BEFORE),
    Column::new("after", t::list::AFTER),
];

/// The page.
pub(super) fn page() -> AnyView {
    let (url, session) = (use_url_state(), use_session());
    let (org, from, to) = (url.text("org"), url.date("from"), url.date("to"));
    let today = move || session.today().unwrap_or_default();
    // Without days: the last fifteen months up to today, which holds the year before.
    let from_day = move || from.get().unwrap_or_else(|| first_of_last_year(today()));
    let to_day = move || to.get().unwrap_or_else(today);
    let units = use_query::<PowerUnits>(move || power_units::Variables { as_of: None });
    let choices = Signal::derive(move || {
        let counts = units
            .data
            .with(|data| data.as_ref().map(|data| data.power_list_counts.clone()));
        let mut choices: Vec<_> = counts
            .unwrap_or_default()
            .into_iter()
            .map(|count| (count.org.id, count.org.name))
            .collect();
        choices.sort_by(|one, other| one.1.cmp(&other.1));
        choices
    });
    let body = move || {
        let org = org.get();
        if org.is_empty() {
            return empty(t::list::CHOOSE_UNIT, Some(t::list::CHOOSE_UNIT_NEXT));
        }
        let (from, to) = (from_day(), to_day());
        differences(org, from, to)
    };
    view! {
        <PageHead title=text_title(t::list::COMPARE) crumbs=CRUMBS/>
        <FilterBar url=url>
            {filter_select(url, "org", t::list::column::ORG, choices)}
            <FilterDate url=url param="from" label=t::list::FROM/>
            <FilterDate url=url param="to" label=t::list::TO/>
        </FilterBar>
        <p class="muted">{move || t::list::between(from_day(), to_day())}</p>
        {body}
    }
    .into_any()
}

fn first_of_last_year(today: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(today.year() - 1, 1, 1).unwrap_or(today)
}

fn differences(org: String, from: NaiveDate, to: NaiveDate) -> AnyView {
    let query = use_query::<PowerCompare>(move || power_compare::Variables {
        org_id: org.clone(),
        from,
        to,
    });
    loaded(query, move |answer| {
        let rows = Signal::derive(move || {
            answer.with(|answer| answer.power_list_difference.iter().map(row).collect::<Vec<_>>())
        });
        let table = move || {
            if rows.with(Vec::is_empty) {
                return view! { <p>{tr(t::list::SAME)}</p> }.into_any();
            }
            view! {
                <p class="muted">{move || t::list::differences(rows.with(Vec::len))}</p>
                <SimpleTable caption=t::list::COMPARE quiet=true columns=COLUMNS rows=rows/>
            }
            .into_any()
        };
        view! { <Card title=t::list::COMPARE>{table}</Card> }
    })
    .into_any()
}

fn row(line: &power_compare::PowerComparePowerListDifference) -> Row {
    use crate::ui::tag::Toned;
    let before = line.before.as_ref().map(|item| Says {
        org: item.org.short_name.clone(),
        category: item.category,
        name: item.name.clone(),
        basis: item.basis.clone(),
    });
    let after = line.after.as_ref().map(|item| Says {
        org: item.org.short_name.clone(),
        category: item.category,
        name: item.name.clone(),
        basis: item.basis.clone(),
    });
    let (code, id) = line
        .after
        .as_ref()
        .map(|item| (item.code.clone(), item.id.clone()))
        .or_else(|| {
            line.before
                .as_ref()
                .map(|item| (item.code.clone(), item.id.clone()))
        })
        .unwrap_or_default();
    let (left, right) = (before.clone(), after.clone());
    Row::new(vec![
        Cell::number(code),
        Cell::Tag(line.op.tone(), Text::new(line.op.zh(), line.op.en())),
        Cell::view(move || side(left.as_ref(), right.as_ref(), true)),
        Cell::view(move || side(after.as_ref(), before.as_ref(), false)),
    ])
    .link(format!("/lists/items/{id}"))
}
