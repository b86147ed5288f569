//! Ratings of services, their counters, windows and receipts, flags and bad-rating cases (K21–K24).
//!
//! [`intake`] serves the writer of ratings, which acts for the public: it takes the transaction and no scope.
//! [`window`], [`bad`], [`flag`], [`receipt`] and [`rollup`] read through scopes; their functions that begin with `watch` or
//! `unscoped` say whom they serve.

pub mod bad;
pub mod flag;
pub mod intake;
pub mod receipt;
pub mod rollup;
pub mod window;
