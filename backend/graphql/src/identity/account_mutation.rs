//! What the administrators do to accounts (K40, 三员分立).

use async_graphql::{Context, ID, InputObject, Object, Result};
use remit_service::identity::{accounts, totp};
use remit_shared::id::NodeKind;
use remit_shared::identity::AccountState;

use super::account::{AccountPayload, ResetPasswordPayload};
use crate::code::Code;
use crate::context::RequestContext;
use crate::id;

/// Opening an account for a new person.
#[derive(Debug, InputObject)]
pub struct CreateAccountInput {
    /// Login: 3 to 32 lower-case letters, digits, `-`, `_` or `.`, beginning with a letter.
    pub login: String,
    /// Name of the person.
    pub display_name: String,
    /// Post held.
    pub post: String,
    /// Organisation the person comes from; nobody handles its matters (R9).
    pub org_id: ID,
}

/// Disabling an account, enabling it again, or ending its lock.
#[derive(Debug, InputObject)]
pub struct SetAccountStateInput {
    /// The account.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// State it is to have.
    pub state: Code<AccountState>,
    /// Reason, kept in the audit; at most 1 000 characters.
    pub reason: String,
}

/// Giving an account a new password.
#[derive(Debug, InputObject)]
pub struct ResetPasswordInput {
    /// The account.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Reason, kept in the audit; at most 1 000 characters.
    pub reason: String,
}

/// Removing the second factor of somebody who lost it.
#[derive(Debug, InputObject)]
pub struct RemoveTotpInput {
    /// The account.
    pub id: ID,
    /// Version that the person saw.
    pub version: i32,
    /// Reason, kept in the audit; at most 1 000 characters.
    pub reason: String,
}

/// Writes to accounts.
#[derive(Debug, Default)]
pub struct AccountMutation;

#[Object]
impl AccountMutation {
    /// Opens an account without any right, for a new person (K40).
    async fn create_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The person and the login.")] input: CreateAccountInput,
    ) -> Result<AccountPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let account = accounts::NewAccount {
                org: id::read(NodeKind::Org, &input.org_id, "orgId")?,
                login: input.login,
                display_name: input.display_name,
                post: input.post,
            };
            accounts::create(&request.app, &request.op, account).await
        };
        AccountPayload::of(request, answer.await)
    }

    /// Disables an account, which ends its sessions at once, enables it again, or ends its lock (K40).
    async fn set_account_state(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account, its new state and the reason.")] input: SetAccountStateInput,
    ) -> Result<AccountPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Account, &input.id, input.version)?;
            accounts::set_state(&request.app, &request.op, step, input.state.0, &input.reason).await
        };
        AccountPayload::of(request, answer.await)
    }

    /// Gives an account a new password, to be handed over and changed at the next sign-in (K40).
    async fn reset_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account and the reason.")] input: ResetPasswordInput,
    ) -> Result<ResetPasswordPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Account, &input.id, input.version)?;
            accounts::reset_password(&request.app, &request.op, step, &input.reason).await
        };
        ResetPasswordPayload::of(request, answer.await)
    }

    /// Removes the second factor of somebody who lost it; the security administrator does it, so that who resets
    /// passwords cannot enter an account alone (三员分立).
    async fn remove_totp(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account and the reason.")] input: RemoveTotpInput,
    ) -> Result<AccountPayload> {
        let request = RequestContext::of(ctx)?;
        let answer = async {
            let step = id::step(NodeKind::Account, &input.id, input.version)?;
            let account = totp::remove(&request.app, &request.op, step, &input.reason).await?;
            Ok(accounts::Issued {
                account,
                initial_password: None,
            })
        };
        AccountPayload::of(request, answer.await)
    }
}
