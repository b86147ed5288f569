//! Granting a role: to whom, which, for which unit, how long, on what paper.

use chrono::NaiveDate;
use leptos::prelude::*;
use remit_shared::wire::Wire;

use super::picker::{Match, Picker};
use super::{
    GrantRole, GrantState, Role, SectionChoices, grant_role, org_options, role_options, section_choices,
};
use crate::api::{mutate, use_query};
use crate::i18n::{t, word};
use crate::session::use_session;
use crate::ui::dialog::ActionDialog;
use crate::ui::form::{DateField, Form, SelectField, TextField, chosen, required};
use crate::ui::toast::use_toasts;

/// What is typed into the form; kept while the dialog is closed, emptied when the grant is made.
#[derive(Clone, Copy)]
struct Fields {
    typed: RwSignal<String>,
    account: RwSignal<Option<Match>>,
    role: RwSignal<String>,
    org: RwSignal<String>,
    section: RwSignal<String>,
    from: RwSignal<Option<NaiveDate>>,
    to: RwSignal<Option<NaiveDate>>,
    document: RwSignal<String>,
}

impl Fields {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            typed: text(),
            account: RwSignal::new(None),
            role: text(),
            org: text(),
            section: text(),
            from: RwSignal::new(None),
            to: RwSignal::new(None),
            document: text(),
        }
    }

    fn clear(self, today: Option<NaiveDate>) {
        for text in [self.typed, self.role, self.org, self.section, self.document] {
            text.set(String::new());
        }
        self.account.set(None);
        self.from.set(today);
        self.to.set(None);
    }

    /// What is sent; the checks before made sure of the required parts.
    fn input(self) -> Option<grant_role::GrantRoleInput> {
        let given = |text: RwSignal<String>| {
            Some(text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty())
        };
        Some(grant_role::GrantRoleInput {
            account_id: self.account.get_untracked()?.id,
            role: Role::parse(&self.role.get_untracked())?,
            org_id: given(self.org),
            section_id: given(self.section),
            valid_from: self.from.get_untracked()?,
            valid_to: self.to.get_untracked(),
            document_no: given(self.document),
        })
    }
}

/// The dialog. Combinations that 三员分立 forbids are refused by the server and explained at the role.
#[component]
pub(super) fn GrantDialog(open: RwSignal<bool>, changes: RwSignal<u32>) -> impl IntoView {
    let (form, toasts, session, fields) = (Form::new(), use_toasts(), use_session(), Fields::new());
    Effect::new(move |_| {
        let today = session.today();
        if fields.from.get_untracked().is_none() {
            fields.from.set(today);
        }
    });
    Effect::new(move |_| {
        fields.org.track();
        fields.section.set(String::new());
    });
    let send = Callback::new(move |()| {
        let fine = form.check([
            chosen("accountId", fields.account, t::accounts::grant::FIND),
            required("role", fields.role, t::accounts::grant::ROLE),
            chosen("validFrom", fields.from, t::accounts::grant::FROM),
        ]);
        let Some(input) = fields.input().filter(|_| fine) else {
            return;
        };
        let role = input.role;
        form.submit(
            mutate::<GrantRole>(grant_role::Variables { input }),
            move |data| {
                let Some(grant) = data.grant_role.grant else {
                    return;
                };
                let name = grant.account.person.display_name;
                toasts.show(if grant.state == GrantState::Pending {
                    t::accounts::grant::waits(name, word(role))
                } else {
                    t::accounts::grant::done(name, word(role))
                });
                open.set(false);
                fields.clear(session.today());
                changes.update(|count| *count += 1);
            },
        );
    });
    let orgs = org_options();
    view! {
        <ActionDialog
            open=open
            form=form
            title=t::accounts::grant::ACT
            explain=Some(t::accounts::grant::WHY)
            submit=t::accounts::grant::ACT
            on_submit=send
        >
            <Picker form=form typed=fields.typed chosen=fields.account/>
            <SelectField
                form=form
                name="role"
                label=t::accounts::grant::ROLE
                value=fields.role
                options=Signal::derive(role_options)
                required=true
            />
            <SelectField
                form=form
                name="orgId"
                label=t::accounts::grant::ORG
                hint=t::accounts::grant::ORG_HINT
                value=fields.org
                options=orgs
            />
            {move || {
                let org = fields.org.get();
                (!org.is_empty()).then(|| view! { <Section form=form org=org value=fields.section/> })
            }}
            <div class="row">
                <DateField form=form name="validFrom" label=t::accounts::grant::FROM value=fields.from required=true/>
                <DateField
                    form=form
                    name="validTo"
                    label=t::accounts::grant::TO
                    value=fields.to
                />
            </div>
            <TextField
                form=form
                name="documentNo"
                label=t::accounts::grant::DOCUMENT
                hint=t::accounts::grant::DOCUMENT_HINT
                value=fields.document
                max=60
            />
        </ActionDialog>
    }
}

/// The unit's sections; made anew for each unit.
#[component]
fn Section(form: Form, org: String, value: RwSignal<String>) -> impl IntoView {
    let query = use_query::<SectionChoices>(move || section_choices::Variables { id: org.clone() });
    let options = Signal::derive(move || {
        query.data.with(|data| {
            let sections = data
                .iter()
                .flat_map(|data| &data.org)
                .flat_map(|org| &org.sections);
            sections
                .map(|section| (section.id.clone(), section.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <SelectField
            form=form
            name="sectionId"
            label=t::accounts::grant::SECTION
            hint=t::accounts::grant::SECTION_HINT
            value=value
            options=options
        />
    }
}
