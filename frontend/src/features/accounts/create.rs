//! Opening an account: a person, a login, no rights.

use leptos::prelude::*;

use super::password::{Handover, Occasion};
use super::{CreateAccount, create_account, org_options};
use crate::api::mutate;
use crate::i18n::t;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{Form, SelectField, TextField, required};

#[component]
pub(super) fn CreateDialog(
    open: RwSignal<bool>,
    handover: RwSignal<Option<Handover>>,
    changed: Callback<()>,
) -> impl IntoView {
    let form = Form::new();
    let [login, name, post, org] = core::array::from_fn(|_| RwSignal::new(String::new()));
    let orgs = org_options();
    let send = Callback::new(move |()| {
        let fine = form.check([
            required("displayName", name, t::accounts::create::NAME),
            required("orgId", org, t::accounts::create::ORG),
            required("post", post, t::accounts::create::POST),
            required("login", login, t::accounts::create::LOGIN),
        ]);
        if !fine {
            return;
        }
        let input = create_account::CreateAccountInput {
            login: login.get_untracked().trim().to_owned(),
            display_name: name.get_untracked().trim().to_owned(),
            post: post.get_untracked().trim().to_owned(),
            org_id: org.get_untracked(),
        };
        form.submit(
            mutate::<CreateAccount>(create_account::Variables { input }),
            move |data| {
                open.set(false);
                for field in [login, name, post, org] {
                    field.set(String::new());
                }
                let payload = data.create_account;
                if let (Some(account), Some(password)) = (payload.account, payload.initial_password) {
                    let (login, name) = (account.login, account.person.display_name);
                    handover.set(Some(Handover {
                        occasion: Occasion::Created,
                        login,
                        name,
                        password,
                    }));
                }
                changed.run(());
            },
        );
    });
    view! {
        <ActionDialog
            open=open
            form=form
            title=t::accounts::create::ACT
            explain=Some(t::accounts::create::WHY)
            submit=t::accounts::create::ACT
            on_submit=send
        >
            <TextField form=form name="displayName" label=t::accounts::create::NAME value=name required=true max=40/>
            <SelectField form=form name="orgId" label=t::accounts::create::ORG value=org options=orgs required=true/>
            <TextField form=form name="post" label=t::accounts::create::POST value=post required=true max=60/>
            <TextField
                form=form
                name="login"
                label=t::accounts::create::LOGIN
                hint=t::accounts::create::LOGIN_HINT
                value=login
                required=true
                max=32
            />
        </ActionDialog>
    }
}
