//! Grants of roles, for the security administrator and the second person (K41).

use async_graphql::{Context, Description, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::failure::Answer;
use remit_service::rows::{self, GrantRow, role_grant};
use remit_shared::id::NodeKind;
use remit_shared::identity::{GrantState, Role};
use uuid::Uuid;

use super::account::Account;
use crate::code::Code;
use crate::context::RequestContext;
use crate::failure::UserProblem;
use crate::id::global;
use crate::organisation::{Org, OrgSection};
use crate::page::Listed;

/// A grant: one role given to one account, for a unit and perhaps a section of it (K41).
#[derive(Description)]
pub struct Grant {
    row: role_grant::Model,
    account: Account,
}

impl Listed for Grant {}

impl From<GrantRow> for Grant {
    fn from(row: GrantRow) -> Self {
        Self {
            row: row.grant,
            account: Account::known(row.account, row.person),
        }
    }
}

impl Grant {
    /// A grant of this account.
    pub fn of(row: role_grant::Model, account: Account) -> Self {
        Self { row, account }
    }
}

async fn name_of(ctx: &Context<'_>, account: Option<Uuid>) -> Result<Option<String>> {
    let account = Account::load_if_named(RequestContext::of(ctx)?, account).await?;
    Ok(account.map(|account| account.name().to_owned()))
}

#[Object(use_type_description)]
impl Grant {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Grant, self.row.id)
    }

    /// Account it is given to.
    async fn account(&self) -> &Account {
        &self.account
    }

    /// Role.
    async fn role(&self) -> Code<Role> {
        self.row.role.get().into()
    }

    /// Unit the hat is for.
    async fn org(&self, ctx: &Context<'_>) -> Result<Option<Org>> {
        match self.row.org_id {
            Some(id) => Org::load(RequestContext::of(ctx)?, id).await,
            None => Ok(None),
        }
    }

    /// Section it is limited to (R1).
    async fn section(&self, ctx: &Context<'_>) -> Result<Option<OrgSection>> {
        OrgSection::load_if_named(RequestContext::of(ctx)?, self.row.section_id).await
    }

    /// First day.
    async fn valid_from(&self) -> NaiveDate {
        self.row.valid_from
    }

    /// Last day; null for an open end.
    async fn valid_to(&self) -> Option<NaiveDate> {
        self.row.valid_to
    }

    /// State; grants of OL, SE and AU wait for a second person.
    async fn state(&self) -> Code<GrantState> {
        self.row.state.get().into()
    }

    /// Name of the person who granted it.
    async fn granted_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        name_of(ctx, self.row.granted_by).await
    }

    /// Name of the second person.
    async fn confirmed_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        name_of(ctx, self.row.confirmed_by).await
    }

    /// Number of the written order behind it; asked for with OL, SE and AU.
    async fn document_no(&self) -> Option<&str> {
        self.row.document_no.as_deref()
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// What to narrow the list of grants to; empty fields do not narrow.
#[derive(Debug, Default, InputObject)]
pub struct GrantFilter {
    /// Part of the login, the name or the document number.
    pub text: Option<String>,
    /// Role.
    pub role: Option<Code<Role>>,
    /// State.
    pub state: Option<Code<GrantState>>,
}

impl From<GrantFilter> for rows::GrantFilter {
    fn from(filter: GrantFilter) -> Self {
        Self {
            text: filter.text,
            role: filter.role.map(|role| role.0),
            state: filter.state.map(|state| state.0),
        }
    }
}

/// The grant as changed, or why it was not.
#[derive(SimpleObject)]
pub struct GrantPayload {
    /// The grant.
    grant: Option<Grant>,
    /// Why nothing was changed; empty on success.
    problems: Vec<UserProblem>,
}

impl GrantPayload {
    /// Wraps a use case's answer.
    pub fn of(request: &RequestContext, answer: Answer<GrantRow>) -> Result<Self> {
        let settled = request.settle(answer)?;
        Ok(Self {
            grant: settled.value.map(Grant::from),
            problems: settled.problems,
        })
    }
}
