//! Disabling, enabling and unlocking an account, and what the clock disables.

use chrono::{DateTime, Utc};
use remit_shared::identity::session::{DORMANT, is_dormant};
use remit_shared::identity::{AccountState, Role};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_shared::wire::Wire;
use remit_store::entity::account;
use remit_store::identity::{self as rows, AccountRow, session};
use remit_store::{StoreError, Text, row};
use uuid::Uuid;

use super::{Issued, drawn, load, refuse_own};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::identity::lockout;
use crate::identity::password::{self, Generated};
use crate::problem::Step;
use crate::work::Work;

/// Idle accounts looked at in one statement.
const CHUNK: u64 = 200;

/// Disables an account, enables it again, or ends its lock. Disabling ends all its sessions at once. An account that
/// lay idle for 90 days comes back with a new password, which the answer holds: the old one is worth nothing, and
/// without a sign of life the account would be disabled again.
pub async fn set_state(
    app: &App,
    ctx: &OpCtx,
    step: Step,
    state: AccountState,
    reason: &str,
) -> Answer<Issued> {
    let secret = secret_for(app, ctx, step.id, state).await;
    let mut work = Work::begin(app, ctx, "account.set_state").await?;
    let result = match secret {
        Ok(secret) => set_state_in(&mut work, step, state, reason, secret).await,
        Err(failure) => Err(failure),
    };
    work.finish(result).await
}

/// Hashing is slow and happens before the transaction, so it has to be foreseen.
async fn secret_for(app: &App, ctx: &OpCtx, id: Uuid, state: AccountState) -> Answer<Option<Generated>> {
    let scope = ctx.authorise(Capability::AccountDisable)?;
    let found = rows::find_account(app.db.read(), &scope, id).await?;
    let idle = found.is_some_and(|found| comes_back(&found.account, ctx));
    if state == AccountState::Active && idle {
        return drawn(app, ctx, Capability::AccountDisable, "").await.map(Some);
    }
    Ok(None)
}

/// The account's last sign of life: a sign-in or a new password.
pub(crate) fn last_used_at(account: &account::Model) -> DateTime<Utc> {
    account
        .last_login_at
        .unwrap_or_default()
        .max(account.password_changed_at)
}

fn comes_back(account: &account::Model, ctx: &OpCtx) -> bool {
    account.state == AccountState::Disabled && is_dormant(last_used_at(account), ctx.now())
}

async fn set_state_in(
    work: &mut Work<'_>,
    step: Step,
    state: AccountState,
    reason: &str,
    secret: Option<Generated>,
) -> Answer<Issued> {
    let scope = work.authorise(Capability::AccountDisable)?;
    let reason = text::reason("reason", reason)?;
    let found = load(work, &scope, step).await?;
    work.remark(format!("{} -> {state}: {reason}", found.account.state));
    let (account, password) = match (found.account.state.get(), state) {
        (_, AccountState::Locked) => return Err(not_by_hand().into()),
        (AccountState::Active | AccountState::Locked, AccountState::Disabled) => {
            refuse_own(&scope, &found.account)?;
            refuse_last(work, &found.account).await?;
            (disable(work, found.account.clone(), "disabled").await?, None)
        }
        (AccountState::Disabled, AccountState::Active) => enable(work, found.account.clone(), secret).await?,
        (AccountState::Locked, AccountState::Active) => (unlock(work, found.account.clone()).await?, None),
        (AccountState::Active, AccountState::Active) | (AccountState::Disabled, AccountState::Disabled) => {
            return Err(already(state).into());
        }
    };
    let account = AccountRow { account, ..found };
    Ok(Issued {
        account,
        initial_password: password,
    })
}

