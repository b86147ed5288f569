//! Sessions: opened by a sign-in, listed, ended one by one or all at once.

mod open;

use remit_shared::identity::session::is_live;
use remit_shared::policy::Actor;
use remit_shared::refusal::Refusal;
use remit_store::entity::{role_grant, session};
use remit_store::identity::session as rows;
use uuid::Uuid;

use super::duty::Duty;
use super::token::ended;
use super::tokens::Tokens;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

pub(crate) use open::{open, opened, shortened};

/// A session with what the client needs to use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The tokens.
    pub tokens: Tokens,
    /// Who acts from now on.
    pub actor: Actor,
    /// What the actor has to do first.
    pub duty: Option<Duty>,
}

impl Opened {
    /// The context of what else this request does, such as answering who is signed in.
    pub fn enter(&self, ctx: OpCtx) -> OpCtx {
        ctx.acting_as(self.actor.clone()).owing(self.duty)
    }
}

/// A line of one's own list of sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// The session.
    pub session: session::Model,
    /// The hat worn in it.
    pub grant: role_grant::Model,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// One's own sessions that still work, newest first.
pub async fn list(app: &App, ctx: &OpCtx) -> Answer<Vec<OwnSession>> {
    let actor = ctx.signed_in()?;
    let now = ctx.now();
    let live = rows::live_of_account(app.db.read(), actor.jurisdiction_id, actor.account_id, now).await?;
    let own = live.into_iter().filter_map(|(session, grant)| {
        let grant = grant?;
        let current = session.id == actor.session_id;
        let works = is_live(grant.role.get(), session.created_at, session.last_seen_at, now);
        works.then_some(OwnSession {
            session,
            grant,
            current,
        })
    });
    Ok(own.collect())
}

/// Ends one of one's own sessions. Somebody else's is not found.
pub async fn revoke(app: &App, ctx: &OpCtx, session: Uuid) -> Answer<()> {
    let mut work = Work::begin(app, ctx, "session.revoke").await?;
    let result = end(&mut work, session, "revoked").await;
    work.finish(result).await
}

/// Ends the present session.
pub async fn sign_out(app: &App, ctx: &OpCtx) -> Answer<()> {
    let mut work = Work::begin(app, ctx, "session.sign_out").await?;
    let result = match work.actor() {
        Ok(actor) => end(&mut work, actor.session_id, "signed_out").await,
        Err(failure) => Err(failure),
    };
    work.finish(result).await
}

async fn end(work: &mut Work<'_>, session: Uuid, why: &str) -> Answer<()> {
    let actor = work.actor()?;
    work.subject("session", session, "");
    let now = work.ctx.now();
    if rows::revoke(&work.tx, actor.account_id, session, why, now).await? {
        Ok(())
    } else {
        Err(Refusal::not_found().on("id").into())
    }
}

/// Ends all of one's own sessions, this one too; returns how many.
pub async fn sign_out_everywhere(app: &App, ctx: &OpCtx) -> Answer<u64> {
    let mut work = Work::begin(app, ctx, "session.sign_out_everywhere").await?;
    let result = end_all(&mut work).await;
    work.finish(result).await
}

async fn end_all(work: &mut Work<'_>) -> Answer<u64> {
    let actor = work.actor()?;
    work.subject("account", actor.account_id, "");
    let ended_now = rows::revoke_all(&work.tx, actor.account_id, None, "signed_out", work.ctx.now()).await?;
    if ended_now == 0 {
        return Err(ended().into());
    }
    work.remark(format!("{ended_now} sessions"));
    Ok(ended_now)
}
