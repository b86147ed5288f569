//! Ledgers and close-out (K05, K09).
crate::lazy_page!(LedgerList, LedgerRead => soon);

fn soon() -> leptos::prelude::AnyView {
    crate::layout::soon()
}
