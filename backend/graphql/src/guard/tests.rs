//! The guard from outside: hostile documents, honest documents, and what runs how often.

mod honest;
mod hostile;
mod once;

use async_graphql::Variables;

use super::{Admitted, Limits, Rejection, Tier, TypeTable, admit};

/// The types of the checked-in schema.
fn types() -> TypeTable {
    TypeTable::from_sdl(include_str!("../../schema.graphql")).unwrap()
}

fn admit_as(tier: Tier, source: &str) -> Result<Admitted, Rejection> {
    admit(source, None, Variables::default(), &types(), &Limits::of(tier))
}
