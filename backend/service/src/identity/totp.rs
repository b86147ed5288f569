//! The second factor: time-based one-time passwords (RFC 6238, six digits, 30 seconds), §4.
//!
//! The secret lies sealed in the account together with the last time step that was used, so that a code read over
//! somebody's shoulder opens nothing: one step opens one session, on every node. A code of the neighbouring step is
//! accepted, for clocks that are half a minute off.

use chrono::{DateTime, Utc};
use remit_shared::policy::Capability;
use remit_shared::refusal::{Refusal, RefusalCode};
use remit_shared::text;
use remit_store::entity::account;
use remit_store::identity::{AccountRow, find_account, session, unscoped_account};
use remit_store::{StoreError, row};
use totp_rs::{Algorithm, Secret, TOTP};

use super::token::ended;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};
use crate::problem::Step;
use crate::work::Work;

const DIGITS: usize = 6;
const PERIOD: u64 = 30;
const SECRET_BYTES: usize = 20;
/// Name under which an authenticator lists the account.
const ISSUER: &str = "Remit";

/// A secret with the last step used.
pub(crate) struct Factor {
    secret: Vec<u8>,
    last_step: Option<u64>,
}

/// What a code turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    Accepted,
    Replayed,
    Wrong,
}

impl Factor {
    fn new(ctx: &OpCtx) -> Self {
        Self {
            secret: ctx.random::<SECRET_BYTES>().to_vec(),
            last_step: None,
        }
    }

    /// Opens `BASE32` or `BASE32:STEP`.
    pub fn open(app: &App, sealed: &str) -> Answer<Self> {
        let text = app.sealer.open(sealed)?;
        let (secret, step) = text
            .split_once(':')
            .map_or((text.as_str(), None), |(secret, step)| (secret, Some(step)));
        let secret = Secret::Encoded(secret.to_owned()).to_bytes();
        Ok(Self {
            secret: secret.map_err(|_| Fault::Broken("a TOTP secret is not base32".into()))?,
            last_step: step.and_then(|step| step.parse().ok()),
        })
    }

    pub fn seal(&self, app: &App, ctx: &OpCtx) -> Answer<String> {
        let secret = self.base32();
        app.sealer.seal(
            ctx,
            &self
                .last_step
                .map_or(secret.clone(), |step| format!("{secret}:{step}")),
        )
    }

    fn base32(&self) -> String {
        Secret::Raw(self.secret.clone()).to_encoded().to_string()
    }

    /// Checks a code and uses its step up.
    pub fn check(&mut self, code: &str, now: DateTime<Utc>) -> Code {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let present = now.timestamp().unsigned_abs() / PERIOD;
        let totp = TOTP::new_unchecked(Algorithm::SHA1, DIGITS, 0, PERIOD, self.secret.clone());
        let steps = present.saturating_sub(1)..=present + 1;
        let right: Vec<u64> = steps.filter(|step| totp.check(&code, step * PERIOD)).collect();
        match right
            .iter()
            .find(|step| self.last_step.is_none_or(|last| **step > last))
        {
            Some(step) => {
                self.last_step = Some(*step);
                Code::Accepted
            }
            None if right.is_empty() => Code::Wrong,
            None => Code::Replayed,
        }
    }
}

/// A secret to put into an authenticator.
#[derive(Clone, PartialEq, Eq)]
pub struct Started {
    /// The secret in base32, to be typed.
    pub secret: String,
    /// The same for a QR code.
    pub otpauth_url: String,
}

/// Begins the enrolment of one's own second factor. Starting again replaces the secret not confirmed yet.
pub async fn start(app: &App, ctx: &OpCtx) -> Answer<Started> {
    let mut work = Work::begin(app, ctx, "account.totp_start").await?;
    let result = start_in(&mut work).await;
    work.finish(result).await
}

