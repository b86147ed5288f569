//! Campaigns, the pool of evaluators and anonymous ballots (K19, K20, K27, K28, §3.8).

pub mod aggregate;
pub mod ballot;
pub mod ballot_mutation;
pub mod campaign;
pub mod evaluator;
pub mod input;
pub mod mutation;
pub mod query;
