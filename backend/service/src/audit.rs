//! The audit trail: one record per attempt, in the transaction of the act, chained by hashes (K42).

use chrono::SubsecRound;
use remit_shared::audit::{AuditEntry, AuditFields, FIRST_SEQ, GENESIS, Outcome, record_hash};
use remit_shared::policy::Actor;
use remit_store::entity::audit_record;
use remit_store::{Text, WriteTx, audit as rows};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::App;
use crate::context::OpCtx;
use crate::failure::Answer;

pub mod verify;

/// What one record will say, gathered while the use case runs.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub action: &'static str,
    pub subject: Option<(&'static str, Uuid)>,
    pub subject_label: String,
    pub detail: Option<String>,
    /// Who tried, where nobody is signed in yet.
    pub who: String,
    /// Who acts from this act on: a sign-in begins without an actor and ends with one.
    pub actor: Option<Actor>,
    pub before_hash: Option<String>,
    pub after_hash: Option<String>,
}

impl Entry {
    pub(crate) fn new(action: &'static str) -> Self {
        Self {
            action,
            subject: None,
            subject_label: String::new(),
            detail: None,
            who: String::new(),
            actor: None,
            before_hash: None,
            after_hash: None,
        }
    }
}

/// SHA-256 of a row as JSON, lower-case hexadecimal.
pub(crate) fn digest<T: Serialize>(row: &T) -> String {
    let bytes = serde_json::to_vec(row).unwrap_or_default();
    hex::encode(Sha256::digest(bytes))
}

/// Appends one record to the chain, in the transaction of the act.
pub(crate) async fn append(tx: &WriteTx, ctx: &OpCtx, entry: &Entry, outcome: Outcome) -> Answer<()> {
    let (seq, prev_hash) = rows::last(tx, tx.jurisdiction_id()).await?.map_or_else(
        || (FIRST_SEQ, GENESIS.to_owned()),
        |last| (last.seq + 1, last.hash),
    );
    let actor = ctx.actor.as_ref().or(entry.actor.as_ref());
    let mut record = audit_record::Model {
        seq,
        jurisdiction_id: tx.jurisdiction_id(),
        id: ctx.new_id(),
        at: ctx.now().trunc_subsecs(3),
        actor_id: actor.map(|actor| actor.account_id),
        actor_label: actor.map_or_else(|| entry.who.clone(), |actor| actor.label.clone()),
        role: actor.map(|actor| Text(actor.role)),
        address: ctx.address.clone(),
        trace: ctx.trace.clone(),
        action: entry.action.to_owned(),
        subject_kind: entry.subject.map(|(kind, _)| kind.to_owned()),
        subject_id: entry.subject.map(|(_, id)| id),
        subject_label: entry.subject_label.clone(),
        outcome: Text(outcome),
        detail: entry.detail.clone(),
        before_hash: entry.before_hash.clone(),
        after_hash: entry.after_hash.clone(),
        prev_hash,
        hash: String::new(),
    };
    record.hash = record_hash(&record.prev_hash, &entry_of(&record).fields);
    rows::append(tx, record).await?;
    Ok(())
}

/// Appends one record in a transaction of its own: refused attempts, reads of protected fields, exports.
pub(crate) async fn append_alone(app: &App, ctx: &OpCtx, entry: &Entry, outcome: Outcome) -> Answer<()> {
    let jurisdiction = ctx
        .actor
        .as_ref()
        .map_or(app.settings.jurisdiction_id, |actor| actor.jurisdiction_id);
    let tx = app.db.write(jurisdiction).await?;
    append(&tx, ctx, entry, outcome).await?;
    Ok(tx.commit().await?)
}

/// Audits a read that §4 wants to see: protected fields, exports, the audit itself.
pub(crate) async fn note_read(app: &App, ctx: &OpCtx, action: &'static str, detail: String) -> Answer<()> {
    let entry = Entry {
        detail: Some(detail),
        ..Entry::new(action)
    };
    append_alone(app, ctx, &entry, Outcome::Done).await
}

/// The record as the chain sees it.
pub(crate) fn entry_of(record: &audit_record::Model) -> AuditEntry<'_> {
    AuditEntry {
        fields: AuditFields {
            seq: record.seq,
            jurisdiction_id: record.jurisdiction_id,
            id: record.id,
            at: record.at,
            actor_id: record.actor_id,
            actor_label: &record.actor_label,
            role: record.role.map(Text::get),
            address: record.address.as_deref(),
            trace: &record.trace,
            action: &record.action,
            subject_kind: record.subject_kind.as_deref(),
            subject_id: record.subject_id,
            subject_label: &record.subject_label,
            outcome: record.outcome.get(),
            detail: record.detail.as_deref(),
            before_hash: record.before_hash.as_deref(),
            after_hash: record.after_hash.as_deref(),
        },
        prev_hash: &record.prev_hash,
        hash: &record.hash,
    }
}
