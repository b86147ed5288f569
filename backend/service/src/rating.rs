//! Public ratings: intake by group commit, codes at windows, follow-up, integrity, bad-rating cases (K21–K24).

pub mod bad;
mod batch;
pub mod code;
pub mod desk;
pub mod flag;
pub mod follow_up;
pub mod import;
pub mod intake;
pub mod jobs;
pub mod network;
pub mod read;
pub mod receipt;
pub mod window;

use remit_shared::rating::RatingRules;

/// The rules in force. They are plan parameters (§5.13); until a plan is read here, the defaults hold.
pub fn rules() -> RatingRules {
    RatingRules::default()
}
