//! The operation context: who acts, when, with which trace, and where ids and randomness come from.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use remit_shared::calendar::shanghai_day;
use remit_shared::identity::Role;
use remit_shared::policy::{Actor, Capability, Scope};
use remit_shared::refusal::{Refusal, RefusalCode};
use uuid::Uuid;

use crate::identity::duty::Duty;

/// Where time comes from. Tests drive it; the server uses [`SystemSource`].
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;
}

/// Where identifiers and random bytes come from.
pub trait IdSource: Send + Sync {
    /// A fresh, time-ordered row id.
    fn new_id(&self) -> Uuid;
    /// Fills a buffer with bytes fit for secrets.
    fn fill(&self, bytes: &mut [u8]);
}

/// The system's clock and generator; the one place that may ask for either.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemSource;

impl Clock for SystemSource {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one implementation behind OpCtx::now"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

impl IdSource for SystemSource {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one implementation behind OpCtx::new_id"
    )]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one implementation behind OpCtx::fill"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        rand::RngCore::fill_bytes(&mut rand::rng(), bytes);
    }
}

/// Language of sentences that have no field for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// Chinese, the first language.
    #[default]
    Zh,
    /// English.
    En,
}

/// What travels with every use case. Cheap to clone.
#[derive(Clone)]
pub struct OpCtx {
    /// The verified actor; `None` before sign-in and for the public.
    pub actor: Option<Actor>,
    /// What the actor has to do about his or her own account before anything else is allowed (§4).
    pub duty: Option<Duty>,
    /// Trace id of the request, printed in logs and faults.
    pub trace: String,
    /// Client address as the server determined it.
    pub address: Option<String>,
    /// Client program, cut to a sane length.
    pub user_agent: Option<String>,
    /// Language asked for.
    pub locale: Locale,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
}

impl OpCtx {
    /// A context without an actor.
    pub fn anonymous(clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>, trace: impl Into<String>) -> Self {
        Self {
            actor: None,
            duty: None,
            trace: trace.into(),
            address: None,
            user_agent: None,
            locale: Locale::Zh,
            clock,
            ids,
        }
    }

    /// The same context under a verified actor.
    #[must_use]
    pub fn acting_as(mut self, actor: Actor) -> Self {
        self.actor = Some(actor);
        self
    }

    /// The same context with what the actor has to do first.
    #[must_use]
    pub fn owing(mut self, duty: Option<Duty>) -> Self {
        self.duty = duty;
        self
    }

    /// The present instant, to the microsecond: that is what both engines keep.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now().trunc_subsecs(6)
    }

    /// The present day in Asia/Shanghai, by which deadlines are judged.
    pub fn today(&self) -> NaiveDate {
        shanghai_day(self.now())
    }

    /// A fresh row id.
    pub fn new_id(&self) -> Uuid {
        self.ids.new_id()
    }

    /// `N` random bytes fit for secrets.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.ids.fill(&mut bytes);
        bytes
    }

    /// Fills a buffer with random bytes fit for secrets.
    pub fn fill(&self, bytes: &mut [u8]) {
        self.ids.fill(bytes);
    }

    /// A fresh row id of version 4, for rows whose order must not show.
    pub fn random_id(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random()).into_uuid()
    }

    /// Whether nothing in this context says who acts or from where: the only kind in which a ballot is handled, so
    /// that no log and no record can join it to anybody (F1).
    pub fn is_unlinked(&self) -> bool {
        self.actor.is_none() && self.address.is_none() && self.user_agent.is_none() && self.trace.is_empty()
    }

    /// The person signed in, or `E_UNAUTHENTICATED`. A partner's machine is no person and is refused: it has no
    /// account, no inbox, no session of its own.
    pub fn signed_in(&self) -> Result<&Actor, Refusal> {
        let actor = self.acting()?;
        if actor.role == Role::Pc {
            return Err(Refusal::new(
                RefusalCode::Role,
                "此事项由登录人员办理，对接系统无此权限。",
                "This is for people who are signed in; a partner's client may not do it.",
            ));
        }
        Ok(actor)
    }

    /// Whoever acts, a person or a partner's machine, or `E_UNAUTHENTICATED`.
    pub fn acting(&self) -> Result<&Actor, Refusal> {
        self.actor.as_ref().ok_or_else(|| {
            Refusal::new(
                RefusalCode::Unauthenticated,
                "登录已失效，请重新登录。",
                "Your session has ended; please sign in again.",
            )
        })
    }

    /// Checks the policy for the actor and returns the proof that the store asks for. Nothing is allowed while a
    /// duty waits; one's own account is looked after through [`OpCtx::signed_in`], which stays open.
    pub fn authorise(&self, capability: Capability) -> Result<Scope, Refusal> {
        let actor = self.acting()?;
        match self.duty {
            Some(duty) => Err(duty.refuse()),
            None => actor.authorise(capability),
        }
    }
}
