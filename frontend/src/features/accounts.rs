//! Accounts and grants (K40, K41).

mod create;
mod decide;
mod grant;
mod grants;
mod list;
mod matrix;
mod password;
mod pending;
mod picker;
mod state;

crate::lazy_page!(guard: AccountList, AccountRead => list::page);
// The office lead confirms grants without reading accounts, so the page itself asks for either right.
crate::lazy_page!(guard: GrantList => grants::page);

crate::operation!("graphql/accounts.graphql":
    AccountRows, AccountMatches, OrgChoices, SectionChoices, GrantRows, PolicyTable,
    CreateAccount, SetAccountState, ResetPassword, GrantRole, ConfirmGrant, RevokeGrant
);

/// An account as the list holds it.
type Account = account_rows::AccountRowsAccountsNodes;
/// A grant as the lists hold it.
type Grant = grant_rows::GrantRowsGrantsNodes;

/// Roles of named accounts, as options.
fn role_options() -> Vec<(String, String)> {
    use remit_shared::wire::Wire;
    let named = Role::ALL.iter().copied().filter(|role| role.is_signed_in());
    named
        .map(|role| (role.code().to_owned(), crate::i18n::word(role).to_owned()))
        .collect()
}

/// All organisations, as options; asked once a page.
fn org_options() -> leptos::prelude::Signal<Vec<(String, String)>> {
    use leptos::prelude::{Signal, With};
    let query = crate::api::use_query::<OrgChoices>(|| org_choices::Variables);
    Signal::derive(move || {
        query.data.with(|data| {
            let nodes = data.iter().flat_map(|data| &data.orgs.nodes);
            nodes.map(|org| (org.id.clone(), org.name.clone())).collect()
        })
    })
}
