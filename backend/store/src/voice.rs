//! The other voices: windows, city leaders' comments (K25), mutual ballots (K26), appraisals (K29), negative records
//! (C21). What the scoring reads of them is in [`inputs`], one statement an indicator.
//!
//! Comments and ballots protect their authors (F6, F7): the readers here give whole rows only to their author, by the
//! scope's person or unit; what others see is worked out by the service from [`comment::counted`] and
//! [`mutual::counted`], which therefore take no scope, and shown as means only.

pub mod appraisal;
pub mod comment;
pub mod inputs;
pub mod mutual;
pub mod violation;
pub mod window;
