//! Problems, their histories, the push sheets they come from and the ledger they stand in (K08, K09, K18).
//!
//! Readers pass a [`Scope`]; what it does not open is not found. The functions whose names begin with `watch`
//! serve the clock, which acts for nobody, and take the jurisdiction instead.

mod children;
mod count;
pub(crate) mod filter;
pub mod ledger;
mod page;
pub mod sheet;
mod watch;

use remit_shared::policy::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

pub use children::{
    ByProblem, escalations, events, extensions, last_event_seq, ledger_entries, pending_extension,
    rectifications, reverifications,
};
pub use count::{OrgCounts, StateCount, org_counts, state_counts, view_counts};
pub use filter::{Horizon, ProblemFilter, ProblemSort, ProblemView};
pub(crate) use filter::{any_of, live};
pub use page::{ProblemRow, page};
pub use watch::{escalated, watch_find, watch_live};

use crate::db::Engine;
use crate::entity::problem::{Column, Entity, Model};
use crate::error::Result;
use crate::portable::contains;
use crate::reach;

/// One problem, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::problems(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The problems among `ids` that the scope opens, in no particular order.
pub async fn by_ids(conn: &impl ConnectionTrait, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = ids.iter().copied();
    Ok(Entity::find()
        .filter(reach::problems(scope))
        .filter(Column::Id.is_in(ids))
        .all(conn)
        .await?)
}

/// The problem a client has already written under this id, for answers to a second submission.
pub async fn by_client_id(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    client_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::CreatedBy.eq(scope.account_id()))
        .filter(Column::ClientId.eq(client_id))
        .one(conn)
        .await?)
}

/// Problems of the same unit whose title or facts contain one of the words, newest first: the duplicate search
/// shown before one is raised (§3.3).
pub async fn similar(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    org_id: Uuid,
    words: &[String],
    limit: u64,
) -> Result<Vec<Model>> {
    let engine = Engine::of(conn);
    let mut any = sea_orm::Condition::any();
    for word in words.iter().filter(|word| !word.trim().is_empty()) {
        any = any
            .add(contains(engine, Column::Title, word))
            .add(contains(engine, Column::Facts, word));
    }
    if any.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(reach::problems(scope))
        .filter(Column::OrgId.eq(org_id))
        .filter(any)
        .order_by_desc(Column::RaisedOn)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}
