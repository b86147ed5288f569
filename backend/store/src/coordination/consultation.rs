//! Consultations between departments (K10): all for the oversight section, its own for a department.

use remit_shared::coordination::{CaseScope, ConsultationState};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{CaseStatement, Expr, Order};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::consultation::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::reach;

/// What to narrow a list of consultations to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct ConsultationFilter {
    /// Part of the number or the matter.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<ConsultationState>,
    /// Between whom.
    pub scope_kind: Option<CaseScope>,
    /// A party to it.
    pub org_id: Option<Uuid>,
}

/// Order of a list of consultations; ties are broken by the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ConsultationSort {
    /// Open ones first, by their last day.
    #[default]
    Due,
    /// Opened last first.
    Newest,
}

fn condition(engine: Engine, filter: &ConsultationFilter) -> Condition {
    let all = Condition::all()
        .add_option(
            (!filter.states.is_empty()).then(|| Column::State.is_in(filter.states.iter().map(|s| s.code()))),
        )
        .add_option(filter.scope_kind.map(|kind| Column::ScopeKind.eq(kind.code())))
        .add_option(
            filter
                .org_id
                .map(|org| Column::Id.in_subquery(reach::consultation_parties(&[org]))),
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
                .add(contains(engine, Column::No, text))
                .add(contains(engine, Column::Matter, text)),
        ),
    }
}

/// A page of the list: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &ConsultationFilter,
    sort: ConsultationSort,
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find()
        .filter(reach::consultations(scope))
        .filter(condition(Engine::of(conn), filter));
    let total = total(conn, &select, slice).await?;
    let open_first: Expr = CaseStatement::new()
        .case(Column::State.eq(ConsultationState::Open.code()), 0)
        .finally(1)
        .into();
    let select = match sort {
        ConsultationSort::Due => select
            .order_by(open_first, Order::Asc)
            .order_by_asc(Column::DueOn),
        ConsultationSort::Newest => select.order_by_desc(Column::OpenedOn),
    };
    Ok(Page {
        rows: cut(select.order_by_desc(Column::No), slice).all(conn).await?,
        total,
    })
}

/// One consultation, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::consultations(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The consultations behind cases that a scope has opened.
pub async fn of_cases(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// The consultation that a client has already opened under this id.
pub async fn by_client_id(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    client_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::consultations(scope))
        .filter(Column::ClientId.eq(client_id))
        .one(conn)
        .await?)
}

/// Open consultations after a row, for the clock.
pub async fn watch_open(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.eq(ConsultationState::Open.code()))
        .filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id))))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}
