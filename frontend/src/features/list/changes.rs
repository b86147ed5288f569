//! The changes of the powers lists that have taken effect, before beside after.

use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::powers::address;
use super::snapshot::{Says, side};
use super::{CRUMBS, ChangeRows, ListOp, ListUnits, change_rows, list_units};
use crate::api::use_query;
use crate::i18n::{t, tr};
use crate::ui::filter::{FilterBar, FilterChoice, FilterText, filter_select};
use crate::ui::page::{PageHead, text_title};
use crate::ui::table::{Cell, Column, ListView, Row};
use crate::url_state::use_url_state;

const COLUMNS: &[Column] = &[
    Column::new("code", t::list::column::CODE).narrow(),
    Column::new("op", t::list::column::CHANGE).narrow(),
    Column::new("before", t::list::BEFORE),
    Column::new("after", t::list::AFTER),
    Column::new("doc", t::list::column::DOC).narrow(),
    Column::new("effective", t::list::column::EFFECTIVE).narrow(),
    Column::new("published", t::list::column::PUBLISHED)
        .narrow()
        .extra(),
];

/// The page.
pub(super) fn page() -> AnyView {
    let url = use_url_state();
    let (text, year, org) = (url.text("q"), url.text("year"), url.text("org"));
    let ops = url.choices::<ListOp>("ops");
    let query = use_query::<ChangeRows>(move || {
        let (first, offset) = url.window();
        let filter = change_rows::ListChangeFilter {
            text: Some(text.get()).filter(|text| !text.is_empty()),
            ops: Some(ops.get()).filter(|ops| !ops.is_empty()),
            org_id: Some(org.get()).filter(|id| !id.is_empty()),
            year: year.get().parse().ok(),
        };
        change_rows::Variables {
            filter: Some(filter),
            first,
            offset,
        }
    });
    let rows = Signal::derive(move || {
        let nodes = query
            .data
            .with(|data| data.as_ref().map(|data| data.list_changes.nodes.clone()));
        nodes.unwrap_or_default().iter().map(row).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || {
        query
            .data
            .with(|data| data.as_ref().map_or(0, |data| data.list_changes.total_count))
    });
    let units = use_query::<ListUnits>(|| list_units::Variables);
    let choices = Signal::derive(move || {
        let nodes = units
            .data
            .with(|data| data.as_ref().map(|data| data.orgs.nodes.clone()));
        let nodes = nodes.unwrap_or_default().into_iter();
        nodes.map(|unit| (unit.id, unit.name)).collect::<Vec<_>>()
    });
    let export = move || {
        let pairs = [
            ("q", text.get()),
            ("ops", url.raw("ops")),
            ("org", org.get()),
            ("year", year.get()),
        ];
        address("/exports/list-changes.xlsx", &pairs)
    };
    let more = ViewFn::from(move || {
        view! {
            <FilterText url=url param="q" label=t::list::TEXT hint=t::list::TEXT_HINT/>
        }
    });
    view! {
        <PageHead title=text_title(t::list::CHANGES) crumbs=CRUMBS/>
        <FilterBar url=url more=more>
            <FilterText url=url param="year" label=t::list::YEAR hint=t::list::YEAR_HINT/>
            {filter_select(url, "org", t::list::column::ORG, choices)}
            <FilterChoice url=url param="ops" label=t::list::column::CHANGE values=ListOp::ALL/>
        </FilterBar>
        <ListView
            caption=t::list::CHANGES
            columns=COLUMNS
            url=url
            status=query.status()
            rows=rows
            total=total
            empty_why=t::list::NO_CHANGES
            empty_next=t::list::NO_CHANGES_NEXT
        >
            <a class="btn small" href=export rel="external" download>{tr(t::list::EXPORT)}</a>
        </ListView>
    }
    .into_any()
}

fn row(line: &change_rows::ChangeRowsListChangesNodes) -> Row {
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
    let (left, right) = (before.clone(), after.clone());
    let row = Row::new(vec![
        Cell::number(&line.code),
        Cell::tag(line.op),
        Cell::view(move || side(left.as_ref(), right.as_ref(), true)),
        Cell::view(move || side(after.as_ref(), before.as_ref(), false)),
        Cell::maybe(line.doc_no.clone()),
        Cell::Date(line.effective_on),
        Cell::Date(line.published_on),
    ]);
    match &line.item_id {
        Some(id) => row.link(format!("/lists/items/{id}")),
        None => row,
    }
}
