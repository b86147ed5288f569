//! Units that an expert does not judge (§2 `Recusal`, R9). Who may see the expert's appointment may see these;
//! the service has looked that up.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::recusal::{Column, Entity, Model};
use crate::error::Result;

/// The recusals of these persons, oldest first.
pub async fn of_persons(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    persons: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Model>>> {
    let mut found: HashMap<Uuid, Vec<Model>> = HashMap::new();
    if persons.is_empty() {
        return Ok(found);
    }
    let rows = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::PersonId.is_in(persons.iter().copied()))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    for row in rows {
        found.entry(row.person_id).or_default().push(row);
    }
    Ok(found)
}

/// Whether a person is recused for a unit on a day.
pub async fn holds(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    (person_id, org_id): (Uuid, Uuid),
    on: NaiveDate,
) -> Result<bool> {
    let found = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::PersonId.eq(person_id))
        .filter(Column::OrgId.eq(org_id))
        .filter(
            Condition::any()
                .add(Column::EndsOn.is_null())
                .add(Column::EndsOn.gte(on)),
        )
        .one(conn)
        .await?;
    Ok(found.is_some())
}

/// A recusal of the jurisdiction.
pub async fn find(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}
