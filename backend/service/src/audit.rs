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
