//! One's own account: sessions, password, second factor.
crate::lazy_page!(OwnAccount => soon);

fn soon() -> leptos::prelude::AnyView {
    crate::layout::soon()
}
