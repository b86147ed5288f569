//! How a use case can end without a result.
//!
//! A [`Failure::Refused`] is an expected "no" that the person can act on; it travels as data. A
//! [`Failure::Fault`] is ours or the machine's: the client learns a code and the trace id, the log the cause.

use remit_shared::refusal::{Refusal, RefusalCode};
use remit_store::StoreError;
use thiserror::Error;

/// Why a use case gave no result.
#[derive(Debug, Error)]
pub enum Failure {
    /// The rules say no; nothing was changed.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// Storage or the machine failed; nothing was changed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A failure that is not the client's.
#[derive(Debug, Error)]
pub enum Fault {
    /// The database is locked, full or away: worth a retry, answered with 503.
    #[error("the database is unavailable")]
    Unavailable(#[source] StoreError),
    /// Anything else from the store.
    #[error("storage failed")]
    Store(#[source] StoreError),
    /// An invariant of our own does not hold.
    #[error("{0}")]
    Broken(String),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Stale { .. }) {
            return Refusal::new(
                RefusalCode::Stale,
                "该记录已被他人更新，请刷新后核对内容再提交，您填写的内容不会丢失。",
                "Somebody else changed this record; reload it, compare, and submit again. What you typed is kept.",
            )
            .into();
        }
        if error.is_temporary() {
            Fault::Unavailable(error).into()
        } else {
            Fault::Store(error).into()
        }
    }
}

impl Failure {
    /// The refusal, where it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Fault(_) => None,
        }
    }
}

/// Result of every use case.
pub type Answer<T> = Result<T, Failure>;
