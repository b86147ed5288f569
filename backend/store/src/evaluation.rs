//! Campaigns, the pool of evaluators, and the anonymous ballots (K19, K20, K27, K28).
//!
//! [`pool`] and [`campaign`] take a scope like every reader. [`ballot`] does not: whoever answers has no account and
//! is known by an invitation's code or by a credential alone; its rows have no time, no order and no author, and no
//! function of it joins an invitation to a ballot. [`cells`] gives the counted cells whole; what of them may be shown
//! is decided above, by `remit_shared::evaluation::anonymity`.

pub mod ballot;
pub mod campaign;
pub mod cells;
pub mod pool;
pub mod seal;
