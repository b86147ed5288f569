//! Effectiveness points and the daily ledger: the use cases of §3.2 (K04, K05).
//!
//! [`read`] answers queries; every other module is a group of writing use cases. They all end in [`fire`], which
//! asks the machine in `remit_shared` what an event does and writes exactly that down.

pub mod bulk;
pub mod change;
pub mod draw;
mod fire;
pub mod import;
pub mod jobs;
mod loaded;
mod overdue;
pub mod read;
pub mod remind;
pub mod review;
pub mod run;
mod tell;
pub mod write;
pub mod year;
