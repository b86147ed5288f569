//! The permission matrix, for the security administrator (§4).

use async_graphql::{Context, Object, Result, SimpleObject};
use remit_service::identity::matrix;
use remit_shared::identity::Role;
use remit_shared::policy::Reach;
use remit_shared::wire::Wire;

use crate::code::Code;
use crate::context::RequestContext;

/// A verb of the permission matrix (§4).
#[derive(SimpleObject)]
pub struct PolicyRow {
    /// Code of the capability, such as `problem.read`.
    capability: &'static str,
    /// Name in Chinese.
    name_zh: &'static str,
    /// Name in English.
    name_en: &'static str,
    /// How far it reaches for each role, in the order of the roles.
    reaches: Vec<PolicyCell>,
}

/// A cell of the permission matrix (§4).
#[derive(SimpleObject)]
pub struct PolicyCell {
    /// Role.
    role: Code<Role>,
    /// How far the capability reaches for it.
    reach: Code<Reach>,
}

impl From<matrix::Row> for PolicyRow {
    fn from(row: matrix::Row) -> Self {
        let cell = |(role, reach): (Role, Reach)| PolicyCell {
            role: role.into(),
            reach: reach.into(),
        };
        Self {
            capability: row.capability.code(),
            name_zh: row.capability.zh(),
            name_en: row.capability.en(),
            reaches: row.cells.into_iter().map(cell).collect(),
        }
    }
}

/// Reads of the policy.
#[derive(Debug, Default)]
pub struct PolicyQuery;

#[Object]
impl PolicyQuery {
    /// The permission matrix: every verb and how far it reaches for every role (§4).
    async fn role_matrix(&self, ctx: &Context<'_>) -> Result<Vec<PolicyRow>> {
        let request = RequestContext::of(ctx)?;
        Ok(request
            .value(matrix::matrix(&request.op))?
            .into_iter()
            .map(PolicyRow::from)
            .collect())
    }
}
