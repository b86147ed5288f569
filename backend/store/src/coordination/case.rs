//! Coordination cases (K11): all for the office, its own for a department, those of their sessions for experts (R3).

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::coordination::{CaseScope, CaseState};
use remit_shared::policy::Scope;
use remit_shared::problem::Alert;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{NullOrdering, Order};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::coordination_case::{Column, Entity, Model};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::{contains, count_if};
use crate::reach;

/// What to narrow a list of cases to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// Part of the number or the matter.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<CaseState>,
    /// Between whom.
    pub scope_kind: Option<CaseScope>,
    /// A party to it.
    pub org_id: Option<Uuid>,
    /// Decided on this day or later.
    pub decided_from: Option<NaiveDate>,
    /// One of the saved views.
    pub view: Option<CaseView>,
}

/// Saved views; the workbench's counts and the figures lead to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseView {
    /// Not refused, withdrawn or closed.
    Live,
    /// Waits to be accepted or refused.
    ToAccept,
    /// Waits for the office lead: a refusal to confirm.
    ToConfirm,
    /// Waits for its decision.
    ToDecide,
    /// Waits to be published.
    ToPublish,
    /// Being followed up.
    ToCheck,
    /// Overdue.
    Overdue,
    /// Published, being followed up or closed: what §1 counts as solved.
    Solved,
    /// Everything.
    All,
}

/// Order of a list of cases; ties are broken by the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaseSort {
    /// Deadline of the present step, those without one last.
    #[default]
    Due,
    /// Applied for last first.
    Newest,
}

const OVER: [CaseState; 3] = [CaseState::Refused, CaseState::Withdrawn, CaseState::Closed];
/// What §1 counts as solved.
pub(crate) const SOLVED: [CaseState; 3] = [CaseState::Published, CaseState::FollowUp, CaseState::Closed];

fn in_states(states: &[CaseState]) -> Condition {
    Condition::all().add(Column::State.is_in(states.iter().map(|state| state.code())))
}

fn in_view(view: CaseView) -> Condition {
    use CaseState as S;
    match view {
        CaseView::Live => Condition::all().add(Column::State.is_not_in(OVER.map(S::code))),
        CaseView::ToAccept => in_states(&[S::Applied]).add(Column::RefusalBy.is_null()),
        CaseView::ToConfirm => in_states(&[S::Applied]).add(Column::RefusalBy.is_not_null()),
        CaseView::ToDecide => in_states(&[S::Accepted, S::Hearing, S::Expert]),
        CaseView::ToPublish => in_states(&[S::Decided]),
        CaseView::ToCheck => in_states(&[S::FollowUp]),
        CaseView::Overdue => {
            Condition::all().add(Column::Alert.is_in([Alert::Yellow, Alert::Red].map(Alert::code)))
        }
        CaseView::Solved => in_states(&SOLVED),
        CaseView::All => Condition::all(),
    }
}

fn condition(engine: Engine, filter: &CaseFilter) -> Condition {
    let all = Condition::all()
        .add_option((!filter.states.is_empty()).then(|| in_states(&filter.states)))
        .add_option(filter.scope_kind.map(|kind| Column::ScopeKind.eq(kind.code())))
        .add_option(
            filter
                .org_id
                .map(|org| Column::Id.in_subquery(reach::case_parties(&[org]))),
        )
        .add_option(filter.decided_from.map(|day| Column::DecidedOn.gte(day)))
        .add_option(filter.view.map(in_view));
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
    filter: &CaseFilter,
    sort: CaseSort,
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find()
        .filter(reach::cases(scope))
        .filter(condition(Engine::of(conn), filter));
    let total = total(conn, &select, slice).await?;
    let select = match sort {
        CaseSort::Due => select
            .order_by_with_nulls(Column::StepDueOn, Order::Asc, NullOrdering::Last)
            .order_by_with_nulls(Column::DueOn, Order::Asc, NullOrdering::Last),
        CaseSort::Newest => select.order_by_desc(Column::AppliedOn),
    };
    Ok(Page {
        rows: cut(select.order_by_desc(Column::No), slice).all(conn).await?,
        total,
    })
}

/// How many cases each view holds, in the order of `views`: one statement for all.
pub async fn view_counts(conn: &impl ConnectionTrait, scope: &Scope, views: &[CaseView]) -> Result<Vec<i64>> {
    if views.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Entity::find().select_only().filter(reach::cases(scope));
    for (index, view) in views.iter().enumerate() {
        let hit = Condition::all().add(Column::Id.is_not_null()).add(in_view(*view));
        select = select.column_as(count_if(hit), format!("n{index}"));
    }
    let statement = sea_orm::QueryTrait::into_query(select);
    let Some(row) = conn.query_one(&statement).await? else {
        return Ok(vec![0; views.len()]);
    };
    (0..views.len())
        .map(|index| Ok(row.try_get_by_index(index)?))
        .collect()
}

/// One case, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::cases(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The case that a client has already opened under this id.
pub async fn by_client_id(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    client_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ClientId.eq(client_id))
        .one(conn)
        .await?)
}

/// The case of each consultation that a scope has opened: the live or settled one, else the last that was refused or
/// withdrawn.
pub async fn of_consultations(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Model>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut rows = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ConsultationId.is_in(ids.iter().copied()))
        .order_by_asc(Column::No)
        .all(conn)
        .await?;
    rows.sort_by_key(|row| !matches!(row.state.get(), CaseState::Refused | CaseState::Withdrawn));
    Ok(rows.into_iter().map(|row| (row.consultation_id, row)).collect())
}

/// The case on which an expert session was called.
pub async fn watch_of_session(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    session_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::SessionId.eq(session_id))
        .one(conn)
        .await?)
}

/// Live cases after a row, for the clock.
pub async fn watch_live(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(in_view(CaseView::Live))
        .filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id))))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// One case for the clock, inside its transaction.
pub async fn watch_find(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}
