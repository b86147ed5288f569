//! The other voices: city leaders' comments (K25), mutual ballots (K26), appraisals (K29), negative records (C21).
//!
//! [`window`] and [`clock`] open and close the time in which is written; [`comment`] and [`mutual`] are the writers' side,
//! [`results`] what everybody else may read of it (F6, F7, R6); [`appraisal`] takes lists in; [`violation`] keeps the
//! records that C21 counts; [`waiting`] says what waits for whom.

pub mod appraisal;
pub mod clock;
pub mod comment;
pub mod mutual;
pub mod results;
mod tell;
pub mod violation;
pub mod waiting;
pub mod window;
