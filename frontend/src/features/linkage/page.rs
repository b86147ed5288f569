//! `/linkage`: the office sees the quarter board, a department its window and its own submissions.

use leptos::prelude::*;
use remit_shared::policy::Capability;

use super::{board, home};
use crate::i18n::t;
use crate::session::use_session;
use crate::ui::page::{PageHead, text_title};

/// The page.
pub(super) fn page() -> AnyView {
    let session = use_session();
    if session.may(Capability::LinkageRead) {
        return board::page();
    }
    if session.may(Capability::LinkageOwnRead) {
        return home::page();
    }
    view! { <PageHead title=text_title(t::linkage::TITLE)/> {crate::ui::state::empty(t::linkage::MISSING, None)} }.into_any()
}
