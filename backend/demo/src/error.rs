//! What can go wrong while a demo city is made or loaded.

use remit_service::failure::Failure;
use remit_shared::refusal::Refusal;
use remit_store::StoreError;

/// What can go wrong while a demo city is made or loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The rules refuse a step of the invented history: the tables have to be corrected.
    #[error("the history of {what} breaks a rule: {refusal}")]
    Refused {
        /// Title and step.
        what: String,
        /// What the machine says.
        refusal: Refusal,
    },
    /// A table names something that is not in the city.
    #[error("there is no {kind} {name:?} in the demo city")]
    Unknown {
        /// What was looked for.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// A row could not be written as JSON for the digest.
    #[error("the rows cannot be digested: {0}")]
    Digest(#[from] serde_json::Error),
    /// The database refused or was away; nothing was loaded.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The service refuses an act, or cannot do it.
    #[error("an act of the demo city fails: {0}")]
    Act(#[from] Failure),
    /// The database has a demo city already.
    #[error("the demo city is loaded already")]
    Loaded,
}

impl DemoError {
    pub(crate) fn unknown(kind: &'static str, name: &str) -> Self {
        Self::Unknown {
            kind,
            name: name.to_owned(),
        }
    }

    pub(crate) fn refused(what: impl Into<String>) -> impl FnOnce(Refusal) -> Self {
        let what = what.into();
        move |refusal| Self::Refused { what, refusal }
    }
}
