//! Accounts and grants (K40, K41).
crate::lazy_page!(AccountList, AccountRead => soon);
crate::lazy_page!(GrantList, AccountRead => soon);

fn soon() -> leptos::prelude::AnyView {
    crate::layout::soon()
}
