//! Opening a session and giving out its tokens.

use chrono::{DateTime, Utc};
use remit_shared::identity::session::{expires_at, is_idle, surplus_sessions};
use remit_store::entity::{account, person, role_grant, session};
use remit_store::identity::session::{self as rows, SignedIn};
use remit_store::row;
use uuid::Uuid;

use super::Opened;
use crate::app::App;
use crate::failure::Answer;
use crate::identity::authenticate::actor;
use crate::identity::duty::Duty;
use crate::identity::tokens::{RefreshToken, Tokens};
use crate::work::Work;

/// Longest text kept of what the client says it is.
const USER_AGENT_MAX: usize = 200;

/// Opens a session under a hat. Beyond the cap the oldest ones of the account end (§4).
pub(crate) async fn open(
    work: &mut Work<'_>,
    account: account::Model,
    person: person::Model,
    grant: role_grant::Model,
) -> Answer<Opened> {
    make_room(work, &account, &grant).await?;
    let (id, now) = (work.ctx.new_id(), work.ctx.now());
    let token = RefreshToken::new(work.ctx, id);
    let session = session::Model {
        id,
        jurisdiction_id: work.tx.jurisdiction_id(),
        account_id: account.id,
        grant_id: grant.id,
        refresh_hash: token.hash,
        previous_hash: None,
        rotated_at: None,
        created_at: now,
        last_seen_at: now,
        expires_at: expires_at(now),
        revoked_at: None,
        revoked_why: None,
        address: work.ctx.address.clone(),
        user_agent: work.ctx.user_agent.as_deref().map(shortened),
    };
    row::append(&work.tx, session.clone()).await?;
    let found = SignedIn {
        session,
        account,
        person,
        grant,
    };
    opened(work.app, &found, Some(token.text), now).await
}

/// The user agent as it is stored and compared.
pub(crate) fn shortened(user_agent: &str) -> String {
    user_agent.chars().take(USER_AGENT_MAX).collect()
}

async fn make_room(work: &mut Work<'_>, account: &account::Model, grant: &role_grant::Model) -> Answer<()> {
    let now = work.ctx.now();
    let live = rows::live_of_account(&work.tx, work.tx.jurisdiction_id(), account.id, now).await?;
    let awake = |(session, hat): &(session::Model, Option<role_grant::Model>)| {
        hat.as_ref()
            .is_some_and(|hat| !is_idle(hat.role.get(), session.last_seen_at, now))
    };
    let open: Vec<Uuid> = live
        .iter()
        .filter(|line| awake(line))
        .map(|(session, _)| session.id)
        .collect();
    let surplus = surplus_sessions(grant.role.get(), open.len());
    for oldest in open.iter().rev().take(surplus) {
        rows::revoke(&work.tx, account.id, *oldest, "too_many", now).await?;
    }
    if surplus > 0 {
        work.remark(format!("ended {surplus} older session(s)"));
    }
    Ok(())
}

/// The answer around a session: tokens, actor, duty. Without a refresh token for a renewal that came second.
pub(crate) async fn opened(
    app: &App,
    found: &SignedIn,
    refresh_token: Option<String>,
    now: DateTime<Utc>,
) -> Answer<Opened> {
    let SignedIn {
        session,
        account,
        person,
        grant,
    } = found;
    Ok(Opened {
        tokens: Tokens::issue(app, session, refresh_token, now)?,
        actor: actor(app, session, account, person, grant, now).await?,
        duty: Duty::of(account, app.settings.identity.totp_required, now),
    })
}
