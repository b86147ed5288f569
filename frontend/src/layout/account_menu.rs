//! The menu under one's own name: hats, size, colours, account, sign out.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the splitter reports a part that did not load in the result"
)]

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::later;
use super::popover::Popover;
use crate::api::shell::{SignOut, SwitchHat, sign_out, switch_hat};
use crate::api::{Reply, UserProblem, mutate};
use crate::i18n::{Text, t, tr};
use crate::session::{Hat, Theme, use_prefs, use_session};
use crate::ui::icon;
use crate::ui::toast::use_toasts;

/// Name and hat; opens the menu.
#[component]
pub(crate) fn AccountMenu() -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let name = move || {
        session
            .with(|viewer| viewer.display_name.clone())
            .unwrap_or_default()
    };
    let hat = move || {
        session
            .with(|viewer| crate::i18n::word(viewer.hat.role))
            .unwrap_or_default()
    };
    let label = Signal::derive(move || format!("{} {} {}", name(), hat(), t::shell::account::MENU.get()));
    view! {
        <Popover
            open=open
            label=label
            button=view! {
                {icon::person()}
                <span class="top-who"><span>{name}</span>" "<small>{hat}</small></span>
                {icon::chevron()}
            }
                .into_any()
        >
            {later(panel(open))}
        </Popover>
    }
}

/// What the menu holds; loaded when it is first opened.
#[wasm_split(shell, wasm_split_path = leptos::wasm_split, fallible)]
fn panel(open: RwSignal<bool>) -> Result<AnyView, SplitLoaderError> {
    Ok(view! {
        <Hats open=open/>
        <Appearance/>
        <a class="menu-item" href="/account" on:click=move |_| open.set(false)>{tr(t::shell::account::OWN)}</a>
        <SignOutButton/>
    }
    .into_any())
}

/// The hats of this account; one session acts under one.
#[component]
fn Hats(open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let put_on = Callback::new(move |grant_id: String| {
        let navigate = navigate.clone();
        spawn_local(async move {
            match mutate::<SwitchHat>(switch_hat::Variables { grant_id }).await {
                Ok(Reply { problems, .. }) if problems.is_empty() => {
                    open.set(false);
                    session.renewed().await;
                    navigate("/", NavigateOptions::default());
                    toasts.show(t::shell::account::SWITCHED.get());
                }
                Ok(Reply { problems, .. }) => {
                    toasts.show(problems.iter().map(UserProblem::text).collect::<String>());
                }
                Err(error) => toasts.show(error.text()),
            }
        });
    });
    move || {
        let (worn, hats) = session.with(|viewer| (viewer.hat.grant_id.clone(), viewer.hats.clone()))?;
        Some(view! {
            <div class="menu-part" role="group" aria-label=tr(t::shell::account::HATS)>
                <p class="menu-head">{tr(t::shell::account::HATS)}</p>
                {hats.into_iter().map(|hat| hat_line(&hat, hat.grant_id == worn, put_on)).collect_view()}
            </div>
        })
    }
}

fn hat_line(hat: &Hat, worn: bool, put_on: Callback<String>) -> AnyView {
    let label = hat.label();
    let id = hat.grant_id.clone();
    view! {
        <button
            type="button"
            class="menu-item"
            aria-pressed=worn.to_string()
            disabled=worn
            on:click=move |_| put_on.run(id.clone())
        >
            <span class="menu-check" aria-hidden="true">{if worn { "✓" } else { "" }}</span>
            {label}
        </button>
    }
    .into_any()
}

/// Size and colours.
#[component]
pub(crate) fn Appearance() -> impl IntoView {
    let prefs = use_prefs();
    let themes = [
        (Theme::System, t::shell::look::SYSTEM),
        (Theme::Light, t::shell::look::LIGHT),
        (Theme::Dark, t::shell::look::DARK),
    ];
    view! {
        <div class="menu-part" role="group" aria-label=tr(t::shell::look::TITLE)>
            <p class="menu-head">{tr(t::shell::look::TITLE)}</p>
            <div class="choices">
                {themes
                    .into_iter()
                    .map(|(theme, text)| choice(text, Signal::derive(move || prefs.theme.get() == theme), move || prefs.theme.set(theme)))
                    .collect_view()}
            </div>
            <div class="choices">
                {choice(t::shell::look::NORMAL, Signal::derive(move || !prefs.large.get()), move || prefs.large.set(false))}
                {choice(t::shell::look::LARGE, Signal::derive(move || prefs.large.get()), move || prefs.large.set(true))}
            </div>
        </div>
    }
}

fn choice(text: Text, on: Signal<bool>, choose: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="choice" aria-pressed=move || on.get().to_string() on:click=move |_| choose()>
            {tr(text)}
        </button>
    }
    .into_any()
}

#[component]
fn SignOutButton() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let leave = move |_| {
        spawn_local(async move {
            match mutate::<SignOut>(sign_out::Variables).await {
                Ok(_) => session.forget(),
                Err(error) => toasts.show(error.text()),
            }
        });
    };
    view! { <button type="button" class="menu-item" on:click=leave>{tr(t::shell::account::SIGN_OUT)}</button> }
}
