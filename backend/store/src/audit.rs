//! The audit chain (K42). The database itself refuses to change or delete a record.

use chrono::{DateTime, Utc};
use remit_shared::audit::Outcome;
use remit_shared::identity::Role;
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::audit_record::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::row;
use crate::tx::WriteTx;

/// What to narrow the audit to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// Part of the actor, the subject, the detail or the trace id.
    pub text: Option<String>,
    /// Beginning of the action, such as `problem.` or `problem.close`.
    pub action: Option<String>,
    /// Outcome.
    pub outcome: Option<Outcome>,
    /// Role of the actor.
    pub role: Option<Role>,
    /// At or after.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub before: Option<DateTime<Utc>>,
    /// Record acted on.
    pub subject_id: Option<Uuid>,
}

/// A page of the audit, newest first: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &AuditFilter,
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(condition(Engine::of(conn), filter));
    let total = total(conn, &select, slice).await?;
    Ok(Page {
        rows: cut(select.order_by_desc(Column::Seq), slice).all(conn).await?,
        total,
    })
}

fn condition(engine: Engine, filter: &AuditFilter) -> Condition {
    let all = Condition::all()
        .add_option(filter.outcome.map(|outcome| Column::Outcome.eq(outcome.code())))
        .add_option(filter.role.map(|role| Column::Role.eq(role.code())))
        .add_option(filter.from.map(|at| Column::At.gte(at)))
        .add_option(filter.before.map(|at| Column::At.lt(at)))
        .add_option(filter.subject_id.map(|id| Column::SubjectId.eq(id)))
        .add_option(
            filter
                .action
                .as_deref()
                .map(|action| crate::portable::begins(engine, Column::Action, action)),
        );
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        None => all,
        Some(text) => all.add(
            Condition::any()
                .add(contains(engine, Column::ActorLabel, text))
                .add(contains(engine, Column::SubjectLabel, text))
                .add(contains(engine, Column::Detail, text))
                .add(contains(engine, Column::Trace, text)),
        ),
    }
}

/// The last record of the chain. Inside a [`WriteTx`] nobody else can add one, so the next is its successor.
pub async fn last(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_desc(Column::Seq)
        .limit(1)
        .one(conn)
        .await?)
}

/// Appends a record.
pub async fn append(tx: &WriteTx, record: Model) -> Result<()> {
    row::append(tx, record).await
}

/// Appends many records, for loaded histories.
pub async fn append_all(tx: &WriteTx, records: Vec<Model>) -> Result<()> {
    row::append_all(tx, records).await
}

/// The records after `seq`, oldest first; whoever verifies the chain reads on until it gets none.
pub async fn chunk(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    after_seq: i64,
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Seq.gt(after_seq))
        .order_by_asc(Column::Seq)
        .limit(limit)
        .all(conn)
        .await?)
}
