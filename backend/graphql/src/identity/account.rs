//! Accounts, for the system and the security administrator (K40).

use std::sync::Arc;

use async_graphql::{Context, Description, ID, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use remit_service::failure::Answer;
use remit_service::identity::accounts::{self as service, Issued};
use remit_service::rows::{self, AccountRow, account, person, role_grant};
use remit_shared::id::NodeKind;
use remit_shared::identity::{AccountState, Role};
use uuid::Uuid;

use super::grant::Grant;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id::global;
use crate::organisation::Person;
use crate::page::Listed;

/// An account of one named person; it gives no rights by itself (K40).
#[derive(Clone, Description)]
pub struct Account {
    row: Arc<account::Model>,
    person: person::Model,
    grants: Option<Vec<role_grant::Model>>,
}

impl Listed for Account {}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            row: Arc::new(row.account),
            person: row.person,
            grants: Some(row.grants),
        }
    }
}

impl Account {
    /// An account that was read beside a grant, without its hats.
    pub fn known(row: account::Model, person: person::Model) -> Self {
        Self {
            row: Arc::new(row),
            person,
            grants: None,
        }
    }

    /// The account that a row names.
    pub async fn load_if_named(request: &RequestContext, id: Option<Uuid>) -> Result<Option<Self>> {
        let Some(id) = id else { return Ok(None) };
        let row = request.batches.accounts.load(id, |ids| async move {
            let rows = service::by_ids(&request.app, &request.op, &ids).await;
            request.by_id(rows, |row| (row.account.id, Arc::new(row)))
        });
        Ok(row.await?.map(|row| Self::from(AccountRow::clone(&row))))
    }

    /// The name of the person behind it.
    pub fn name(&self) -> &str {
        &self.person.display_name
    }
}

#[Object(use_type_description)]
impl Account {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Account, self.row.id)
    }

    /// Login.
    async fn login(&self) -> &str {
        &self.row.login
    }

    /// Person behind it.
    async fn person(&self) -> Person {
        Person(self.person.clone())
    }

    /// State; a lock whose time is over shows as active.
    async fn state(&self, ctx: &Context<'_>) -> Result<Code<AccountState>> {
        Ok(service::state_now(&self.row, &RequestContext::of(ctx)?.op).into())
    }

    /// Last sign-in that succeeded.
    async fn last_login_at(&self) -> Option<DateTime<Utc>> {
        self.row.last_login_at
    }

    /// End of the present lock: five failures in 15 minutes lock for 30.
    async fn locked_until(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        let now = RequestContext::of(ctx)?.op.now();
        Ok(self.row.locked_until.filter(|until| *until > now))
    }

    /// Whether a second factor is set up.
    async fn totp_enabled(&self) -> bool {
        self.row.totp_enc.is_some()
    }

    /// Its hats in every state, oldest first.
    async fn grants(&self, ctx: &Context<'_>) -> Result<Vec<Grant>> {
        let grants = if let Some(grants) = &self.grants {
            grants.clone()
        } else {
            let loaded = Self::load_if_named(RequestContext::of(ctx)?, Some(self.row.id)).await?;
            loaded.and_then(|account| account.grants).unwrap_or_default()
        };
        Ok(grants
            .into_iter()
            .map(|grant| Grant::of(grant, self.clone()))
            .collect())
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// What to narrow the list of accounts to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct AccountFilter {
    /// Part of the login, the name or the post.
    pub text: Option<String>,
    /// State.
    pub state: Option<Code<AccountState>>,
    /// Holds this role, in whatever state the grant is.
    pub role: Option<Code<Role>>,
}

impl From<AccountFilter> for rows::AccountFilter {
    fn from(filter: AccountFilter) -> Self {
        Self {
            text: filter.text,
            state: filter.state.map(|state| state.0),
            role: filter.role.map(|role| role.0),
        }
    }
}

/// The account as changed, or why it was not.
#[derive(SimpleObject)]
pub struct AccountPayload {
    /// The account.
    account: Option<Account>,
    /// Password to hand over, where there is a new one: shown this once, stored nowhere, changed at first sign-in.
    initial_password: Option<String>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// The account with its new password, or why there is none.
#[derive(SimpleObject)]
pub struct ResetPasswordPayload {
    /// The account.
    account: Option<Account>,
    /// Password to hand over: shown this once, stored nowhere, changed at first sign-in.
    initial_password: Option<String>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

/// An issued account as a payload's two fields.
fn parts(issued: Option<Issued>) -> (Option<Account>, Option<String>) {
    match issued {
        Some(issued) => (Some(issued.account.into()), issued.initial_password),
        None => (None, None),
    }
}

impl AccountPayload {
    /// Wraps a use case's answer.
    pub fn of(request: &RequestContext, answer: Answer<Issued>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let (account, initial_password) = parts(settled.value);
        Ok(Self {
            account,
            initial_password,
            problems: settled.problems,
        })
    }
}

impl ResetPasswordPayload {
    /// Wraps a use case's answer.
    pub fn of(request: &RequestContext, answer: Answer<Issued>) -> Result<Self> {
        let settled = request.settle(answer)?;
        let (account, initial_password) = parts(settled.value);
        Ok(Self {
            account,
            initial_password,
            problems: settled.problems,
        })
    }
}