async fn start_in(work: &mut Work<'_>) -> Answer<Started> {
    let mut account = own(work).await?;
    if account.totp_enc.is_some() {
        return Err(Refusal::new(
            RefusalCode::State,
            "已绑定动态口令。更换手机等需要重新绑定的，请联系安全管理员先行解除。",
            "A second factor is set up already. To replace it, ask the security administrator to remove it first.",
        )
        .into());
    }
    let factor = Factor::new(work.ctx);
    let secret = factor.base32();
    // Logins and base32 need no escaping in a URL.
    let otpauth_url = format!(
        "otpauth://totp/{ISSUER}:{}?secret={secret}&issuer={ISSUER}&algorithm=SHA1&digits={DIGITS}&period={PERIOD}",
        account.login
    );
    account.totp_pending_enc = Some(factor.seal(work.app, work.ctx)?);
    save(work, account).await?;
    Ok(Started { secret, otpauth_url })
}

/// Ends the enrolment with a first code from the authenticator.
pub async fn confirm(app: &App, ctx: &OpCtx, code: &str) -> Answer<()> {
    let mut work = Work::begin(app, ctx, "account.totp_confirm").await?;
    let result = confirm_in(&mut work, code).await;
    work.finish(result).await
}

async fn confirm_in(work: &mut Work<'_>, code: &str) -> Answer<()> {
    let mut account = own(work).await?;
    let pending = account.totp_pending_enc.take().ok_or_else(|| {
        Refusal::new(
            RefusalCode::State,
            "请先获取绑定密钥，再填写动态口令。",
            "Get the secret first, then enter a code.",
        )
    })?;
    let mut factor = Factor::open(work.app, &pending)?;
    if factor.check(code, work.ctx.now()) != Code::Accepted {
        return Err(Refusal::new(
            RefusalCode::Input,
            "动态口令不正确。请核对手机时间是否准确，并填写当前显示的6位数字。",
            "The code is not right. Check that the phone's clock is right and enter the six digits shown now.",
        )
        .on("code")
        .into());
    }
    account.totp_enc = Some(factor.seal(work.app, work.ctx)?);
    save(work, account).await
}

/// Removes the second factor of somebody who lost the phone. The security administrator does it: the system
/// administrator, who resets passwords, must not be able to enter an account alone (三员分立).
pub async fn remove(app: &App, ctx: &OpCtx, step: Step, reason: &str) -> Answer<AccountRow> {
    let mut work = Work::begin(app, ctx, "account.totp_remove").await?;
    let result = remove_in(&mut work, step, reason).await;
    work.finish(result).await
}

async fn remove_in(work: &mut Work<'_>, step: Step, reason: &str) -> Answer<AccountRow> {
    let scope = work.authorise(Capability::PolicyEdit)?;
    let reason = text::reason("reason", reason)?;
    let mut found = find_account(&work.tx, &scope, step.id)
        .await?
        .ok_or_else(Refusal::not_found)?;
    work.subject("account", found.account.id, found.account.login.clone());
    if found.account.version != step.version {
        return Err(StoreError::Stale { table: "account" }.into());
    }
    if found.account.id == scope.account_id() {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "不能解除本人的动态口令，请由另一名安全管理员办理。",
            "Nobody removes his or her own second factor; another security administrator has to do it.",
        )
        .into());
    }
    work.before(&found.account);
    work.remark(reason);
    (found.account.totp_enc, found.account.totp_pending_enc) = (None, None);
    found.account.updated_at = work.ctx.now();
    found.account = row::update(&work.tx, found.account).await?;
    session::revoke_all(&work.tx, found.account.id, None, "totp_removed", work.ctx.now()).await?;
    work.after(&found.account);
    Ok(found)
}

/// One's own account, inside the transaction.
async fn own(work: &mut Work<'_>) -> Answer<account::Model> {
    let actor = work.actor()?;
    let found = unscoped_account(&work.tx, actor.jurisdiction_id, actor.account_id).await?;
    let (account, _) = found.ok_or_else(ended)?;
    work.subject("account", account.id, account.login.clone());
    work.before(&account);
    Ok(account)
}

async fn save(work: &mut Work<'_>, account: account::Model) -> Answer<()> {
    let account = account::Model {
        updated_at: work.ctx.now(),
        ..account
    };
    let saved = row::update(&work.tx, account).await?;
    work.after(&saved);
    Ok(())
}
