//! Appraisals of public institutions (K29): all, or those that count for the opened units.

use std::collections::HashMap;

use remit_shared::policy::Scope;
use remit_shared::voice::{AppraisalMark, ImportKind};
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::Engine;
use crate::entity::appraisal_row::{Column, Entity, Model};
use crate::entity::{import_batch, org};
use crate::error::Result;
use crate::page::{Page, Slice, cut, total};
use crate::portable::contains;
use crate::reach;

/// What to narrow a list of appraisals to. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct AppraisalFilter {
    /// Year.
    pub year: Option<i32>,
    /// Part of the institution's name.
    pub text: Option<String>,
    /// Any of these grades.
    pub grades: Vec<AppraisalMark>,
    /// The unit it counts for.
    pub org_id: Option<Uuid>,
}

/// Order of a list of appraisals; ties are broken by the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AppraisalSort {
    /// By the unit it counts for, in the registry's order.
    #[default]
    Unit,
    /// By name.
    Name,
    /// Best grade first.
    Grade,
}

fn condition(engine: Engine, scope: &Scope, filter: &AppraisalFilter) -> Condition {
    let mut all = reach::appraisals(scope)
        .add_option(filter.year.map(|year| Column::Year.eq(year)))
        .add_option(filter.org_id.map(|org| Column::ParentOrgId.eq(org)));
    if !filter.grades.is_empty() {
        all = all.add(Column::Grade.is_in(filter.grades.iter().map(|grade| grade.code())));
    }
    match filter
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        Some(text) => all.add(contains(engine, Column::Institution, text)),
        None => all,
    }
}

/// A page of the list: one statement, two with the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    filter: &AppraisalFilter,
    sort: AppraisalSort,
    slice: Slice,
) -> Result<Page<Model>> {
    let select = Entity::find().filter(condition(Engine::of(conn), scope, filter));
    let total = total(conn, &select, slice).await?;
    let select = match sort {
        AppraisalSort::Unit => select
            .inner_join(org::Entity)
            .order_by_asc(org::Column::Sort)
            .order_by_asc(Column::Institution),
        AppraisalSort::Name => select.order_by_asc(Column::Institution),
        AppraisalSort::Grade => select
            .order_by_asc(Column::Grade)
            .order_by_asc(Column::Institution),
    };
    Ok(Page {
        rows: cut(select, slice).all(conn).await?,
        total,
    })
}

/// How many of the year's institutions have each grade.
pub async fn grades(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    year: i32,
) -> Result<HashMap<AppraisalMark, i64>> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::Grade)
        .column_as(Column::Id.count(), "institutions")
        .filter(reach::appraisals(scope))
        .filter(Column::Year.eq(year))
        .group_by(Column::Grade)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(code, count)| Some((AppraisalMark::parse(&code)?, count)))
        .collect())
}

/// The year's appraisals by the institution's name, for an import.
pub async fn by_institution(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    year: i32,
) -> Result<HashMap<String, Model>> {
    let rows = Entity::find()
        .filter(reach::appraisals(scope))
        .filter(Column::Year.eq(year))
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.institution.clone(), row))
        .collect())
}

/// The list already imported with this content.
pub async fn batch(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
    file_hash: &str,
) -> Result<Option<import_batch::Model>> {
    use import_batch::Column;
    Ok(import_batch::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Kind.eq(ImportKind::Appraisal.code()))
        .filter(Column::Year.eq(year))
        .filter(Column::FileHash.eq(file_hash))
        .one(conn)
        .await?)
}

/// The lists imported for a year, the last one first.
pub async fn batches(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
) -> Result<Vec<import_batch::Model>> {
    use import_batch::Column;
    Ok(import_batch::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Kind.eq(ImportKind::Appraisal.code()))
        .filter(Column::Year.eq(year))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .all(conn)
        .await?)
}
