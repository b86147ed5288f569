//! Accounts (K40): the system administrator opens, disables, enables and unlocks them and resets passwords, but
//! gives no rights; both the system and the security administrator read the list.

mod state;

use remit_shared::identity::AccountState;
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::{account, person};
use remit_store::identity::{self as rows, AccountFilter, AccountRow, session};
use remit_store::page::{Page, Slice};
use remit_store::{StoreError, Text, organisation, row};
use uuid::Uuid;

use super::password::{self, Generated};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Failure};
use crate::problem::Step;
use crate::work::Work;

pub(crate) use state::last_used_at;
pub use state::{disable_dormant, set_state};

/// An account after a change, with the password to hand over where there is a new one. It is shown once and
/// stored nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Issued {
    /// The account.
    pub account: AccountRow,
    /// The password to hand over; it has to be changed at the first sign-in.
    pub initial_password: Option<String>,
}

/// Who gets an account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Login, 3 to 32 lower-case letters, digits, `-`, `_`, `.`.
    pub login: String,
    /// The person's name.
    pub display_name: String,
    /// The person's post.
    pub post: String,
    /// The unit the person comes from (R9).
    pub org: Uuid,
}

/// A page of accounts by login.
pub async fn list(app: &App, ctx: &OpCtx, filter: AccountFilter, slice: Slice) -> Answer<Page<AccountRow>> {
    let scope = ctx.authorise(Capability::AccountRead)?;
    Ok(rows::accounts(app.db.read(), &scope, &filter, slice).await?)
}

