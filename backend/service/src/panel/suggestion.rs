//! Suggestions (§3.5, K15): submitted by officers and experts, screened, adopted, replied to.

mod fire;
pub mod read;
pub mod screen;
pub mod submit;

pub(crate) use fire::outcome_known;
