//! Hats: one session acts under one of them (R2); a person with several chooses, and can switch.

use std::collections::HashMap;

use remit_shared::refusal::Refusal;
use remit_store::entity::{org, org_section, role_grant};
use remit_store::identity::session::{self, SignedIn};
use remit_store::identity::unscoped_grants_of_account;
use remit_store::organisation;
use uuid::Uuid;

use super::authenticate::check;
use super::sessions::{Opened, opened};
use super::token::ended;
use super::tokens::RefreshToken;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;
use crate::work::Work;

/// A grant with the names of its unit and section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hat {
    /// The grant.
    pub grant: role_grant::Model,
    /// Its unit.
    pub org: Option<org::Model>,
    /// Its section.
    pub section: Option<org_section::Model>,
}

/// The hats the actor may wear today, the oldest first.
pub async fn list(app: &App, ctx: &OpCtx) -> Answer<Vec<Hat>> {
    let actor = ctx.signed_in()?;
    let (jurisdiction, account) = (actor.jurisdiction_id, actor.account_id);
    let grants = unscoped_grants_of_account(app.db.read(), jurisdiction, account, ctx.today()).await?;
    named(app, jurisdiction, grants).await
}

/// Adds the names of units and sections: two statements at most, however many grants.
pub(crate) async fn named(app: &App, jurisdiction: Uuid, grants: Vec<role_grant::Model>) -> Answer<Vec<Hat>> {
    let orgs: Vec<Uuid> = grants.iter().filter_map(|grant| grant.org_id).collect();
    let sections: Vec<Uuid> = grants.iter().filter_map(|grant| grant.section_id).collect();
    let orgs = organisation::by_ids(app.db.read(), jurisdiction, &orgs).await?;
    let sections = organisation::sections_by_ids(app.db.read(), jurisdiction, &sections).await?;
    let orgs: HashMap<Uuid, org::Model> = orgs.into_iter().map(|org| (org.id, org)).collect();
    let sections: HashMap<Uuid, org_section::Model> = sections
        .into_iter()
        .map(|section| (section.id, section))
        .collect();
    let hat = |grant: role_grant::Model| Hat {
        org: grant.org_id.and_then(|id| orgs.get(&id).cloned()),
        section: grant.section_id.and_then(|id| sections.get(&id).cloned()),
        grant,
    };
    Ok(grants.into_iter().map(hat).collect())
}

/// Puts another of one's own hats on the present session. Both tokens are new: what was seen under the old hat
/// gives nobody a way to act under the new one.
pub async fn switch(app: &App, ctx: &OpCtx, grant: Uuid) -> Answer<Opened> {
    let mut work = Work::begin(app, ctx, "session.switch_hat").await?;
    let result = switch_in(&mut work, grant).await;
    work.finish(result).await
}

async fn switch_in(work: &mut Work<'_>, grant: Uuid) -> Answer<Opened> {
    let actor = work.actor()?;
    let (jurisdiction, account) = (actor.jurisdiction_id, actor.account_id);
    let grants = unscoped_grants_of_account(&work.tx, jurisdiction, account, work.ctx.today()).await?;
    let grant = grants.into_iter().find(|own| own.id == grant);
    let grant = grant.ok_or_else(|| Refusal::not_found().on("grantId"))?;
    work.subject("role_grant", grant.id, grant.role.to_string());
    let found = session::signed_in(&work.tx, actor.session_id)
        .await?
        .ok_or_else(ended)?;
    check(&found, work.ctx)?;
    work.remark(format!("{} -> {}", found.grant.role, grant.role));
    session::wear(&work.tx, found.session.id, grant.id, work.ctx.now()).await?;
    let (token, old) = (
        RefreshToken::new(work.ctx, found.session.id),
        &found.session.refresh_hash,
    );
    if !session::rotate(&work.tx, found.session.id, old, &token.hash, work.ctx.now()).await? {
        return Err(ended().into());
    }
    let found = SignedIn { grant, ..found };
    opened(work.app, &found, Some(token.text), work.ctx.now()).await
}
