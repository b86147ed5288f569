//! Lists and look-ups of joint activities.

use chrono::NaiveDate;
use remit_shared::activity::{ActivityKind, ActivityState, FindingState};
use remit_shared::policy::Scope;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::finding::with_open_problems;
use crate::db::Engine;
use crate::entity::joint_activity::{Column, Entity, Model};
use crate::entity::{activity_unit, finding};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::problem::filter::any_of;
use crate::reach;

/// What to narrow a list of activities to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct ActivityFilter {
    /// Part of the number or the title.
    pub text: Option<String>,
    /// Any of these states.
    pub states: Vec<ActivityState>,
    /// Inspects any of these.
    pub kinds: Vec<ActivityKind>,
    /// Of this year.
    pub year: Option<i32>,
    /// At this unit.
    pub org_id: Option<Uuid>,
    /// Has findings in one of these states, as far as the scope shows them.
    pub findings: Vec<FindingState>,
}

/// Order of a list of activities; ties are broken by the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ActivitySort {
    /// Last first day first.
    #[default]
    Newest,
    /// First day first.
    Oldest,
    /// By number.
    No,
}

/// A page of the list: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &ActivityFilter,
    sort: ActivitySort,
    slice: Slice,
) -> Result<Page<Model>> {
    let select =
        Entity::find()
            .filter(reach::activities(scope))
            .filter(condition(Engine::of(conn), scope, filter));
    let total = total(conn, &select, slice).await?;
    let select = match sort {
        ActivitySort::Newest => select.order_by_desc(Column::FromOn).order_by_desc(Column::Id),
        ActivitySort::Oldest => select.order_by_asc(Column::FromOn).order_by_asc(Column::Id),
        ActivitySort::No => select.order_by_asc(Column::No),
    };
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// How many the filter finds.
pub async fn count(conn: &impl ConnectionTrait, scope: &Scope, filter: &ActivityFilter) -> Result<u64> {
    Ok(Entity::find()
        .filter(reach::activities(scope))
        .filter(condition(Engine::of(conn), scope, filter))
        .count(conn)
        .await?)
}

fn condition(engine: Engine, scope: &Scope, filter: &ActivityFilter) -> Condition {
    let kinds = filter.kinds.iter().fold(Condition::any(), |any, kind| {
        any.add(contains(engine, Column::Kinds, kind.code()))
    });
    let all = Condition::all()
        .add_option((!filter.kinds.is_empty()).then_some(kinds))
        .add_option(filter.year.map(|year| Column::Year.eq(year)))
        .add_option(filter.org_id.map(|org| at(scope, org)))
        .add_option((!filter.findings.is_empty()).then(|| with_findings(scope, &filter.findings)));
    let all = any_of(all, Column::State, &filter.states);
    let text = filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    all.add_option(text.map(|text| {
        Condition::any()
            .add(contains(engine, Column::No, text))
            .add(contains(engine, Column::Title, text))
    }))
}

fn at(scope: &Scope, org: Uuid) -> Expr {
    let units = Query::select()
        .column(activity_unit::Column::ActivityId)
        .from(activity_unit::Entity)
        .cond_where(reach::activity_units(scope).add(activity_unit::Column::OrgId.eq(org)))
        .to_owned();
    Column::Id.in_subquery(units)
}

fn with_findings(scope: &Scope, states: &[FindingState]) -> Expr {
    let codes = states.iter().map(|state| state.code());
    let found = Query::select()
        .column(finding::Column::ActivityId)
        .from(finding::Entity)
        .cond_where(reach::findings(scope).add(finding::Column::State.is_in(codes)))
        .to_owned();
    Column::Id.in_subquery(found)
}

/// One activity, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(by_ids(conn, scope, &[id]).await?.pop())
}

/// The activities among `ids` that the scope opens, in no particular order.
pub async fn by_ids(conn: &impl ConnectionTrait, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(reach::activities(scope))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// What the actor's account has already planned under this client id.
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

/// Activities of a year reported by a day (§1: REPORTED or CLOSED).
pub async fn held(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
    on: NaiveDate,
) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .filter(Column::State.is_in([ActivityState::Reported.code(), ActivityState::Closed.code()]))
        .filter(Column::ReportedOn.lte(on))
        .count(conn)
        .await?)
}

/// Reported activities none of whose problems is open; for the clock.
pub async fn watch_reported(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Model>> {
    let open = with_open_problems(jurisdiction_id);
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.eq(ActivityState::Reported.code()))
        .filter(Column::Id.not_in_subquery(open))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// One activity, for the clock and for those who have been given something that hangs on it.
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

/// The units of an activity, for telling them.
pub async fn watch_orgs(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, id: Uuid) -> Result<Vec<Uuid>> {
    use activity_unit::Column;
    let rows = activity_unit::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ActivityId.eq(id))
        .order_by_asc(Column::Sort)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| row.org_id).collect())
}
