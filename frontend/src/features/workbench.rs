//! Workbench: what waits for me (K38).
crate::lazy_page!(Workbench => soon);

fn soon() -> leptos::prelude::AnyView {
    crate::layout::soon()
}
