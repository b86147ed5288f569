//! Setting up the second factor.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ConfirmTotp, StartTotp, confirm_totp, start_totp};
use crate::api::mutate;
use crate::i18n::{t, tr};
use crate::session::use_session;
use crate::ui::form::{ErrorSummary, Form, SubmitButton, TextField, required};
use crate::ui::page::Card;
use crate::ui::toast::use_toasts;

/// What the authenticator needs.
#[derive(Clone)]
struct Secret {
    text: String,
    url: String,
}

/// Whether it is set up; setting it up or anew.
#[component]
pub(super) fn TotpCard() -> impl IntoView {
    let session = use_session();
    let secret = RwSignal::new(None::<Secret>);
    let form = Form::new();
    let enabled = move || session.with(|viewer| viewer.totp_enabled).unwrap_or(false);
    let start = move |_| {
        form.submit(mutate::<StartTotp>(start_totp::Variables), move |data| {
            let answer = data.start_totp;
            secret.set(
                answer
                    .secret
                    .zip(answer.otpauth_url)
                    .map(|(text, url)| Secret { text, url }),
            );
        });
    };
    view! {
        <Card title=t::own::totp::TITLE>
            <p>{move || if enabled() { t::own::totp::ON.get() } else { t::own::totp::OFF.get() }}</p>
            {move || match secret.get() {
                Some(known) => view! { <Confirm secret=known form=form done=Callback::new(move |()| secret.set(None))/> }.into_any(),
                None => {
                    view! {
                        <ErrorSummary form=form/>
                        <p>
                            <button type="button" class="btn" on:click=start>
                                {move || if enabled() { t::own::totp::AGAIN.get() } else { t::own::totp::START.get() }}
                            </button>
                        </p>
                    }
                        .into_any()
                }
            }}
        </Card>
    }
}

#[component]
fn Confirm(secret: Secret, form: Form, done: Callback<()>) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let code = RwSignal::new(String::new());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !form.check([required("code", code, t::own::totp::CODE)]) {
            return;
        }
        let variables = confirm_totp::Variables {
            code: code.get_untracked().trim().to_owned(),
        };
        form.submit(mutate::<ConfirmTotp>(variables), move |_| {
            toasts.show(t::own::totp::DONE.get());
            done.run(());
            spawn_local(session.renewed());
        });
    };
    view! {
        <form novalidate on:submit=send>
            <ErrorSummary form=form/>
            <p>{tr(t::own::totp::STEP)}</p>
            <p><code class="secret">{in_fours(&secret.text)}</code></p>
            <p><a href=secret.url>{tr(t::own::totp::OPEN)}</a></p>
            <TextField
                form=form
                name="code"
                label=t::own::totp::CODE
                value=code
                required=true
                max=6
                width=10
                mode="numeric"
                autocomplete="one-time-code"
            />
            <SubmitButton form=form label=t::own::totp::CONFIRM/>
        </form>
    }
}

/// Groups of four, so that it can be typed.
fn in_fours(secret: &str) -> String {
    let mut out = String::new();
    for (index, letter) in secret.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            out.push(' ');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::in_fours;

    #[test]
    fn a_secret_is_shown_in_groups_of_four() {
        assert_eq!(in_fours("ABCDEFGHI"), "ABCD EFGH I");
    }
}
