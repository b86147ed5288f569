//! Registry of supervised units (K02).
crate::lazy_page!(Registry, RegistryRead => soon);
crate::lazy_page!(UnitDetail, RegistryRead => soon);

fn soon() -> leptos::prelude::AnyView {
    crate::layout::soon()
}
