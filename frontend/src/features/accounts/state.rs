//! Disabling, enabling and unlocking an account, and giving it a new initial password; each with a reason.

use leptos::prelude::*;

use super::password::{Handover, Occasion};
use super::{Account, AccountState, ResetPassword, SetAccountState, reset_password, set_account_state};
use crate::api::mutate;
use crate::i18n::{Text, t, tr};
use crate::ui::dialog::{Dialog, open_while};
use crate::ui::form::{ErrorSummary, Form, SubmitButton, TextArea, required};
use crate::ui::toast::use_toasts;

/// What can be done to an account's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Active to disabled.
    Disable,
    /// Disabled to active.
    Enable,
    /// Locked to active.
    Unlock,
}

impl Act {
    /// The act that an account in this state is open to.
    pub(super) fn on(state: AccountState) -> Self {
        match state {
            AccountState::Active => Self::Disable,
            AccountState::Disabled => Self::Enable,
            AccountState::Locked => Self::Unlock,
        }
    }

    /// Its verb.
    pub(super) fn text(self) -> Text {
        match self {
            Self::Disable => t::accounts::disable::ACT,
            Self::Enable => t::accounts::enable::ACT,
            Self::Unlock => t::accounts::unlock::ACT,
        }
    }

    fn why(self) -> Text {
        match self {
            Self::Disable => t::accounts::disable::WHY,
            Self::Enable => t::accounts::enable::WHY,
            Self::Unlock => t::accounts::unlock::WHY,
        }
    }

    fn title(self, login: &str) -> String {
        match self {
            Self::Disable => t::accounts::disable::title(login),
            Self::Enable => t::accounts::enable::title(login),
            Self::Unlock => t::accounts::unlock::title(login),
        }
    }

    fn done(self, login: &str) -> String {
        match self {
            Self::Disable => t::accounts::disable::done(login),
            Self::Enable => t::accounts::enable::done(login),
            Self::Unlock => t::accounts::unlock::done(login),
        }
    }

    fn target(self) -> AccountState {
        match self {
            Self::Disable => AccountState::Disabled,
            Self::Enable | Self::Unlock => AccountState::Active,
        }
    }
}

/// A dialog for one record of a list: it names the record in its title and asks for a reason. Open while `chosen` is.
pub(super) struct Reasoned<T: Send + Sync + 'static> {
    /// The record.
    pub chosen: RwSignal<Option<T>>,
    /// Its form.
    pub form: Form,
    /// Title, with the record's name.
    pub title: fn(&T) -> String,
    /// What will happen.
    pub explain: fn(&T) -> Text,
    /// The act.
    pub submit: fn(&T) -> Text,
    /// Whether the act ends something.
    pub danger: bool,
    /// Sends record and reason.
    pub send: Callback<(T, String)>,
}

impl<T: Clone + Send + Sync + 'static> Reasoned<T> {
    pub(super) fn view(self) -> AnyView {
        let Self {
            chosen,
            form,
            title,
            explain,
            submit,
            danger,
            send,
        } = self;
        let (open, reason) = (open_while(chosen), RwSignal::new(String::new()));
        Effect::new(move |_| {
            if open.get() {
                form.reset();
                reason.set(String::new());
            }
        });
        let part = move |part: fn(&T) -> Text| {
            chosen.with(|chosen| chosen.as_ref().map_or(t::kit::form::REASON, part))
        };
        let go = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let fine = form.check([required("reason", reason, t::kit::form::REASON)]);
            if let (true, Some(record)) = (fine, chosen.get_untracked()) {
                send.run((record, reason.get_untracked().trim().to_owned()));
            }
        };
        let heading =
            Signal::derive(move || chosen.with(|chosen| chosen.as_ref().map(title).unwrap_or_default()));
        view! {
            <Dialog open=open title=heading>
                <form novalidate on:submit=go>
                    <p class="dialog-explain">{move || part(explain).get()}</p>
                    <ErrorSummary form=form/>
                    <TextArea form=form name="reason" label=t::kit::form::REASON value=reason required=true max=1000/>
                    <div class="dialog-foot">
                        <button type="button" class="btn" on:click=move |_| open.set(false)>
                            {tr(t::kit::dialog::CANCEL)}
                        </button>
                        {move || view! { <SubmitButton form=form label=part(submit) danger=danger/> }}
                    </div>
                </form>
            </Dialog>
        }
        .into_any()
    }
}

#[component]
pub(super) fn StateDialog(chosen: RwSignal<Option<(Act, Account)>>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::new(), use_toasts());
    let send = Callback::new(move |((act, account), reason): ((Act, Account), String)| {
        let (id, version, state) = (account.id, account.version, act.target());
        let input = set_account_state::SetAccountStateInput {
            id,
            version,
            state,
            reason,
        };
        form.submit_or(
            mutate::<SetAccountState>(set_account_state::Variables { input }),
            move |_| {
                chosen.set(None);
                toasts.show(act.done(&account.login));
                changed.run(());
            },
            move |_| changed.run(()),
        );
    });
    Reasoned {
        chosen,
        form,
        title: |(act, account)| act.title(&account.login),
        explain: |(act, _)| act.why(),
        submit: |(act, _)| act.text(),
        danger: false,
        send,
    }
    .view()
}

#[component]
pub(super) fn ResetDialog(
    account: RwSignal<Option<Account>>,
    handover: RwSignal<Option<Handover>>,
    changed: Callback<()>,
) -> impl IntoView {
    let form = Form::new();
    let send = Callback::new(move |(chosen, reason): (Account, String)| {
        let input = reset_password::ResetPasswordInput {
            id: chosen.id,
            version: chosen.version,
            reason,
        };
        form.submit_or(
            mutate::<ResetPassword>(reset_password::Variables { input }),
            move |data| {
                account.set(None);
                if let Some(password) = data.reset_password.initial_password {
                    let (login, name) = (chosen.login, chosen.person.display_name);
                    handover.set(Some(Handover {
                        occasion: Occasion::Reset,
                        login,
                        name,
                        password,
                    }));
                }
                changed.run(());
            },
            move |_| changed.run(()),
        );
    });
    Reasoned {
        chosen: account,
        form,
        title: |account| t::accounts::reset::title(&account.login),
        explain: |_| t::accounts::reset::WHY,
        submit: |_| t::accounts::reset::ACT,
        danger: true,
        send,
    }
    .view()
}
