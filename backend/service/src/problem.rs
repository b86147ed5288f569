//! Problems, push sheets and the rectification ledger: the use cases of §3.3 and §3.4 (K08, K09, K18).
//!
//! [`read`] answers queries; every other module here is a group of writing use cases. They all end in
//! [`fire`], which asks the machine in `remit_shared` what an event does and writes exactly that down.

mod alert;
mod fire;
mod loaded;

pub mod answer;
pub mod children;
pub mod close_out;
pub mod jobs;
pub mod leftover;
pub mod raise;
pub mod read;
pub mod rectify;
pub mod sheet;
pub mod verify;

use uuid::Uuid;

pub(crate) use loaded::acting;
pub(crate) use raise::{Origin, Raise, create, require_supervised};

/// Names a record and the version the person saw; a stale one is refused with `E_STALE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Row id.
    pub id: Uuid,
    /// Version read before.
    pub version: i32,
}
