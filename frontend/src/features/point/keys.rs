//! Moving through the grid by keyboard: arrows from cell to cell, Home and End along the row, Enter opens, Space
//! selects, Page Up and Page Down turn the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What a key asks for.
pub(super) enum Wish {
    /// Another cell: rows and columns to go.
    Move(i32, i32),
    /// The first or last cell of the row.
    Edge(bool),
    /// The record of the row.
    Open,
    /// The row selected or not.
    Select,
    /// The next or the previous page.
    Turn(i64),
}

pub(super) fn wish(event: &web_sys::KeyboardEvent) -> Option<Wish> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    Some(match event.key().as_str() {
        "ArrowDown" => Wish::Move(1, 0),
        "ArrowUp" => Wish::Move(-1, 0),
        "ArrowRight" => Wish::Move(0, 1),
        "ArrowLeft" => Wish::Move(0, -1),
        "Home" => Wish::Edge(false),
        "End" => Wish::Edge(true),
        "Enter" => Wish::Open,
        " " => Wish::Select,
        "PageDown" => Wish::Turn(1),
        "PageUp" => Wish::Turn(-1),
        _ => return None,
    })
}

/// The cell that an event came from: row and column.
pub(super) fn cell_of(event: &web_sys::KeyboardEvent) -> Option<(i32, i32)> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let cell = target.closest("[data-cell]").ok()??;
    let place = cell.get_attribute("data-cell")?;
    let (row, column) = place.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// Puts the focus on a cell, if there is one.
pub(super) fn focus(row: i32, column: i32) {
    let selector = format!("[data-cell=\"{row}-{column}\"]");
    let found = document().query_selector(&selector).ok().flatten();
    if let Some(cell) = found.and_then(|cell| cell.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = cell.focus();
    }
}
