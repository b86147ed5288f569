//! The shell around every page: top bar, menu, banners, and what is shown instead of a page.

mod account_menu;
mod frame;
mod inbox;
mod instead;
mod menu;
mod popover;
mod session_dialog;
mod sign_in_form;
mod top_bar;

use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) use account_menu::Appearance;
pub(crate) use frame::Frame;
use instead::later;
pub(crate) use instead::{guarded, not_found, not_loaded};
pub(crate) use sign_in_form::SignInForm;
pub(crate) use top_bar::LanguageButton;

static MOVED: AtomicBool = AtomicBool::new(false);

/// Whether the page was reached by a link inside the application; then its heading takes the focus.
pub(crate) fn arrived_by_link() -> bool {
    MOVED.load(Ordering::Relaxed)
}

/// The first page is left.
pub(crate) fn moved() {
    MOVED.store(true, Ordering::Relaxed);
}
