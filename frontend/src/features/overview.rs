//! Overview: the 2-3-3-3 tree and the year's figures (K37).
crate::lazy_page!(Overview, DashboardRead => soon);

fn soon() -> leptos::prelude::AnyView {
    crate::layout::soon()
}
