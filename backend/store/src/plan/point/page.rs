//! The list of points with what a line shows, in a fixed number of statements whatever its length.

use std::collections::HashMap;

use remit_shared::policy::Scope;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::filter::{self, PointFilter, PointSort};
use crate::db::Engine;
use crate::entity::effectiveness_point::{Entity, Model};
use crate::entity::{org, org_section, point_change};
use crate::error::{Result, StoreError};
use crate::organisation;
use crate::page::{Page, Slice, cut, total};
use crate::reach;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointRow {
    /// The point.
    pub point: Model,
    /// Its unit.
    pub org: org::Model,
    /// Its section of the unit.
    pub section: Option<org_section::Model>,
    /// The request for a change that waits, if any.
    pub pending: Option<point_change::Model>,
}

/// A page of the list: four statements, one more for the total.
pub async fn page(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    narrow: &PointFilter,
    sort: PointSort,
    slice: Slice,
) -> Result<Page<PointRow>> {
    let select = Entity::find()
        .filter(reach::points(scope))
        .filter(filter::condition(Engine::of(conn), narrow));
    let total = total(conn, &select, slice).await?;
    let points = cut(filter::sort(select, sort), slice).all(conn).await?;
    Ok(Page {
        rows: with_company(conn, scope, points).await?,
        total,
    })
}

/// Adds what each line shows beside its point.
pub async fn with_company(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    points: Vec<Model>,
) -> Result<Vec<PointRow>> {
    let jurisdiction = scope.jurisdiction_id();
    let orgs = distinct(points.iter().map(|row| row.org_id));
    let orgs: HashMap<Uuid, org::Model> = organisation::by_ids(conn, jurisdiction, &orgs)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let sections = distinct(points.iter().filter_map(|row| row.section_id));
    let sections: HashMap<Uuid, org_section::Model> =
        organisation::sections_by_ids(conn, jurisdiction, &sections)
            .await?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
    let waiting: Vec<Uuid> = points
        .iter()
        .filter(|row| row.state.get() == remit_shared::plan::point::PointState::ChangePending)
        .map(|row| row.id)
        .collect();
    let mut pending = super::pending_changes(conn, scope, &waiting).await?;
    let rows = points.into_iter().map(|point| {
        let org = orgs
            .get(&point.org_id)
            .cloned()
            .ok_or_else(|| missing_org(&point))?;
        let section = point.section_id.and_then(|id| sections.get(&id).cloned());
        let pending = pending.remove(&point.id);
        Ok(PointRow {
            point,
            org,
            section,
            pending,
        })
    });
    rows.collect()
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn missing_org(point: &Model) -> StoreError {
    StoreError::Inconsistent {
        table: "effectiveness_point".to_owned(),
        column: "org_id".to_owned(),
        id: Some(point.id),
        detail: format!("names the unit {}, which does not exist", point.org_id),
    }
}
