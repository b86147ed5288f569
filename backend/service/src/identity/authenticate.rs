//! Who sends a request: access token → session, account and hat → actor. One statement on the way.
//!
//! Rights are never in the token: revoking a session, disabling an account and taking a hat away all work at the
//! next request. A locked account only refuses new sign-ins, since otherwise a stranger with five guesses could
//! throw anybody out of his or her work.

use chrono::{DateTime, Duration, Utc};
use remit_shared::identity::session::is_live;
use remit_shared::identity::{AccountState, GrantState};
use remit_shared::policy::Actor;
use remit_shared::refusal::Refusal;
use remit_store::entity::{account, person, role_grant, session};
use remit_store::identity::session::{self as rows, SignedIn};
use uuid::Uuid;

use super::duty::Duty;
use super::token::ended;
use super::units;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// The last use is written down at most this often.
const TOUCH_EVERY: Duration = Duration::minutes(1);

/// A verified request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authenticated {
    /// Who acts, under which hat.
    pub actor: Actor,
    /// What the actor has to do first.
    pub duty: Option<Duty>,
    /// Login, for the watermark of exports.
    pub login: String,
    /// When the session ends at the latest.
    pub session_expires_at: DateTime<Utc>,
}

impl Authenticated {
    /// The request's context under this actor.
    pub fn enter(self, ctx: OpCtx) -> OpCtx {
        ctx.acting_as(self.actor).owing(self.duty)
    }
}

/// Verifies an access token. A `background` request (a poll, a subscription) is answered but is no activity: a page
/// left open must not keep its session awake.
pub async fn authenticate(
    app: &App,
    ctx: &OpCtx,
    access_token: &str,
    background: bool,
) -> Answer<Authenticated> {
    let claims = app.keys.verify(access_token, ctx.now())?;
    admit(app, ctx, claims.sid, claims.sub, background).await
}

/// Verifies again the actor of a connection that outlives its access token, such as a subscription.
pub async fn recheck(app: &App, ctx: &OpCtx, actor: &Actor) -> Answer<Authenticated> {
    admit(app, ctx, actor.session_id, actor.account_id, true).await
}

async fn admit(
    app: &App,
    ctx: &OpCtx,
    session: Uuid,
    account: Uuid,
    background: bool,
) -> Answer<Authenticated> {
    let found = rows::signed_in(app.db.read(), session).await?;
    let found = found
        .filter(|found| found.account.id == account)
        .ok_or_else(ended)?;
    check(&found, ctx)?;
    if !background && ctx.now() - found.session.last_seen_at >= TOUCH_EVERY {
        touch(app, ctx, session).await;
    }
    let actor = actor(
        app,
        &found.session,
        &found.account,
        &found.person,
        &found.grant,
        ctx.now(),
    )
    .await?;
    Ok(Authenticated {
        actor,
        duty: Duty::of(&found.account, app.settings.identity.totp_required, ctx.now()),
        login: found.account.login,
        session_expires_at: found.session.expires_at,
    })
}

/// Notes the use. A database that cannot write at the moment must not fail a request that only reads.
async fn touch(app: &App, ctx: &OpCtx, session: Uuid) {
    if let Err(error) = rows::touch(app.db.writer(), session, ctx.now()).await {
        tracing::warn!(trace = %ctx.trace, %error, "a session's last use was not noted");
    }
}

/// Whether a session may still be used.
pub(crate) fn check(found: &SignedIn, ctx: &OpCtx) -> Result<(), Refusal> {
    let (session, account, grant) = (&found.session, &found.account, &found.grant);
    let in_time = is_live(
        grant.role.get(),
        session.created_at,
        session.last_seen_at,
        ctx.now(),
    ) && ctx.now() < session.expires_at;
    let usable = session.revoked_at.is_none()
        && in_time
        && account.state != AccountState::Disabled
        && grant.account_id == account.id
        && is_worn_on(grant, ctx);
    if usable { Ok(()) } else { Err(ended()) }
}

fn is_worn_on(grant: &role_grant::Model, ctx: &OpCtx) -> bool {
    let today = ctx.today();
    grant.state == GrantState::Active
        && grant.valid_from <= today
        && grant.valid_to.is_none_or(|last| last >= today)
}

/// The actor behind a session.
pub(crate) async fn actor(
    app: &App,
    session: &session::Model,
    account: &account::Model,
    person: &person::Model,
    grant: &role_grant::Model,
    now: DateTime<Utc>,
) -> Answer<Actor> {
    Ok(Actor {
        jurisdiction_id: session.jurisdiction_id,
        account_id: account.id,
        person_id: person.id,
        label: label(person),
        role: grant.role.get(),
        grant_id: grant.id,
        session_id: session.id,
        home_org_id: person.org_id,
        org_id: grant.org_id,
        section_id: grant.section_id,
        units: units::of(app, grant, person.id, now).await?,
        scopes: Vec::new(),
    })
}

/// Name and post, as the audit and the timelines show a person.
pub(crate) fn label(person: &person::Model) -> String {
    format!("{} {}", person.display_name, person.post)
        .trim()
        .to_owned()
}
