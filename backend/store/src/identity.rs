//! Accounts, hats and sessions (K40, K41).
//!
//! Sign-in happens before there is an actor, so the functions named `unscoped` and those of [`session`] take a
//! jurisdiction or a secret instead of a scope. They give out rows of one account only.

mod account;
mod grant;
pub mod session;

pub use account::{
    AccountFilter, AccountRow, accounts, accounts_by_ids, dormant, find_account, password_history,
    unscoped_account, unscoped_account_by_login,
};
pub use grant::{
    GrantFilter, GrantRow, addressees, find_grant, grants, unscoped_grant, unscoped_grants_of_account,
    unscoped_grants_of_person,
};
