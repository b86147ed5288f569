//! The few icons: one path each, in the text's colour, hidden from screen readers.

use leptos::prelude::*;

fn icon(path: &'static str) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" width="1.2em" height="1.2em" aria-hidden="true" focusable="false">
            <path d=path fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>
        </svg>
    }
    .into_any()
}

/// A cross.
pub fn close() -> AnyView {
    icon("M5 5l10 10M15 5L5 15")
}
/// A bell.
pub fn bell() -> AnyView {
    icon("M10 3a5 5 0 0 0-5 5v3.2L3.6 14h12.8L15 11.2V8a5 5 0 0 0-5-5zM8.2 16.5a2 2 0 0 0 3.6 0")
}
/// Three lines.
pub fn menu() -> AnyView {
    icon("M3 5h14M3 10h14M3 15h14")
}
/// A downward angle.
pub fn chevron() -> AnyView {
    icon("M5.5 8l4.5 4.5L14.5 8")
}
/// A person.
pub fn person() -> AnyView {
    icon("M10 10.2a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8zM3.6 17c.7-3.2 3.2-4.8 6.4-4.8s5.7 1.6 6.4 4.8")
}
/// A sheet with lines.
pub fn sheet() -> AnyView {
    icon("M5 2.8h7l3.4 3.4v11H5zM7.6 9h5M7.6 12h5M7.6 6h2")
}
/// A warning triangle.
pub fn warning() -> AnyView {
    icon("M10 3l8 14H2zM10 8v4.4M10 14.8v.2")
}
/// A book.
pub fn book() -> AnyView {
    icon("M4 3.5h9.5a2 2 0 0 1 2 2v11H6a2 2 0 0 1-2-2zM4 14.4a2 2 0 0 1 2-2h9.5")
}
/// A building.
pub fn building() -> AnyView {
    icon("M3.5 17h13M5 17V7l5-3.6L15 7v10M8 17v-4h4v4M8 9.2h.1M12 9.2h.1")
}
/// A tray.
pub fn tray() -> AnyView {
    icon("M3 11l2-7h10l2 7v5.4H3zM3 11h4l1 2.2h4L13 11h4")
}
/// Four squares.
pub fn grid() -> AnyView {
    icon("M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z")
}
/// A key.
pub fn key() -> AnyView {
    icon("M12.6 11a3.8 3.8 0 1 0-3.6-2.6L3 14.4V17h2.6v-2h2v-2l1.6-1.6c.9.4 2.2.3 3.4-.4zM13.2 6.8h.1")
}
/// A magnifier over lines.
pub fn search() -> AnyView {
    icon("M8.6 14.2a5.6 5.6 0 1 0 0-11.2 5.6 5.6 0 0 0 0 11.2zM12.8 12.8L17 17")
}
/// A clip.
pub fn clip() -> AnyView {
    icon("M14.6 9.4l-5.4 5.4a3 3 0 0 1-4.3-4.3l6-6a2 2 0 0 1 2.9 2.9l-5.8 5.8a1 1 0 0 1-1.5-1.5l5-5")
}
