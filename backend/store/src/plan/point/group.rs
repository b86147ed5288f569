//! Subtotals and counts of points, each in one statement.

use remit_shared::plan::point::light::{LightDays, PointLight};
use remit_shared::plan::point::{PointMeasure, PointState};
use remit_shared::policy::Scope;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use uuid::Uuid;

use super::filter::{self, PointFilter, PointView};
use crate::db::Engine;
use crate::entity::effectiveness_point::{Column, Entity};
use crate::error::{Result, StoreError};
use crate::portable::count_if;
use crate::reach;
use crate::text::Text;

/// What points are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Unit.
    Org,
    /// Measure of the target.
    Measure,
    /// State.
    State,
}

/// The value that the points of a group share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKey {
    /// Unit.
    Org(Uuid),
    /// Measure.
    Measure(PointMeasure),
    /// State.
    State(PointState),
}

/// A group and its subtotals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PointGroup {
    /// What its points share.
    pub key: GroupKey,
    /// Points.
    pub count: i64,
    /// Of these, verified.
    pub done: i64,
    /// Of these, under way.
    pub running: i64,
    /// Of these, without this month's report.
    pub unreported: i64,
    /// Of these, overdue.
    pub overdue: i64,
    /// Sum of the progress of all; divided by `count` the mean.
    pub progress: i64,
}

type Numbers = (i64, i64, i64, i64, i64, i64);

/// The groups of a filtered list with their subtotals, in the order of the group's value.
pub async fn groups(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    narrow: &PointFilter,
    by: Grouping,
    days: LightDays,
) -> Result<Vec<PointGroup>> {
    let base = |column: Column| {
        numbers(filtered(conn, scope, narrow).select_only().column(column), days)
            .group_by(column)
            .order_by_asc(column)
    };
    Ok(match by {
        Grouping::Org => base(Column::OrgId)
            .into_tuple::<(Uuid, i64, i64, i64, i64, i64, i64)>()
            .all(conn)
            .await?
            .into_iter()
            .map(|(key, a, b, c, d, e, f)| group(GroupKey::Org(key), (a, b, c, d, e, f)))
            .collect(),
        Grouping::Measure => base(Column::Measure)
            .into_tuple::<(Text<PointMeasure>, i64, i64, i64, i64, i64, i64)>()
            .all(conn)
            .await?
            .into_iter()
            .map(|(key, a, b, c, d, e, f)| group(GroupKey::Measure(key.0), (a, b, c, d, e, f)))
            .collect(),
        Grouping::State => base(Column::State)
            .into_tuple::<(Text<PointState>, i64, i64, i64, i64, i64, i64)>()
            .all(conn)
            .await?
            .into_iter()
            .map(|(key, a, b, c, d, e, f)| group(GroupKey::State(key.0), (a, b, c, d, e, f)))
            .collect(),
    })
}

/// The subtotals of several units in a year, for the registry and the units' own pages.
pub async fn org_counts(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    year: i32,
    days: LightDays,
) -> Result<Vec<PointGroup>> {
    let narrow = PointFilter {
        year: Some(year),
        ..PointFilter::default()
    };
    groups(conn, scope, &narrow, Grouping::Org, days).await
}

fn filtered(conn: &impl ConnectionTrait, scope: &Scope, narrow: &PointFilter) -> Select<Entity> {
    Entity::find()
        .filter(reach::points(scope))
        .filter(filter::condition(Engine::of(conn), narrow))
}

fn numbers(select: Select<Entity>, days: LightDays) -> Select<Entity> {
    let state = |state: PointState| {
        use remit_shared::wire::Wire;
        Column::State.eq(state.code())
    };
    select
        .column_as(Column::Id.count(), "n")
        .column_as(count_if(state(PointState::Verified)), "done")
        .column_as(count_if(state(PointState::Active)), "running")
        .column_as(count_if(filter::view(PointView::ToFill, days)), "unreported")
        .column_as(count_if(filter::lit(PointLight::Red, days)), "overdue")
        .column_as(Column::Progress.sum(), "progress")
}

fn group(key: GroupKey, (count, done, running, unreported, overdue, progress): Numbers) -> PointGroup {
    PointGroup {
        key,
        count,
        done,
        running,
        unreported,
        overdue,
        progress,
    }
}

/// How many points each view holds, in the order of `views`; equal to the lists behind them.
pub async fn view_counts(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    year: Option<i32>,
    views: &[PointView],
    days: LightDays,
) -> Result<Vec<i64>> {
    if views.is_empty() {
        return Ok(Vec::new());
    }
    let narrow = PointFilter {
        year,
        ..PointFilter::default()
    };
    let mut select = filtered(conn, scope, &narrow).select_only();
    for (index, view) in views.iter().enumerate() {
        select = select.column_as(count_if(filter::view(*view, days)), format!("n{index}"));
    }
    let statement = QueryTrait::into_query(select);
    let row = conn.query_one(&statement).await?.ok_or_else(|| {
        StoreError::Db(sea_orm::DbErr::RecordNotFound(
            "a count without groups gave no row".to_owned(),
        ))
    })?;
    (0..views.len())
        .map(|index| Ok(row.try_get_by_index(index)?))
        .collect()
}
