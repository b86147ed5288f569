//! The list changes of an adjustment, before beside after.

use leptos::prelude::*;

use super::{Detail, adjustment_page};
use crate::features::list::snapshot::{Says, side};
use crate::i18n::{t, tr};
use crate::ui::page::Card;
use crate::ui::table::{Cell, Column, Row, SimpleTable};

const COLUMNS: &[Column] = &[
    Column::new("code", t::list::column::CODE).narrow(),
    Column::new("op", t::list::column::CHANGE).narrow(),
    Column::new("before", t::list::BEFORE),
    Column::new("after", t::list::AFTER),
    Column::new("effective", t::list::column::EFFECTIVE).narrow(),
];

type Change = adjustment_page::AdjustmentPageDutyAdjustmentChanges;

/// The table.
#[component]
pub(super) fn Changes(detail: Memo<Detail>) -> impl IntoView {
    let live = Memo::new(move |_| {
        let changes = detail.with(|detail| detail.changes.clone());
        changes
            .into_iter()
            .filter(|change| !change.dropped)
            .collect::<Vec<_>>()
    });
    let rows = Signal::derive(move || live.with(|changes| changes.iter().map(row).collect::<Vec<_>>()));
    let body = move || {
        if live.with(Vec::is_empty) {
            return view! { <p class="muted">{tr(t::adjustment::NO_CHANGES)}</p> }.into_any();
        }
        view! {
            <p class="muted">{move || t::adjustment::changes_count(live.with(Vec::len))}</p>
            <SimpleTable caption=t::adjustment::CHANGES quiet=true columns=COLUMNS rows=rows/>
        }
        .into_any()
    };
    view! { <Card title=t::adjustment::CHANGES>{body}</Card> }
}

fn row(change: &Change) -> Row {
    let before = change.before.as_ref().map(|item| Says {
        org: item.org.short_name.clone(),
        category: item.category,
        name: item.name.clone(),
        basis: item.basis.clone(),
    });
    let after = change.after.as_ref().map(|item| Says {
        org: item.org.short_name.clone(),
        category: item.category,
        name: item.name.clone(),
        basis: item.basis.clone(),
    });
    let (left, right) = (before.clone(), after.clone());
    let row = Row::new(vec![
        Cell::number(&change.code),
        Cell::tag(change.op),
        Cell::view(move || side(left.as_ref(), right.as_ref(), true)),
        Cell::view(move || side(after.as_ref(), before.as_ref(), false)),
        Cell::Date(change.effective_on),
    ]);
    match &change.item_id {
        Some(id) => row.link(format!("/lists/items/{id}")),
        None => row,
    }
}
