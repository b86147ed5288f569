//! The audit record's shape and its chain (K42): each record carries the digest of its own fields and of the
//! record before it, so that no stored record can be altered, dropped or inserted unnoticed.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::identity::Role;
use crate::wire::Wire;

crate::wire_enum! {
    /// How an audited attempt ended.
    pub enum Outcome {
        Done = "DONE", "成功", "done";
        Refused = "REFUSED", "被拒绝", "refused";
        Failed = "FAILED", "失败", "failed";
    }
}

/// `prev_hash` of the first record of a jurisdiction.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Sequence number of the first record.
pub const FIRST_SEQ: i64 = 1;

/// Version of the serialisation, part of the digest; a changed layout gets a new one.
const LAYOUT: &[u8] = b"remit-audit-1";

/// Every stored field of an audit record except the two hashes of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditFields<'a> {
    /// Number within the jurisdiction, from 1 without gaps.
    pub seq: i64,
    /// Jurisdiction.
    pub jurisdiction_id: Uuid,
    /// Id of the record.
    pub id: Uuid,
    /// When, to the microsecond (what both engines keep).
    pub at: DateTime<Utc>,
    /// Account that acted; `None` before sign-in and for the system.
    pub actor_id: Option<Uuid>,
    /// Who, in words.
    pub actor_label: &'a str,
    /// Hat worn.
    pub role: Option<Role>,
    /// Client address.
    pub address: Option<&'a str>,
    /// Trace id of the request.
    pub trace: &'a str,
    /// What was done or attempted.
    pub action: &'a str,
    /// Kind of the subject.
    pub subject_kind: Option<&'a str>,
    /// Subject.
    pub subject_id: Option<Uuid>,
    /// Subject in words.
    pub subject_label: &'a str,
    /// How it ended.
    pub outcome: Outcome,
    /// More, such as the refusal code.
    pub detail: Option<&'a str>,
    /// Digest of the row before.
    pub before_hash: Option<&'a str>,
    /// Digest of the row after.
    pub after_hash: Option<&'a str>,
}

/// A stored record: its fields and its place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditEntry<'a> {
    /// Fields.
    pub fields: AuditFields<'a>,
    /// `hash` of the record before, or [`GENESIS`].
    pub prev_hash: &'a str,
    /// Digest of this record.
    pub hash: &'a str,
}

/// SHA-256, in lower-case hexadecimal, over the previous hash and all fields. Each piece is preceded by its
/// length, and a missing one differs from an empty one, so that no two records serialise alike.
pub fn record_hash(prev_hash: &str, fields: &AuditFields) -> String {
    let mut chain = Canonical(Sha256::new());
    chain.bytes(LAYOUT);
    chain.bytes(prev_hash.as_bytes());
    chain.bytes(&fields.seq.to_be_bytes());
    chain.bytes(fields.jurisdiction_id.as_bytes());
    chain.bytes(fields.id.as_bytes());
    chain.bytes(&fields.at.timestamp_micros().to_be_bytes());
    chain.optional(fields.actor_id.as_ref().map(|id| id.as_bytes().as_slice()));
    chain.bytes(fields.actor_label.as_bytes());
    chain.optional(fields.role.map(|role| role.code().as_bytes()));
    chain.optional(fields.address.map(str::as_bytes));
    chain.bytes(fields.trace.as_bytes());
    chain.bytes(fields.action.as_bytes());
    chain.optional(fields.subject_kind.map(str::as_bytes));
    chain.optional(fields.subject_id.as_ref().map(|id| id.as_bytes().as_slice()));
    chain.bytes(fields.subject_label.as_bytes());
    chain.bytes(fields.outcome.code().as_bytes());
    chain.optional(fields.detail.map(str::as_bytes));
    chain.optional(fields.before_hash.map(str::as_bytes));
    chain.optional(fields.after_hash.map(str::as_bytes));
    hex::encode(chain.0.finalize())
}

/// SHA-256 of any text, in lower-case hexadecimal; for `before_hash` and `after_hash`.
pub fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

struct Canonical(Sha256);

impl Canonical {
    fn bytes(&mut self, piece: &[u8]) {
        self.0.update([1]);
        self.0
            .update(u64::try_from(piece.len()).unwrap_or(u64::MAX).to_be_bytes());
        self.0.update(piece);
    }

    fn optional(&mut self, piece: Option<&[u8]>) {
        match piece {
            Some(piece) => self.bytes(piece),
            None => self.0.update([0]),
        }
    }
}

/// What is wrong with the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakKind {
    /// A number is missing or comes twice.
    Sequence,
    /// The record does not follow the one before it.
    Link,
    /// The record's fields are not those its hash was made of.
    Content,
}

/// The first place where the chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// Number of the first record that does not fit; of the missing one for a gap.
    pub seq: i64,
    /// What is wrong with it.
    pub kind: BreakKind,
}

/// Walks a chain record by record, for readers that load it in pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    next_seq: i64,
    last_hash: String,
}

impl Default for Verifier {
    fn default() -> Self {
        Self::after(FIRST_SEQ - 1, GENESIS)
    }
}

impl Verifier {
    /// A verifier that has already seen the record with this number and hash (the rest was archived).
    pub fn after(seq: i64, hash: &str) -> Self {
        Self {
            next_seq: seq + 1,
            last_hash: hash.to_owned(),
        }
    }

    /// Checks the next record.
    pub fn check(&mut self, entry: &AuditEntry) -> Result<(), Broken> {
        let seq = entry.fields.seq;
        if seq != self.next_seq {
            return Err(Broken {
                seq: self.next_seq.min(seq),
                kind: BreakKind::Sequence,
            });
        }
        if entry.prev_hash != self.last_hash {
            return Err(Broken {
                seq,
                kind: BreakKind::Link,
            });
        }
        if record_hash(entry.prev_hash, &entry.fields) != entry.hash {
            return Err(Broken {
                seq,
                kind: BreakKind::Content,
            });
        }
        entry.hash.clone_into(&mut self.last_hash);
        self.next_seq = seq + 1;
        Ok(())
    }

    /// Number and hash of the last record that holds.
    pub fn head(&self) -> (i64, &str) {
        (self.next_seq - 1, &self.last_hash)
    }
}

/// Verifies a whole chain in order; the number of records, or the first break.
pub fn verify<'a>(entries: impl IntoIterator<Item = AuditEntry<'a>>) -> Result<u64, Broken> {
    let mut verifier = Verifier::default();
    let mut records = 0;
    for entry in entries {
        verifier.check(&entry)?;
        records += 1;
    }
    Ok(records)
}
