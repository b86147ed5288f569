//! The application: preferences, session, live events, and the shell around the pages.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Router;

use crate::layout::Frame;
use crate::live::{LiveEvents, keep_connected};
use crate::session::{Prefs, Session};
use crate::ui::toast::Toasts;

/// Root component.
#[component]
pub(crate) fn App() -> impl IntoView {
    let prefs = Prefs::load();
    prefs.apply();
    provide_context(prefs);
    let session = Session::new();
    provide_context(session);
    provide_context(Toasts::new());
    let live = LiveEvents::new();
    provide_context(live);
    keep_connected(live, Signal::derive(move || session.signed_in()));
    spawn_local(session.load());
    view! {
        <Router>
            <Frame/>
        </Router>
    }
}
