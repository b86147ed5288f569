//! Who is signed in, as the interface needs it: `me`.

use chrono::NaiveDate;
use remit_shared::calendar::shanghai_day;
use remit_shared::identity::password::expires_at;
use remit_shared::policy::matrix::capabilities_of;
use remit_shared::policy::{Capability, Reach};
use remit_store::entity::{account, person};
use remit_store::identity::unscoped_account;
use remit_store::notice;

use super::duty::Duty;
use super::hats::{self, Hat};
use super::token::ended;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

/// The person at the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Account.
    pub account: account::Model,
    /// Person.
    pub person: person::Model,
    /// The hat worn.
    pub hat: Hat,
    /// All hats of today, the one worn among them.
    pub hats: Vec<Hat>,
    /// What the hat may do and how far; empty while a duty waits, since everything would be refused.
    pub capabilities: Vec<(Capability, Reach)>,
    /// Unread lines of the inbox.
    pub unread: u64,
    /// What has to be done first.
    pub duty: Option<Duty>,
    /// Last day on which the password is good.
    pub password_expires_on: NaiveDate,
    /// Whether a second factor is set up.
    pub totp_enabled: bool,
}

impl Viewer {
    /// Whether the password has to be changed before anything else.
    pub fn must_change_password(&self) -> bool {
        self.duty == Some(Duty::ChangePassword)
    }
}

/// Who is signed in. Open while a duty waits: the interface learns here which one.
pub async fn viewer(app: &App, ctx: &OpCtx) -> Answer<Viewer> {
    let actor = ctx.signed_in()?;
    let (conn, jurisdiction) = (app.db.read(), actor.jurisdiction_id);
    let found = unscoped_account(conn, jurisdiction, actor.account_id).await?;
    let (account, person) = found.ok_or_else(ended)?;
    let hats = hats::list(app, ctx).await?;
    let hat = hats
        .iter()
        .find(|hat| hat.grant.id == actor.grant_id)
        .cloned()
        .ok_or_else(ended)?;
    let duty = Duty::of(&account, app.settings.identity.totp_required, ctx.now());
    Ok(Viewer {
        capabilities: if duty.is_some() {
            Vec::new()
        } else {
            capabilities_of(actor.role)
        },
        unread: notice::unread(conn, jurisdiction, actor.account_id).await?,
        password_expires_on: shanghai_day(expires_at(account.password_changed_at)),
        totp_enabled: account.totp_enc.is_some(),
        account,
        person,
        hat,
        hats,
        duty,
    })
}