/// Without a security administrator nobody could grant rights any more, without an auditor nobody read the audit
/// (三员分立, §4): the last of either stays until there is another.
async fn refuse_last(work: &Work<'_>, account: &account::Model) -> Answer<()> {
    let today = work.ctx.today();
    for role in [Role::Se, Role::Au] {
        let others = rows::addressees(&work.tx, account.jurisdiction_id, role, None, None, today).await?;
        if others == [account.id] {
            return Err(last_of(role).into());
        }
    }
    Ok(())
}

fn last_of(role: Role) -> Refusal {
    Refusal::new(
        RefusalCode::Conflict,
        format!(
            "该账号是唯一在用的{}账号，停用后将无人履行该职责，请先为另一账号授权。",
            role.zh()
        ),
        format!(
            "This is the only account of the {} in use; grant the role to another account first.",
            role.en()
        ),
    )
}

async fn disable(work: &mut Work<'_>, account: account::Model, why: &str) -> Answer<account::Model> {
    session::revoke_all(&work.tx, account.id, None, why, work.ctx.now()).await?;
    save(
        work,
        account::Model {
            state: Text(AccountState::Disabled),
            ..account
        },
    )
    .await
}

async fn enable(
    work: &mut Work<'_>,
    account: account::Model,
    secret: Option<Generated>,
) -> Answer<(account::Model, Option<String>)> {
    let idle = comes_back(&account, work.ctx);
    let mut account = account::Model {
        state: Text(AccountState::Active),
        ..account
    };
    lockout::clear(&mut account);
    match (idle, secret) {
        (true, Some(secret)) => {
            let account = password::set(work, account, secret.hash, true).await?;
            Ok((account, Some(secret.password)))
        }
        (true, None) => Err(StoreError::Stale { table: "account" }.into()),
        (false, _) => Ok((save(work, account).await?, None)),
    }
}

async fn unlock(work: &mut Work<'_>, mut account: account::Model) -> Answer<account::Model> {
    lockout::clear(&mut account);
    save(work, account).await
}

async fn save(work: &mut Work<'_>, account: account::Model) -> Answer<account::Model> {
    let account = account::Model {
        updated_at: work.ctx.now(),
        ..account
    };
    let saved = row::update(&work.tx, account).await?;
    work.after(&saved);
    Ok(saved)
}

/// The daily job: disables accounts unused for 90 days (§4); returns how many. Safe to repeat.
pub async fn disable_dormant(app: &App, ctx: &OpCtx) -> Answer<usize> {
    let mut disabled = 0;
    loop {
        let before = ctx.now() - DORMANT;
        let idle = rows::dormant(app.db.read(), app.settings.jurisdiction_id, before, CHUNK).await?;
        if idle.is_empty() {
            return Ok(disabled);
        }
        for account in idle {
            let mut work = Work::begin(app, ctx, "account.disable_dormant").await?;
            work.tried_by("系统");
            let result = disable_one(&mut work, account.id).await;
            work.finish(result).await?;
            disabled += 1;
        }
    }
}

async fn disable_one(work: &mut Work<'_>, id: Uuid) -> Answer<()> {
    let found = rows::unscoped_account(&work.tx, work.tx.jurisdiction_id(), id).await?;
    let (account, _) = found.ok_or_else(Refusal::not_found)?;
    work.subject("account", account.id, account.login.clone());
    if account.state != AccountState::Disabled && is_dormant(last_used_at(&account), work.ctx.now()) {
        disable(work, account, "dormant").await?;
    }
    Ok(())
}

fn not_by_hand() -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "锁定由系统在连续登录失败后自动实施，不能手动设置；如需停止使用请选择“停用”。",
        "Locking is done by the system after repeated failures; to stop an account, disable it.",
    )
    .on("state")
}

fn already(state: AccountState) -> Refusal {
    let (zh, en) = match state {
        AccountState::Disabled => ("该账号已停用，无需重复操作。", "The account is disabled already."),
        _ => ("该账号状态正常，无需操作。", "The account is active already."),
    };
    Refusal::new(RefusalCode::State, zh, en)
}
