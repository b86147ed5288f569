//! Passwords: changed by their owner, or given out anew by the system administrator (§4).
//!
//! Hashing and comparing happen before the writing transaction, since they take long; inside it, a hash that has
//! changed meanwhile makes the change stale.

use remit_shared::identity::Role;
use remit_shared::identity::password::{self as rules, HISTORY, Strength};
use remit_shared::identity::session::is_locked;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::entity::{account, password_history};
use remit_store::identity::{self as rows, session};
use remit_store::{StoreError, row};
use uuid::Uuid;

use super::token::ended;
use super::{hashing, lockout};
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::work::Work;

/// Letters and digits of generated passwords, without those that are mistaken for one another.
const ALPHABET: &[u8; 56] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
/// Characters of a group of a generated password; four groups joined by hyphens.
const GROUP: usize = 4;
const GROUPS: usize = 4;

/// What somebody changes the own password with.
#[derive(Clone)]
pub struct ChangePassword {
    /// The present password.
    pub current: String,
    /// The new one.
    pub new: String,
}

/// The outcome of all that is slow.
enum Prepared {
    /// The present password is wrong.
    Wrong,
    /// The new hash, and the hash it was checked against.
    New { hash: String, replaces: String },
}

/// Changes one's own password. All other sessions of the account end.
pub async fn change(app: &App, ctx: &OpCtx, input: ChangePassword) -> Answer<()> {
    let prepared = prepare(app, ctx, &input).await;
    let mut work = Work::begin(app, ctx, "account.change_password").await?;
    let result = match prepared {
        Ok(Prepared::New { hash, replaces }) => change_in(&mut work, hash, &replaces).await,
        Ok(Prepared::Wrong) => match count_failure(&mut work).await {
            Ok(()) => return work.refuse("wrong_password", wrong_current()).await,
            Err(failure) => Err(failure),
        },
        Err(failure) => Err(failure),
    };
    work.finish(result).await
}

async fn prepare(app: &App, ctx: &OpCtx, input: &ChangePassword) -> Answer<Prepared> {
    let actor = ctx.signed_in()?;
    let conn = app.db.read();
    let found = rows::unscoped_account(conn, actor.jurisdiction_id, actor.account_id).await?;
    let (account, person) = found.ok_or_else(ended)?;
    if is_locked(account.locked_until, ctx.now()) {
        return Err(locked().into());
    }
    let settings = &app.settings.identity;
    if !hashing::verify(settings, Some(account.password_hash.clone()), &input.current).await? {
        return Ok(Prepared::Wrong);
    }
    let held = rows::unscoped_grants_of_person(conn, actor.jurisdiction_id, person.id, ctx.today()).await?;
    let roles: Vec<Role> = held.iter().map(|grant| grant.role.get()).collect();
    rules::check(&input.new, &account.login, Strength::of(&roles))?;
    // The present one is one of the last five.
    let earlier = rows::password_history(conn, account.id, HISTORY.saturating_sub(1) as u64).await?;
    let mut used: Vec<String> = earlier.into_iter().map(|old| old.password_hash).collect();
    used.push(account.password_hash.clone());
    if hashing::is_among(used, &input.new).await? {
        return Err(rules::reused().into());
    }
    let hash = hashing::hash(settings, ctx, &input.new).await?;
    Ok(Prepared::New {
        hash,
        replaces: account.password_hash,
    })
}

async fn change_in(work: &mut Work<'_>, hash: String, replaces: &str) -> Answer<()> {
    let actor = work.actor()?;
    let account = own(work).await?;
    if account.password_hash != replaces {
        return Err(StoreError::Stale { table: "account" }.into());
    }
    let account = set(work, account, hash, false).await?;
    let (other, now) = (Some(actor.session_id), work.ctx.now());
    session::revoke_all(&work.tx, account.id, other, "password_changed", now).await?;
    Ok(())
}

/// Guessing the present password from inside a session counts like guessing it at the door. The guess that locks
/// the account ends its sessions too: whoever guesses is not their owner.
async fn count_failure(work: &mut Work<'_>) -> Answer<()> {
    let account = own(work).await?;
    let account = lockout::count(work, account).await?;
    if is_locked(account.locked_until, work.ctx.now()) {
        session::revoke_all(&work.tx, account.id, None, "locked", work.ctx.now()).await?;
    }
    Ok(())
}

async fn own(work: &mut Work<'_>) -> Answer<account::Model> {
    let actor = work.actor()?;
    let found = rows::unscoped_account(&work.tx, actor.jurisdiction_id, actor.account_id).await?;
    let (account, _) = found.ok_or_else(ended)?;
    work.subject("account", account.id, account.login.clone());
    Ok(account)
}

/// Writes a new hash and keeps the old one as history.
pub(crate) async fn set(
    work: &mut Work<'_>,
    mut account: account::Model,
    hash: String,
    must_change: bool,
) -> Answer<account::Model> {
    let now = work.ctx.now();
    work.before(&account);
    let old = std::mem::replace(&mut account.password_hash, hash);
    keep(work, account.id, old, &account).await?;
    (
        account.password_changed_at,
        account.must_change,
        account.updated_at,
    ) = (now, must_change, now);
    lockout::clear(&mut account);
    let saved = row::update(&work.tx, account).await?;
    work.after(&saved);
    Ok(saved)
}

async fn keep(work: &Work<'_>, account_id: Uuid, old: String, account: &account::Model) -> Answer<()> {
    let entry = password_history::Model {
        id: work.ctx.new_id(),
        account_id,
        password_hash: old,
        set_at: account.password_changed_at,
    };
    Ok(row::append(&work.tx, entry).await?)
}

/// A random password with its hash: shown once, and to be changed at the first sign-in.
pub(crate) struct Generated {
    pub password: String,
    pub hash: String,
}

/// Draws a password that meets the rules for administrators, whoever it is for.
pub(crate) async fn generate(app: &App, ctx: &OpCtx, login: &str) -> Answer<Generated> {
    // A draw without a digit or a capital is possible, though hardly ever.
    for _ in 0..20 {
        let password = draw(ctx);
        if rules::check(&password, login, Strength::Administrator).is_ok() {
            let hash = hashing::hash(&app.settings.identity, ctx, &password).await?;
            return Ok(Generated { password, hash });
        }
    }
    Err(Fault::Broken("no password could be drawn; is the random source broken?".into()).into())
}

fn draw(ctx: &OpCtx) -> String {
    let mut text = String::with_capacity(GROUP * GROUPS + GROUPS - 1);
    let (mut bytes, mut drawn) = (Vec::new(), 0);
    while drawn < GROUP * GROUPS {
        let Some(byte) = bytes.pop() else {
            bytes = ctx.random::<32>().to_vec();
            continue;
        };
        // Only whole multiples of the alphabet, so that every character is as likely.
        if usize::from(byte) >= 256 / ALPHABET.len() * ALPHABET.len() {
            continue;
        }
        if drawn > 0 && drawn % GROUP == 0 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
        drawn += 1;
    }
    text
}

fn wrong_current() -> Refusal {
    Refusal::new(
        RefusalCode::Password,
        "当前密码不正确，请重新填写。连续多次不正确将锁定账号。",
        "The present password is not right; enter it again. Several failures in a row lock the account.",
    )
    .on("current")
}

fn locked() -> Refusal {
    Refusal::new(
        RefusalCode::Throttled,
        "密码多次填写不正确，账号已锁定，请30分钟后再试或联系系统管理员。",
        "The account is locked after several wrong passwords; try again in 30 minutes or ask the system administrator.",
    )
}
