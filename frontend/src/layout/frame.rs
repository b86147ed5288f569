//! The frame: what surrounds the page, and who may see a page at all.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::menu::SideMenu;
use super::session_dialog::SessionDialog;
use super::top_bar::TopBar;
use crate::i18n::{t, tr, word};
use crate::live::{LiveEvent, use_live};
use crate::routes::Pages;
use crate::session::use_session;
use crate::ui::state::{failed, skeleton};
use crate::ui::toast::{ToastArea, use_toasts};

const SIGN_IN: &str = "/sign-in";
/// Voters have no account, and nothing of a session may be mixed with a ballot.
const BALLOT: &str = "/ballot";

/// Skip link, banner, top bar, menu, page. The sign-in page and printed sheets stand alone.
#[component]
pub(crate) fn Frame() -> impl IntoView {
    let session = use_session();
    let path = use_location().pathname;
    keep_the_door();
    announce();
    let bare = Memo::new(move |_| {
        path.with(|path| path == SIGN_IN || path == BALLOT || path.starts_with("/print/"))
    });
    let framed = Memo::new(move |_| !bare.get() && session.signed_in());
    // No page is opened that the door will not let through.
    let ready = Memo::new(move |_| {
        let door = path.with(|path| path == SIGN_IN || path == BALLOT);
        let must_change = session.with(|viewer| viewer.must_change_password);
        session.known()
            && match must_change {
                None => door,
                Some(true) => door || path.with(|path| path == "/account"),
                Some(false) => true,
            }
    });
    view! {
        <a class="skip" href="#page">{tr(t::shell::SKIP)}</a>
        <Show when=move || framed.get()>
            <DemoBanner/>
            <TopBar/>
        </Show>
        <div class="body" class:framed=framed>
            <Show when=move || framed.get()>
                <SideMenu/>
            </Show>
            <main id="page" tabindex="-1" class:page=framed>
                <Show when=move || ready.get() fallback=move || waiting()>
                    <Pages/>
                </Show>
            </main>
        </div>
        <SessionDialog/>
        <ToastArea/>
    }
}

/// What is shown while it is not known who is signed in.
fn waiting() -> AnyView {
    let session = use_session();
    let retry = Callback::new(move |()| leptos::task::spawn_local(session.load()));
    view! {
        <div class="splash">
            {move || match session.failure() {
                Some(error) => failed(&error, retry),
                None => skeleton(3),
            }}
        </div>
    }
    .into_any()
}

/// Says what arrived live.
fn announce() {
    let (live, toasts) = (use_live(), use_toasts());
    Effect::new(move |_| match live.last.get() {
        Some(LiveEvent::Queue { kind, title, code }) => {
            let code = code.unwrap_or_default();
            toasts.show(untrack(|| t::shell::arrived(word(kind), code, title)));
        }
        Some(LiveEvent::Alert { level, title, code }) => {
            toasts.show(untrack(|| t::shell::arrived(word(level), code, title)));
        }
        None => {}
    });
}

/// Strangers go to the sign-in page and come back to where they wanted; a fresh password comes before anything else.
fn keep_the_door() {
    let session = use_session();
    let location = use_location();
    let (path, search) = (location.pathname, location.search);
    let navigate = use_navigate();
    let first = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        let now = path.get();
        let before = first.get_value();
        if before.is_some_and(|before| before != now) {
            super::moved();
        }
        first.set_value(Some(now.clone()));
        if now == BALLOT || !session.known() {
            return;
        }
        let options = NavigateOptions {
            replace: true,
            ..Default::default()
        };
        match session.with(|viewer| viewer.must_change_password) {
            None if now != SIGN_IN => {
                let search = search.get_untracked();
                let wanted = if search.is_empty() {
                    now
                } else {
                    format!("{now}?{}", search.trim_start_matches('?'))
                };
                let wanted = leptos_router::location::Url::escape(&wanted);
                navigate(&format!("{SIGN_IN}?next={wanted}"), options);
            }
            Some(true) if now != "/account" && now != SIGN_IN => navigate("/account", options),
            _ => {}
        }
    });
}

/// Says that the data are made up.
#[component]
fn DemoBanner() -> impl IntoView {
    let session = use_session();
    view! {
        {move || {
            session
                .info()
                .filter(|info| info.demo)
                .map(|info| {
                    let today = crate::ui::time::day(info.today);
                    view! { <aside class="demo-banner" aria-label=tr(t::shell::DEMO)>{move || t::shell::demo_banner(&today)}</aside> }
                })
        }}
    }
}
