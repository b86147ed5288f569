//! Push sheets (K18).
crate::lazy_page!(SheetList, PushRead => soon);
crate::lazy_page!(SheetDetail, PushRead => soon);
crate::lazy_page!(SheetPrint, PushRead => soon);

fn soon() -> leptos::prelude::AnyView {
    crate::layout::soon()
}
