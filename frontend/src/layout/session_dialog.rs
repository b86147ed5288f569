//! The session ended under way: sign in again over the page, which keeps everything that was typed.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the splitter reports a part that did not load in the result"
)]

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::{SignInForm, later};
use crate::i18n::{t, tr};
use crate::session::{has_ended, use_session};
use crate::ui::dialog::Dialog;

/// Opens when a call found nobody signed in any more.
#[component]
pub(crate) fn SessionDialog() -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(has_ended() && session.signed_in()));
    // Its code is fetched in good time: when the session has ended, the network may be gone too.
    Effect::new(move |_| {
        if session.signed_in() {
            set_timeout(
                || {
                    spawn_local(async {
                        let _ = __wasm_split_preload_again().await;
                    });
                },
                Duration::from_secs(5),
            );
        }
    });
    view! {
        <Dialog open=open closable=false title=Signal::derive(|| t::shell::sign_in::ENDED.get().to_owned())>
            {later(again())}
        </Dialog>
    }
}

#[wasm_split(shell, wasm_split_path = leptos::wasm_split, fallible)]
fn again() -> Result<AnyView, SplitLoaderError> {
    let session = use_session();
    let viewer = session.with_untracked(|viewer| (viewer.login.clone(), viewer.hat.grant_id.clone()));
    let Some((login, grant)) = viewer else {
        return Ok(().into_any());
    };
    let (login, password) = (RwSignal::new(login), RwSignal::new(String::new()));
    Ok(view! {
        <p class="dialog-explain">{tr(t::shell::sign_in::ENDED_WHY)}</p>
        <SignInForm login=login password=password same_person=true grant_id=grant done=Callback::new(|()| ())/>
        <p class="muted">
            <button type="button" class="btn quiet small" on:click=move |_| session.forget()>
                {tr(t::shell::sign_in::OTHER)}
            </button>
        </p>
    }
    .into_any())
}
