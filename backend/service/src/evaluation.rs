//! Campaigns, the pool of evaluators and the anonymous ballots: the use cases of §3.8 (K19, K20, K27, K28).
//!
//! [`ballot`] is the public side: it accepts only contexts that say nothing about who acts
//! ([`OpCtx::is_unlinked`](crate::context::OpCtx::is_unlinked)), audits nothing of its own and writes rows without
//! time, order or author. [`clock`] opens and closes; closing erases what was needed to hand credentials out, publishes
//! the keys and writes one audit record a day of voting.

pub mod aggregate;
pub mod ballot;
pub mod clock;
pub mod invitation;
mod loaded;
mod notify;
pub mod plan;
pub mod pool;
pub mod read;
mod seal;
pub mod steps;
pub mod tally;

pub use loaded::{Paper, Seat};
