//! The harness of the tests that cross crates, in the domain's words.
//!
//! What it is: [`City`], the demo city on a private database with a clock that the test drives, and people who
//! act in it; [`Served`], the real server over it. `tests/tests/scenario` reads like `docs/domain.md` §9; `tests/browser` drives the built product.
//!
//! How to extend it: give [`City`] a verb when two tests need the same steps; keep assertions in the tests.

#![recursion_limit = "512"]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a harness fails the test it serves"
)]

pub mod bench;
pub mod city;
pub mod served;

pub use city::{City, TestClock};
pub use served::{Browser, Served};
