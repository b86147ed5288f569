//! The permission matrix as the security administrator reads it (§4).

use remit_shared::identity::Role;
use remit_shared::policy::matrix::reach;
use remit_shared::policy::{Capability, Reach};
use remit_shared::wire::Wire;

use crate::context::OpCtx;
use crate::failure::Answer;

/// One verb of the matrix and its cells, in the order of the roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The verb.
    pub capability: Capability,
    /// How far it reaches for each role.
    pub cells: Vec<(Role, Reach)>,
}

/// The whole matrix, in the order of the table.
pub fn matrix(ctx: &OpCtx) -> Answer<Vec<Row>> {
    ctx.authorise(Capability::PolicyRead)?;
    let row = |capability: Capability| Row {
        capability,
        cells: Role::ALL
            .iter()
            .map(|role| (*role, reach(*role, capability)))
            .collect(),
    };
    Ok(Capability::ALL.iter().copied().map(row).collect())
}
