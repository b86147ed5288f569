//! Yearly plans and regulations: the use cases of §3.1 (K01, K03).
//!
//! [`read`] answers queries; every other module here is a group of writing use cases. The machine in
//! `remit_shared::plan` says what an event does, [`loaded`] gives it what it has to know.

mod loaded;
mod write;

pub mod applicability;
pub mod decide;
pub mod draft;
pub mod edit;
pub mod opinion;
pub mod point;
pub mod queue;
pub mod read;
pub mod regulation;
