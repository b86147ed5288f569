//! The top bar: name, unit, hat, inbox, language, account.

use leptos::prelude::*;

use super::account_menu::AccountMenu;
use super::inbox::Inbox;
use super::menu::Entries;
use crate::i18n::{Lang, lang, set_lang, t, tr};
use crate::session::use_session;
use crate::ui::dialog::{Dialog, Place};
use crate::ui::icon;

/// The top bar.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let session = use_session();
    let unit = move || {
        session
            .with(|viewer| viewer.hat.unit.as_ref().map(|unit| unit.name.clone()))
            .flatten()
    };
    view! {
        <header class="top">
            <MenuButton/>
            <a class="brand" href="/">
                <span class="brand-mark" aria-hidden="true">"职"</span>
                <span class="brand-name">"职鉴" <small>"Remit"</small></span>
            </a>
            <span class="top-unit">{unit}</span>
            <span class="top-gap"></span>
            <LanguageButton/>
            <Inbox/>
            <AccountMenu/>
        </header>
    }
}

/// Switches between Chinese and English; labelled in the language it leads to.
#[component]
pub(crate) fn LanguageButton() -> impl IntoView {
    let other = move || match lang() {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    view! {
        <button
            type="button"
            class="top-button"
            lang=move || other().tag()
            on:click=move |_| set_lang(untrack(other))
        >
            {move || other().pick("中文", "English")}
        </button>
    }
}

/// On narrow screens the menu is a drawer.
#[component]
fn MenuButton() -> impl IntoView {
    let open = RwSignal::new(false);
    let path = leptos_router::hooks::use_location().pathname;
    Effect::new(move |_| {
        path.track();
        open.set(false);
    });
    view! {
        <button
            type="button"
            class="top-button only-narrow"
            aria-label=tr(t::shell::menu::LABEL)
            aria-haspopup="dialog"
            on:click=move |_| open.set(true)
        >
            {icon::menu()}
        </button>
        <Dialog open=open place=Place::Drawer title=Signal::derive(|| t::shell::menu::LABEL.get().to_owned())>
            <nav class="drawer-menu" aria-label=tr(t::shell::menu::LABEL)>
                <Entries/>
            </nav>
        </Dialog>
    }
}
