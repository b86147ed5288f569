//! Linkage (K16, K17): members, quarter windows, submissions, countermeasures, and the feed of changes (§8).
//!
//! Windows and members are the calendar of the mechanism and take the jurisdiction; submissions are narrowed by
//! the scope (R2).

pub mod change;
pub mod submission;
pub mod window;

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::{countermeasure, linkage_member};
use crate::error::Result;

/// The linkage departments of a day, in their order.
pub async fn members(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    on: NaiveDate,
) -> Result<Vec<linkage_member::Model>> {
    use linkage_member::Column;
    Ok(linkage_member::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Since.lte(on))
        .filter(
            Condition::any()
                .add(Column::Until.is_null())
                .add(Column::Until.gte(on)),
        )
        .order_by_asc(Column::Sort)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// The countermeasures that came out of windows, by window, oldest first.
pub async fn countermeasures(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    window_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<countermeasure::Model>>> {
    use countermeasure::Column;
    let mut found: HashMap<Uuid, Vec<countermeasure::Model>> = HashMap::new();
    if window_ids.is_empty() {
        return Ok(found);
    }
    let rows = countermeasure::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::WindowId.is_in(window_ids.iter().copied()))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    for row in rows {
        if let Some(window) = row.window_id {
            found.entry(window).or_default().push(row);
        }
    }
    Ok(found)
}

/// The countermeasures among `ids`, in no particular order. Whoever reads a submission reads its answer.
pub async fn countermeasures_by_ids(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    ids: &[Uuid],
) -> Result<Vec<countermeasure::Model>> {
    use countermeasure::Column;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(countermeasure::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}
