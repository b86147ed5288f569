//! Signing in: address throttle, password, state of the account, second factor, hat, session (§4).
//!
//! Whatever is wrong, the caller hears the same sentence after the same work; only the audit learns which it was.
//! The password is hashed before the writing transaction begins, since that takes long, and everything is judged
//! on the account as it is inside the transaction: a hundred guesses sent at once are judged one by one, and the
//! sixth finds the account locked.

mod judge;
mod why;

use remit_shared::audit::Outcome;
use remit_shared::text::LOGIN_MAX;
use remit_store::identity::unscoped_account_by_login;
use uuid::Uuid;

use super::hashing;
use super::hats::Hat;
use super::sessions::Opened;
use crate::app::App;
use crate::audit::{self, Entry};
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;
use judge::{Verdict, judge};
use why::Why;

/// What somebody signs in with.
#[derive(Clone)]
pub struct SignIn {
    /// Login; spaces around it and capitals do not matter.
    pub login: String,
    /// Password.
    pub password: String,
    /// Code of the second factor, once asked for.
    pub totp: Option<String>,
    /// The hat chosen, once asked for.
    pub grant_id: Option<Uuid>,
}

/// How far a sign-in got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedIn {
    /// All the way.
    Open(Box<Opened>),
    /// The password is right; send it again with a code of the second factor.
    NeedsTotp,
    /// The person has several hats; send all again with the one chosen. The code is not used up by this answer.
    ChooseHat(Vec<Hat>),
}

/// What the password check found, before the account is judged.
struct Proof {
    /// The account of the login, with the hash that was compared.
    account: Option<(Uuid, String)>,
    matches: bool,
}

/// Signs somebody in.
pub async fn sign_in(app: &App, ctx: &OpCtx, input: SignIn) -> Answer<SignedIn> {
    let address = ctx.address.clone().unwrap_or_default();
    throttle(app, ctx, &address).await?;
    let proof = prove(app, ctx, &input).await?;
    if !proof.matches {
        app.throttle.note_failure(&address, ctx.now());
    }
    let mut work = Work::begin(app, ctx, "session.sign_in").await?;
    work.tried_by(why::STRANGER);
    match judge(&mut work, &input, &proof).await {
        Ok(Verdict::Open(opened)) => work.finish(Ok(SignedIn::Open(opened))).await,
        Ok(Verdict::HalfWay(answer, account)) => {
            work.abandon().await?;
            note_first_factor(app, ctx, account).await?;
            Ok(answer)
        }
        Ok(Verdict::Refused(why)) => {
            if proof.matches && why.is_guess() {
                app.throttle.note_failure(&address, ctx.now());
            }
            work.refuse(why.code(), why.refuse()).await
        }
        Err(failure) => work.finish(Err(failure)).await,
    }
}

/// Refuses an address that has failed too often. Only the first refusal of a pause is audited.
async fn throttle(app: &App, ctx: &OpCtx, address: &str) -> Answer<()> {
    let Some(until) = app.throttle.blocked_until(address, ctx.now()) else {
        return Ok(());
    };
    if app.throttle.is_first_refusal(address) {
        let entry = Entry {
            detail: Some(why::THROTTLED.to_owned()),
            who: why::STRANGER.to_owned(),
            ..Entry::new("session.sign_in")
        };
        audit::append_alone(app, ctx, &entry, Outcome::Refused).await?;
    }
    Err(why::wait(until - ctx.now()).into())
}

/// Compares the password: always, also where there is no account, so that time does not tell.
async fn prove(app: &App, ctx: &OpCtx, input: &SignIn) -> Answer<Proof> {
    let login = input.login.trim().to_ascii_lowercase();
    let jurisdiction = app.settings.jurisdiction_id;
    let found = if login.len() <= LOGIN_MAX {
        unscoped_account_by_login(app.db.read(), jurisdiction, &login).await?
    } else {
        None
    };
    let account = found.map(|(account, _)| (account.id, account.password_hash));
    let hash = account.as_ref().map(|(_, hash)| hash.clone());
    let matches = hashing::verify(&app.settings.identity, hash, &input.password).await?;
    if let Some(until) = app
        .throttle
        .blocked_until(&ctx.address.clone().unwrap_or_default(), ctx.now())
    {
        // A flood from one address passed the first check before its own failures were counted.
        return Err(why::wait(until - ctx.now()).into());
    }
    Ok(Proof { account, matches })
}

/// A right password without a session yet is worth a record of its own.
async fn note_first_factor(app: &App, ctx: &OpCtx, account: judge::Known) -> Answer<()> {
    let entry = Entry {
        subject: Some(("account", account.id)),
        subject_label: account.login,
        who: account.label,
        ..Entry::new("session.first_factor")
    };
    audit::append_alone(app, ctx, &entry, Outcome::Done).await
}
