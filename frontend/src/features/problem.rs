//! Problems in performing duties (K08).
crate::lazy_page!(ProblemList, ProblemRead => soon);
crate::lazy_page!(ProblemDetail, ProblemRead => soon);

fn soon() -> leptos::prelude::AnyView {
    crate::layout::soon()
}
