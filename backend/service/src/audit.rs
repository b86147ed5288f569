//! The audit trail: one record per attempt, in the transaction of the act, chained by hashes (K42).

use remit_shared::audit::{AuditFields, Outcome, record_hash};
use remit_store::{Db, WriteTx, audit as rows};
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
    pub before_hash: Option<String>,
    pub after_hash: Option<String>,
}

impl Entry {
    pub(crate) fn new(action: &'static str) -> Self {
        Self { action, subject: None, subject_label: String::new(), detail: None, before_hash: None, after_hash: None }
    }
}

/// SHA-256 of a row as JSON, lower-case hexadecimal.
pub(crate) fn digest<T: Serialize>(row: &T) -> String {
    let bytes = serde_json::to_vec(row).unwrap_or_default();
    hex::encode(Sha256::digest(bytes))
}

/// Appends one record to the chain, in the transaction of the act.
pub(crate) async fn append(tx: &WriteTx, ctx: &OpCtx, entry: &Entry, outcome: Outcome) -> Answer<()> {
    let (seq, prev_hash) = rows::last(tx, tx.jurisdiction_id())
        .await?
        .map_or_else(|| (1, GENESIS.to_owned()), |last| (last.seq + 1, last.hash));
    let actor = ctx.actor.as_ref();
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
    record.hash = record_hash(&record.prev_hash, &fields(&record));
    rows::append(tx, record).await?;
    Ok(())
}

/// Appends one record in a transaction of its own: refused attempts, reads of protected fields, exports.
pub(crate) async fn append_alone(app: &App, ctx: &OpCtx, entry: &Entry, outcome: Outcome) -> Answer<()> {
    let jurisdiction = ctx.actor.as_ref().map_or(app.settings.jurisdiction_id, |actor| actor.jurisdiction_id);
    let tx = app.db.write(jurisdiction).await?;
    append(&tx, ctx, entry, outcome).await?;
    Ok(tx.commit().await?)
}

/// Audits a read that §4 wants to see: protected fields, exports, the audit itself.
pub(crate) async fn note_read(app: &App, ctx: &OpCtx, action: &'static str, detail: String) -> Answer<()> {
    let entry = Entry { detail: Some(detail), ..Entry::new(action) };
    append_alone(app, ctx, &entry, Outcome::Done).await
}