/// One account.
pub async fn find(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<AccountRow>> {
    let scope = ctx.authorise(Capability::AccountRead)?;
    Ok(rows::find_account(app.db.read(), &scope, id).await?)
}

/// The accounts among these, for grants that name them: open to whoever reads grants.
pub async fn by_ids(app: &App, ctx: &OpCtx, ids: &[Uuid]) -> Answer<Vec<AccountRow>> {
    let scope = ctx
        .authorise(Capability::AccountRead)
        .or_else(|refusal| ctx.authorise(Capability::RoleConfirm).map_err(|_| refusal))?;
    Ok(rows::accounts_by_ids(app.db.read(), &scope, ids).await?)
}

/// The state to show: a lock whose time is over is none any more, although storage only notes it at the next
/// sign-in.
pub fn state_now(account: &account::Model, ctx: &OpCtx) -> AccountState {
    match account.state.get() {
        AccountState::Locked if account.locked_until.is_some_and(|until| until <= ctx.now()) => {
            AccountState::Active
        }
        state => state,
    }
}

/// Opens an account without any right, for a new person.
pub async fn create(app: &App, ctx: &OpCtx, input: NewAccount) -> Answer<Issued> {
    let secret = drawn(app, ctx, Capability::AccountCreate, &input.login).await;
    let mut work = Work::begin(app, ctx, "account.create").await?;
    let result = match secret {
        Ok(secret) => create_in(&mut work, &input, secret).await,
        Err(failure) => Err(failure),
    };
    work.finish(result).await
}

/// Draws a password for somebody who may hand one out; hashing is slow, so strangers do not get that far.
async fn drawn(app: &App, ctx: &OpCtx, capability: Capability, login: &str) -> Answer<Generated> {
    ctx.authorise(capability)?;
    password::generate(app, ctx, login).await
}

async fn create_in(work: &mut Work<'_>, input: &NewAccount, secret: Generated) -> Answer<Issued> {
    let scope = work.authorise(Capability::AccountCreate)?;
    let login = text::login("login", &input.login)?;
    let name = text::line("displayName", &input.display_name, text::NAME_MAX)?;
    let post = text::line("post", &input.post, text::NAME_MAX)?;
    let org = organisation::find(&work.tx, &scope, input.org).await?;
    let org = org.ok_or_else(|| Refusal::not_found().on("orgId"))?;
    let person = row::insert(&work.tx, new_person(work, &name, &post, Some(org.id))).await?;
    let account = insert(work, new_account(work, person.id, login, secret.hash)).await?;
    work.subject("account", account.id, account.login.clone());
    work.after(&account);
    let account = AccountRow {
        account,
        person,
        grants: Vec::new(),
    };
    Ok(Issued {
        account,
        initial_password: Some(secret.password),
    })
}

/// A person's row as it is first written.
pub(crate) fn new_person(work: &Work<'_>, name: &str, post: &str, org_id: Option<Uuid>) -> person::Model {
    let now = work.ctx.now();
    person::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        display_name: name.to_owned(),
        post: post.to_owned(),
        phone_enc: None,
        org_id,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

/// An account's row as it is first written: with an initial password that has to be changed.
pub(crate) fn new_account(work: &Work<'_>, person: Uuid, login: String, hash: String) -> account::Model {
    let now = work.ctx.now();
    account::Model {
        id: work.ctx.new_id(),
        jurisdiction_id: work.tx.jurisdiction_id(),
        person_id: person,
        login,
        state: Text(AccountState::Active),
        password_hash: hash,
        totp_enc: None,
        totp_pending_enc: None,
        failed_count: 0,
        first_failed_at: None,
        locked_until: None,
        password_changed_at: now,
        must_change: true,
        last_login_at: None,
        created_at: now,
        created_by: work.ctx.actor.as_ref().map(|actor| actor.account_id),
        updated_at: now,
        version: 1,
        change_seq: work.tx.change_seq(),
    }
}

/// Writes a new account; a login that is taken is `E_DUP`.
pub(crate) async fn insert(work: &Work<'_>, account: account::Model) -> Answer<account::Model> {
    row::insert(&work.tx, account).await.map_err(|error| {
        if error.is_unique("uq_account_login") {
            return Refusal::new(
                RefusalCode::Dup,
                "该登录名已被使用，请另取一个。",
                "This login is taken; choose another.",
            )
            .on("login")
            .into();
        }
        Failure::from(error)
    })
}

/// Gives somebody else a new password to start with; all sessions end, the second factor stays.
pub async fn reset_password(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<Issued> {
    let secret = drawn(app, ctx, Capability::AccountCreate, "").await;
    let mut work = Work::begin(app, ctx, "account.reset_password").await?;
    let result = match secret {
        Ok(secret) => reset_in(&mut work, step, reason, secret).await,
        Err(failure) => Err(failure),
    };
    work.finish(result).await
}

async fn reset_in(work: &mut Work<'_>, step: Step, reason: &str, secret: Generated) -> Answer<Issued> {
    let scope = work.authorise(Capability::AccountCreate)?;
    let reason = text::reason("reason", reason)?;
    let found = load(work, &scope, step).await?;
    refuse_own(&scope, &found.account)?;
    if found.account.state == AccountState::Disabled {
        return Err(Refusal::new(
            RefusalCode::State,
            "账号已停用，请先启用再重置密码。",
            "The account is disabled; enable it before resetting its password.",
        )
        .into());
    }
    work.remark(reason);
    let account = password::set(work, found.account, secret.hash, true).await?;
    session::revoke_all(&work.tx, account.id, None, "password_reset", work.ctx.now()).await?;
    let account = AccountRow { account, ..found };
    Ok(Issued {
        account,
        initial_password: Some(secret.password),
    })
}

/// Loads an account at the version that the person saw.
async fn load(work: &mut Work<'_>, scope: &Scope, step: Step) -> Answer<AccountRow> {
    let found = rows::find_account(&work.tx, scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("account", found.account.id, found.account.login.clone());
    if found.account.version != step.version {
        return Err(StoreError::Stale { table: "account" }.into());
    }
    Ok(found)
}

/// Nobody disables or resets himself: the last system administrator would lock everybody out.
fn refuse_own(scope: &Scope, account: &account::Model) -> Result<(), Refusal> {
    if account.id == scope.account_id() {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "不能停用或重置本人账号；修改密码请到“我的账号”。",
            "Nobody disables or resets his or her own account; change your password under “My account”.",
        ));
    }
    Ok(())
}
