//! Duty-task lists, version by version (K36). They are public provisions, so a scope only gives the jurisdiction.

use std::collections::HashMap;

use chrono::NaiveDate;
use remit_shared::policy::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::duty_task_line;
use crate::entity::duty_task_list::{Column, Entity, Model};
use crate::error::Result;

/// The versions of units' lists, newest first.
pub async fn of_orgs(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    org_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let mut found: HashMap<Uuid, Vec<Model>> = HashMap::new();
    if org_ids.is_empty() {
        return Ok(found);
    }
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::OrgId.is_in(org_ids.iter().copied()))
        .order_by_desc(Column::Number)
        .all(conn)
        .await?;
    for row in rows {
        found.entry(row.org_id).or_default().push(row);
    }
    Ok(found)
}

/// The version of each unit that is in force on a day: one statement for any number of units.
pub async fn in_force(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    org_ids: &[Uuid],
    on: NaiveDate,
) -> Result<HashMap<Uuid, Model>> {
    let versions = of_orgs(conn, jurisdiction_id, org_ids).await?;
    Ok(versions
        .into_iter()
        .filter_map(|(org, list)| Some((org, list.into_iter().find(|row| row.effective_on <= on)?)))
        .collect())
}

/// The versions among `ids`, in no particular order.
pub async fn by_ids(conn: &impl ConnectionTrait, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// The versions that adjustments brought about.
pub async fn of_adjustments(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::AdjustmentId.is_in(ids.iter().copied()))
        .order_by_asc(Column::EffectiveOn)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// The lines of versions, in their order.
pub async fn lines(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    list_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<duty_task_line::Model>>> {
    use duty_task_line::Column;
    let mut found: HashMap<Uuid, Vec<duty_task_line::Model>> = HashMap::new();
    if list_ids.is_empty() {
        return Ok(found);
    }
    let rows = duty_task_line::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::ListId.is_in(list_ids.iter().copied()))
        .order_by_asc(Column::Sort)
        .all(conn)
        .await?;
    for row in rows {
        found.entry(row.list_id).or_default().push(row);
    }
    Ok(found)
}
