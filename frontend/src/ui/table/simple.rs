//! A small table inside a page: no order, no pages.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Column, Row};
use crate::i18n::{Text, tr};

/// A table of a few rows: the ledger entries of a problem, the sections of a unit.
#[component]
pub fn SimpleTable(
    /// What the table shows; visible above it unless `quiet`.
    caption: Text,
    /// Whether the caption is for screen readers only.
    #[prop(optional)]
    quiet: bool,
    /// Columns.
    columns: &'static [Column],
    /// Rows.
    #[prop(into)]
    rows: Signal<Vec<Row>>,
) -> impl IntoView {
    view! {
        <div class="table-wrap as-cards" role="region" tabindex="0" aria-label=tr(caption)>
            <table class="table">
                <caption class:sr-only=quiet>{tr(caption)}</caption>
                <thead>
                    <tr>
                        {columns
                            .iter()
                            .map(|column| view! { <th scope="col" class:number=column.number class:narrow=column.narrow>{tr(column.title)}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody on:keydown=walk>{move || rows.get().into_iter().map(|row| line(row, columns)).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn line(row: Row, columns: &'static [Column]) -> AnyView {
    let Row { href, cells, urgent } = row;
    let cells = cells
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(index, (cell, column))| {
            let content = cell.render();
            match (&href, index) {
                (Some(href), 0) => {
                    let href = href.clone();
                    view! { <th scope="row" class:narrow=column.narrow><a class="row-link" href=href>{content}</a></th> }.into_any()
                }
                _ => {
                    view! { <td class:number=column.number class:narrow=column.narrow data-label=tr(column.title)>{content}</td> }
                        .into_any()
                }
            }
        })
        .collect_view();
    view! { <tr class:urgent=urgent>{cells}</tr> }.into_any()
}

/// Arrow keys move from row to row while a row's link has the focus.
#[expect(clippy::needless_pass_by_value, reason = "the shape of an event handler")]
pub(super) fn walk(event: web_sys::KeyboardEvent) {
    let key = event.key();
    if key != "ArrowDown" && key != "ArrowUp" {
        return;
    }
    let Some(row) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .filter(|element| element.class_list().contains("row-link"))
        .and_then(|link| link.closest("tr").ok().flatten())
    else {
        return;
    };
    let next = if key == "ArrowDown" {
        row.next_element_sibling()
    } else {
        row.previous_element_sibling()
    };
    let link = next.and_then(|row| row.query_selector(".row-link").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        let _ = link.focus();
    }
}
