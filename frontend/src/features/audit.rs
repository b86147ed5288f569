//! Audit search (K42).
crate::lazy_page!(AuditSearch, AuditRead => soon);

fn soon() -> leptos::prelude::AnyView {
    crate::layout::soon()
}
