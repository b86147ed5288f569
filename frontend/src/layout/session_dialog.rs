//! The session ended under way: sign in again over the page, which keeps everything that was typed.

use leptos::prelude::*;

use super::SignInForm;
use crate::i18n::{t, tr};
use crate::session::{has_ended, use_session};
use crate::ui::dialog::Dialog;

/// Opens when a call found nobody signed in any more.
#[component]
pub(crate) fn SessionDialog() -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(has_ended() && session.signed_in()));
    view! {
        <Dialog open=open closable=false title=Signal::derive(|| t::shell::sign_in::ENDED.get().to_owned())>
            {move || {
                let (login, grant) = session.with(|viewer| (viewer.login.clone(), viewer.hat.grant_id.clone()))?;
                let (login, password) = (RwSignal::new(login), RwSignal::new(String::new()));
                Some(view! {
                    <p class="dialog-explain">{tr(t::shell::sign_in::ENDED_WHY)}</p>
                    <SignInForm
                        login=login
                        password=password
                        same_person=true
                        grant_id=grant
                        done=Callback::new(|()| ())
                    />
                    <p class="muted">
                        <button type="button" class="btn quiet small" on:click=move |_| session.forget()>
                            {tr(t::shell::sign_in::OTHER)}
                        </button>
                    </p>
                })
            }}
        </Dialog>
    }
}
