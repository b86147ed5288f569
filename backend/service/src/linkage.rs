//! Linkage with other departments (K16, K17, §3.6): quarter windows, submissions and what becomes of them.
//!
//! [`write`] is the departments' side, people and machines alike; [`decide`], [`answer`] and [`study`] the office's;
//! [`clock`] opens and closes windows; [`read`] answers queries; [`change`] is the feed that partners follow (§8).

pub mod answer;
pub mod change;
pub mod clock;
pub mod decide;
mod loaded;
pub mod read;
pub mod study;
mod tell;
pub mod waiting;
pub mod write;
