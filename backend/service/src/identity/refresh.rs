//! Renewal: a refresh token is good for one use and is replaced by the next (§4).
//!
//! A token that comes back after its use means that two parties hold it, and nobody can say which is the thief: the
//! session ends at once for both and the audit notes it. Every earlier generation counts, not only the last.
//!
//! One case is harmless: two tabs of a browser renew at the same moment with the same cookie. For ten seconds the
//! token just replaced still gives an *access* token, to the same client program, and never another refresh token.
//! Whoever stole the old token gains at most one access token of ten minutes under a session that its owner can
//! see and end, and is found out at the next try; the tabs both go on, because the cookie jar has the new token.

use chrono::Duration;
use remit_store::entity::session;
use remit_store::identity::session::{self as rows, SignedIn};

use super::authenticate::{check, label};
use super::sessions::{Opened, opened, shortened};
use super::token::ended;
use super::tokens::RefreshToken;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// How long the token just replaced still counts as a twin's.
const GRACE: Duration = Duration::seconds(10);

/// Renews a session. It is no activity: the idle time-out runs on until the next real request.
pub async fn refresh(app: &App, ctx: &OpCtx, refresh_token: &str) -> Answer<Opened> {
    let offered = RefreshToken::parse(refresh_token).ok_or_else(ended)?;
    let found = load(app, ctx, &offered).await?;
    if found.session.refresh_hash != offered.hash {
        return used_before(app, ctx, &found, &offered).await;
    }
    let next = RefreshToken::new(ctx, offered.session_id);
    if rows::rotate(
        app.db.writer(),
        offered.session_id,
        &offered.hash,
        &next.hash,
        ctx.now(),
    )
    .await?
    {
        return opened(app, &found, Some(next.text), ctx.now()).await;
    }
    // Somebody was faster between the two statements.
    let found = load(app, ctx, &offered).await?;
    used_before(app, ctx, &found, &offered).await
}

async fn load(app: &App, ctx: &OpCtx, offered: &RefreshToken) -> Answer<SignedIn> {
    let found = rows::signed_in(app.db.read(), offered.session_id)
        .await?
        .ok_or_else(ended)?;
    check(&found, ctx)?;
    Ok(found)
}

async fn used_before(app: &App, ctx: &OpCtx, found: &SignedIn, offered: &RefreshToken) -> Answer<Opened> {
    if is_twin(&found.session, offered, ctx) {
        return opened(app, found, None, ctx.now()).await;
    }
    let mut work = Work::begin(app, ctx, "session.refresh").await?;
    work.tried_by(label(&found.person));
    work.subject("session", found.session.id, found.account.login.clone());
    let now = ctx.now();
    match rows::revoke(&work.tx, found.account.id, found.session.id, "token_reused", now).await {
        Ok(_) => work.refuse("refresh_token_reused", ended()).await,
        Err(error) => work.finish(Err(error.into())).await,
    }
}

fn is_twin(session: &session::Model, offered: &RefreshToken, ctx: &OpCtx) -> bool {
    session.previous_hash.as_ref() == Some(&offered.hash)
        && session.rotated_at.is_some_and(|at| ctx.now() - at <= GRACE)
        && session.user_agent == ctx.user_agent.as_deref().map(shortened)
}
