//! Who is signed in, under which hat, and who may (K40, K41; §4).

pub mod account;
pub mod account_mutation;
pub mod grant;
pub mod grant_mutation;
pub mod policy;
pub mod query;
pub mod sign_in;
pub mod sign_in_mutation;

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::context::{Locale, OpCtx};
use remit_service::identity::hats;
use remit_service::identity::sessions::OwnSession;
use remit_service::identity::viewer as service;
use remit_shared::id::NodeKind;
use remit_shared::identity::Role;
use remit_shared::policy::Reach;
use remit_shared::wire::Wire;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::{Org, OrgSection};

/// The person at the screen: account, hats, and what the present hat may do.
#[derive(Description)]
pub struct Viewer(service::Viewer);

impl Viewer {
    /// Who acts in this operation.
    pub async fn of(request: &RequestContext, op: &OpCtx) -> Result<Self> {
        request.value(service::viewer(&request.app, op).await).map(Self)
    }
}

#[Object(use_type_description)]
impl Viewer {
    /// Global id of the account.
    async fn account_id(&self) -> ID {
        global(NodeKind::Account, self.0.account.id)
    }

    /// Login.
    async fn login(&self) -> &str {
        &self.0.account.login
    }

    /// Name of the person.
    async fn display_name(&self) -> &str {
        &self.0.person.display_name
    }

    /// Hat worn; one session acts under one (R2).
    async fn hat(&self) -> Hat {
        Hat(self.0.hat.clone())
    }

    /// All hats that the person may wear today, the present one among them.
    async fn hats(&self) -> Vec<Hat> {
        self.0.hats.iter().cloned().map(Hat).collect()
    }

    /// What the present hat may do; empty while a password has to be changed or a second factor set up first.
    async fn capabilities(&self) -> Vec<CapabilityGrant> {
        let grant = |(capability, reach): &(remit_shared::policy::Capability, Reach)| CapabilityGrant {
            capability: capability.code(),
            reach: (*reach).into(),
        };
        self.0.capabilities.iter().map(grant).collect()
    }

    /// Unread notifications.
    async fn unread(&self) -> u64 {
        self.0.unread
    }

    /// Whether the password has to be changed before anything else.
    async fn must_change_password(&self) -> bool {
        self.0.must_change_password()
    }

    /// Last day on which the password is good: passwords are valid for 90 days.
    async fn password_expires_on(&self) -> Option<NaiveDate> {
        Some(self.0.password_expires_on)
    }

    /// Whether a second factor is set up.
    async fn totp_enabled(&self) -> bool {
        self.0.totp_enabled
    }
}

/// A hat: one role, for a unit and perhaps a section of it (R2).
#[derive(Description)]
pub struct Hat(pub hats::Hat);

#[Object(use_type_description)]
impl Hat {
    /// Global id of the grant that gives it.
    async fn grant_id(&self) -> ID {
        global(NodeKind::Grant, self.0.grant.id)
    }

    /// Role.
    async fn role(&self) -> Code<Role> {
        self.0.grant.role.get().into()
    }

    /// The role in the language of the request.
    async fn role_name(&self, ctx: &Context<'_>) -> Result<&'static str> {
        let role = self.0.grant.role.get();
        Ok(match RequestContext::of(ctx)?.op.locale {
            Locale::Zh => role.zh(),
            Locale::En => role.en(),
        })
    }

    /// Unit it is for.
    async fn org(&self) -> Option<Org> {
        self.0.org.clone().map(Org::from)
    }

    /// Section it is limited to (R1).
    async fn section(&self) -> Option<OrgSection> {
        self.0.section.clone().map(OrgSection)
    }
}

/// What a hat may do, and how far.
#[derive(SimpleObject)]
pub struct CapabilityGrant {
    /// Code of the capability, such as `problem.read`: a verb of the matrix of §4.
    capability: &'static str,
    /// How far it reaches.
    reach: Code<Reach>,
}

/// One of one's own sessions.
#[derive(Description)]
pub struct Session(pub OwnSession);

#[Object(use_type_description)]
impl Session {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::Session, self.0.session.id)
    }

    /// Hat worn in it.
    async fn role(&self) -> Code<Role> {
        self.0.grant.role.get().into()
    }

    /// Sign-in.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.session.created_at
    }

    /// Last use, to the minute; the idle time-out counts from it.
    async fn last_seen_at(&self) -> DateTime<Utc> {
        self.0.session.last_seen_at
    }

    /// Client address at sign-in.
    async fn address(&self) -> Option<&str> {
        self.0.session.address.as_deref()
    }

    /// Client program at sign-in.
    async fn user_agent(&self) -> Option<&str> {
        self.0.session.user_agent.as_deref()
    }

    /// Whether it is the session that asks.
    async fn current(&self) -> bool {
        self.0.current
    }
}
