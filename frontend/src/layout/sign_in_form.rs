//! Login, password, second factor, choice of hat. Used by the sign-in page and by the dialog over a page.

use leptos::prelude::*;

use crate::api::mutate;
use crate::api::shell::{SignIn, sign_in};
use crate::i18n::{t, tr};
use crate::session::{Hat, use_session};
use crate::ui::form::{ErrorSummary, Form, PasswordField, SubmitButton, TextField, focus, required};

/// What the form asks for at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Password,
    Totp,
    Hat,
}

/// Signs in; `done` runs when the new session is known. A given login cannot be changed.
#[component]
pub(crate) fn SignInForm(
    /// Login, filled in.
    login: RwSignal<String>,
    /// Password.
    password: RwSignal<String>,
    /// Whether the login stays as it is.
    #[prop(optional)]
    same_person: bool,
    /// Grant to wear again, when the same person comes back.
    #[prop(optional, into)]
    grant_id: Option<String>,
    /// Runs after signing in.
    done: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let form = Form::new();
    let stage = RwSignal::new(Stage::Password);
    let totp = RwSignal::new(String::new());
    let hats = RwSignal::new(Vec::<Hat>::new());
    let wanted = StoredValue::new(grant_id);

    let send = Callback::new(move |hat: Option<String>| {
        let code = totp.get_untracked().trim().to_owned();
        let variables = sign_in::Variables {
            login: login.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
            totp: (!code.is_empty()).then_some(code),
            grant_id: hat.or_else(|| wanted.get_value()),
        };
        form.submit(mutate::<SignIn>(variables), move |data| {
            let answer = data.sign_in;
            if answer.needs_totp {
                stage.set(Stage::Totp);
            } else if answer.viewer.is_none() && !answer.choices.is_empty() {
                hats.set(answer.choices.into_iter().map(Hat::from).collect());
                stage.set(Stage::Hat);
            } else {
                password.set(String::new());
                leptos::task::spawn_local(async move {
                    session.renewed().await;
                    done.run(());
                });
            }
        });
    });
    // The next question takes the focus from the one that was answered.
    Effect::new(move |_| {
        let field = match stage.get() {
            Stage::Password => return,
            Stage::Totp => form.field_id("totp"),
            Stage::Hat => form.field_id("hat"),
        };
        request_animation_frame(move || focus(&field));
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let fine = match stage.get_untracked() {
            Stage::Password => form.check([
                required("login", login, t::shell::sign_in::LOGIN),
                required("password", password, t::shell::sign_in::PASSWORD),
            ]),
            Stage::Totp => form.check([required("totp", totp, t::shell::sign_in::TOTP)]),
            Stage::Hat => false,
        };
        if fine {
            send.run(None);
        }
    };
    view! {
        <form class="sign-in-form" novalidate on:submit=submit>
            <ErrorSummary form=form/>
            <div hidden=move || stage.get() != Stage::Password>
                {if same_person {
                    view! { <p>{move || t::shell::sign_in::again(login.get())}</p> }.into_any()
                } else {
                    view! {
                        <TextField
                            form=form
                            name="login"
                            label=t::shell::sign_in::LOGIN
                            value=login
                            required=true
                            max=64
                            autocomplete="username"
                        />
                    }
                        .into_any()
                }}
                <PasswordField form=form name="password" label=t::shell::sign_in::PASSWORD value=password/>
            </div>
            <Show when=move || stage.get() == Stage::Totp>
                <TextField
                    form=form
                    name="totp"
                    label=t::shell::sign_in::TOTP
                    hint=t::shell::sign_in::TOTP_HINT
                    value=totp
                    required=true
                    max=8
                    width=10
                    autocomplete="one-time-code"
                    mode="numeric"
                />
            </Show>
            <Show when=move || stage.get() == Stage::Hat>
                <p class="field-label" id=form.field_id("hat") tabindex="-1">{tr(t::shell::sign_in::CHOOSE_HAT)}</p>
                <div class="hat-list">
                    {move || hats.get().into_iter().map(|hat| hat_button(&hat, send)).collect_view()}
                </div>
            </Show>
            <div class="sign-in-foot">
                <Show when=move || stage.get() != Stage::Hat>
                    <SubmitButton form=form label=t::shell::sign_in::SUBMIT/>
                </Show>
                <Show when=move || stage.get() != Stage::Password>
                    <button
                        type="button"
                        class="btn quiet"
                        on:click=move |_| {
                            form.reset();
                            totp.set(String::new());
                            stage.set(Stage::Password);
                        }
                    >
                        {tr(t::shell::sign_in::BACK)}
                    </button>
                </Show>
            </div>
        </form>
    }
}

fn hat_button(hat: &Hat, send: Callback<Option<String>>) -> AnyView {
    let label = hat.label();
    let id = hat.grant_id.clone();
    view! { <button type="button" class="btn wide" on:click=move |_| send.run(Some(id.clone()))>{label}</button> }.into_any()
}
