//! Joint activities: planning without double inspection, notices, the site, findings, report (K06, K07, §3.13).
//!
//! [`plan`] begins an activity, [`steps`] leads it through its states, [`site`] is what a team does at a unit, [`finding`]
//! what happens to a finding; [`read`] answers queries, [`waiting`] the workbench, [`jobs`] is the clock's.

pub mod finding;
pub mod jobs;
mod loaded;
pub mod plan;
pub mod read;
pub mod site;
pub mod steps;
mod tell;
pub mod waiting;
mod write;
