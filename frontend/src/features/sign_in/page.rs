//! The sign-in page: what this is, the form, and in the demo the accounts to try.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::i18n::{t, tr, word};
use crate::layout::{Appearance, LanguageButton, SignInForm};
use crate::session::use_session;
use crate::ui::page::{PageHead, text_title};

/// The page.
pub(super) fn page() -> AnyView {
    let session = use_session();
    let login = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let query = use_query_map();
    let navigate = use_navigate();
    let go = Callback::new(move |()| {
        let next = query
            .with_untracked(|query| query.get("next"))
            .filter(|next| is_local(next));
        navigate(
            next.as_deref().unwrap_or("/"),
            NavigateOptions {
                replace: true,
                ..Default::default()
            },
        );
    });
    if untrack(move || session.signed_in()) {
        go.run(());
    }
    view! {
        <div class="door">
            <section class="door-side">
                <p class="door-mark"><span class="brand-mark" aria-hidden="true">"职"</span> "职鉴" <small>"Remit"</small></p>
                <p class="door-title">{tr(t::sign_in::SYSTEM)}</p>
                <p class="door-text">{tr(t::sign_in::PURPOSE)}</p>
                <p class="door-text small">{tr(t::sign_in::SECRETS)}</p>
            </section>
            <section class="door-main">
                <div class="door-tools"><LanguageButton/></div>
                <div class="door-form">
                    <PageHead title=text_title(t::sign_in::TITLE)/>
                    <SignInForm login=login password=password done=go/>
                    <p class="muted small">{tr(t::sign_in::HELP)}</p>
                    {demo(login, password)}
                    <details class="door-look"><summary>{tr(t::shell::look::TITLE)}</summary><Appearance/></details>
                </div>
            </section>
        </div>
    }
    .into_any()
}

/// Only a path of our own; never another site.
fn is_local(next: &str) -> bool {
    next.starts_with('/') && !next.starts_with("//") && !next.contains('\\')
}

/// The demo's accounts: one press fills the form in.
fn demo(login: RwSignal<String>, password: RwSignal<String>) -> AnyView {
    let session = use_session();
    let list = move || {
        let info = session
            .info()
            .filter(|info| info.demo && !info.demo_accounts.is_empty())?;
        let lines = info
            .demo_accounts
            .into_iter()
            .map(|account| {
                let role = account.role;
                let (name, secret) = (account.login.clone(), account.password);
                view! {
                    <li>
                        <button
                            type="button"
                            class="demo-account"
                            on:click=move |_| {
                                login.set(name.clone());
                                password.set(secret.clone());
                            }
                        >
                            <span class="demo-role">{move || word(role)}</span>
                            <span class="demo-label">{account.label}</span>
                            <code>{account.login}</code>
                        </button>
                    </li>
                }
            })
            .collect_view();
        Some(view! {
            <section class="demo">
                <h2>{tr(t::sign_in::DEMO)}</h2>
                <p class="muted small">{tr(t::sign_in::DEMO_WHY)}</p>
                <ul>{lines}</ul>
            </section>
        })
    };
    list.into_any()
}
