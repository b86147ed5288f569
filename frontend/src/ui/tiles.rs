//! Numbers that lead to the rows behind them.

use leptos::prelude::*;

/// One number.
#[derive(Debug, Clone)]
pub struct Tile {
    /// What is counted.
    pub label: String,
    /// The number, as text.
    pub value: String,
    /// The list that shows exactly these rows.
    pub href: Option<String>,
    /// Whether the number asks for action; also said in `note`.
    pub urgent: bool,
    /// A line below.
    pub note: Option<String>,
}

/// A row of numbers.
pub fn tiles(list: Vec<Tile>) -> AnyView {
    view! { <ul class="tiles">{list.into_iter().map(tile).collect_view()}</ul> }.into_any()
}

fn tile(tile: Tile) -> AnyView {
    let Tile {
        label,
        value,
        href,
        urgent,
        note,
    } = tile;
    let inside = view! {
        <span class="tile-label">{label}</span>
        <span class="tile-value num">{value}</span>
        {note.map(|note| view! { <span class="tile-note">{note}</span> })}
    };
    match href {
        Some(href) => {
            view! { <li><a class="tile" class:urgent=urgent href=href>{inside}</a></li> }.into_any()
        }
        None => view! { <li><div class="tile" class:urgent=urgent>{inside}</div></li> }.into_any(),
    }
}
