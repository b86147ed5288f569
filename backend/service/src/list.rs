//! Duty adjustments and the lists they change (K35, K36, §3.12).
//!
//! [`propose`] and [`handle`] are the steps of an adjustment, [`change`] its drafts of list changes, [`apply`] what
//! carries them into the powers lists, [`tasks`] the versions of duty-task lists, [`trigger`] the occasions on which
//! units revise; [`read`] and [`power`] answer queries; [`import`] reads a powers list; [`jobs`] is the clock's.

pub mod apply;
pub mod change;
pub mod handle;
pub mod import;
pub mod jobs;
mod loaded;
pub mod power;
pub mod propose;
pub mod read;
pub mod tasks;
mod tell;
pub mod trigger;
mod write;
