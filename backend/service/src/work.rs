//! The unit of work: one writing transaction with its audit record, notifications and live events.
//!
//! Every writing use case has the same three lines:
//!
//! ```text
//! let mut work = Work::begin(app, ctx, "problem.assign").await?;
//! let result = assign_in(&mut work, input).await;
//! work.finish(result).await
//! ```
//!
//! [`Work::finish`] commits what was done together with its audit record. A refusal or a fault rolls
//! everything back and is audited in a transaction of its own, so that refused attempts leave a trace too.

use remit_shared::audit::Outcome;
use remit_shared::policy::{Actor, Capability, Scope};
use remit_shared::refusal::Refusal;
use remit_store::WriteTx;
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Entry};
use crate::context::OpCtx;
use crate::failure::{Answer, Failure};

/// An open writing transaction and what its audit record will say.
pub struct Work<'a> {
    /// Process state.
    pub app: &'a App,
    /// Operation context.
    pub ctx: &'a OpCtx,
    /// The transaction; store functions write through it.
    pub tx: WriteTx,
    entry: Entry,
    wakes: bool,
}

impl<'a> Work<'a> {
    /// Opens the transaction and names the act for the audit.
    pub async fn begin(app: &'a App, ctx: &'a OpCtx, action: &'static str) -> Answer<Work<'a>> {
        let jurisdiction = ctx
            .actor
            .as_ref()
            .map_or(app.settings.jurisdiction_id, |actor| actor.jurisdiction_id);
        let tx = app.db.write(jurisdiction).await?;
        Ok(Self {
            app,
            ctx,
            tx,
            entry: Entry::new(action),
            wakes: false,
        })
    }

    /// The verified actor, or `E_UNAUTHENTICATED`.
    pub fn actor(&self) -> Answer<&'a Actor> {
        Ok(self.ctx.signed_in()?)
    }

    /// Whoever acts, a person or a partner's machine.
    pub fn acting(&self) -> Answer<&'a Actor> {
        Ok(self.ctx.acting()?)
    }

    /// Checks the policy; the proof opens the store's functions.
    pub fn authorise(&self, capability: Capability) -> Answer<Scope> {
        Ok(self.ctx.authorise(capability)?)
    }

    /// Names the record acted on, for the audit.
    pub fn subject(&mut self, kind: &'static str, id: Uuid, label: impl Into<String>) {
        self.entry.subject = Some((kind, id));
        self.entry.subject_label = label.into();
    }

    /// Names who tries, where nobody is signed in yet.
    pub fn tried_by(&mut self, who: impl Into<String>) {
        self.entry.who = who.into();
    }

    /// Names the actor of an act that begins without one: a sign-in that succeeds.
    pub fn acting_as(&mut self, actor: &Actor) {
        self.entry.actor = Some(actor.clone());
    }

    /// Notes the record before and after; only digests are kept.
    pub fn before<T: serde::Serialize>(&mut self, row: &T) {
        self.entry.before_hash = Some(audit::digest(row));
    }

    /// See [`Work::before`].
    pub fn after<T: serde::Serialize>(&mut self, row: &T) {
        self.entry.after_hash = Some(audit::digest(row));
    }

    /// Adds a short remark to the audit record. Never personal data or free text of people.
    pub fn remark(&mut self, detail: impl Into<String>) {
        self.entry.detail = Some(detail.into());
    }

    /// Notes that outbox rows were written, so that the live channel looks for them after the commit.
    pub fn announces(&mut self) {
        self.wakes = true;
    }

    /// Ends without a trace, for a job that found nothing to do.
    pub async fn abandon(self) -> Answer<()> {
        Ok(self.tx.rollback().await?)
    }

    /// Commits what was written although the answer is "no", with the reason that only the audit learns: a failed
    /// sign-in counts towards the lockout, a replayed token ends its session.
    pub async fn refuse<T>(mut self, why: &str, refusal: Refusal) -> Answer<T> {
        self.entry.detail = Some(why.to_owned());
        audit::append(&self.tx, self.ctx, &self.entry, Outcome::Refused).await?;
        self.tx.commit().await?;
        Err(refusal.into())
    }

    /// Commits on success, rolls back otherwise; audits either way.
    pub async fn finish<T>(self, result: Answer<T>) -> Answer<T> {
        match result {
            Ok(value) => {
                audit::append(&self.tx, self.ctx, &self.entry, Outcome::Done).await?;
                self.tx.commit().await?;
                if self.wakes {
                    self.app.live.wake();
                }
                Ok(value)
            }
            Err(failure) => {
                // Where the disk is full the database has rolled back by itself; what went wrong first is what is told.
                if let Err(error) = self.tx.rollback().await {
                    tracing::warn!(trace = %self.ctx.trace, %error, "the database has rolled back by itself");
                }
                note_failure(self.app, self.ctx, self.entry, &failure).await;
                Err(failure)
            }
        }
    }
}

/// Audits a refused or failed attempt. If even that fails, the log is all there is left to write to.
async fn note_failure(app: &App, ctx: &OpCtx, mut entry: Entry, failure: &Failure) {
    let outcome = match failure {
        Failure::Refused(refusal) => {
            entry.detail = Some(refusal.code.to_string());
            Outcome::Refused
        }
        Failure::Fault(_) => Outcome::Failed,
    };
    if let Err(error) = audit::append_alone(app, ctx, &entry, outcome).await {
        tracing::error!(trace = %ctx.trace, action = entry.action, %error, "an attempt could not be audited");
    }
}
