//! City leaders' comments (K25): a leader reads the own ones (F6).

use remit_shared::policy::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::leader_comment::{Column, Entity, Model};
use crate::error::Result;

/// The reader's own comments of a year, those taken back too.
pub async fn own(conn: &impl ConnectionTrait, scope: &Scope, year: i32) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::Year.eq(year))
        .filter(Column::LeaderId.eq(scope.person_id()))
        .all(conn)
        .await?)
}

/// The writer's own comment on a unit.
pub async fn own_on(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    year: i32,
    org_id: Uuid,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::Year.eq(year))
        .filter(Column::LeaderId.eq(scope.person_id()))
        .filter(Column::OrgId.eq(org_id))
        .one(conn)
        .await?)
}

/// The comments of a year that count, on these units or on all. For sums only: what is shown of them goes through
/// `remit_shared::voice::comment::summary`.
pub async fn counted(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
    org_ids: Option<&[Uuid]>,
) -> Result<Vec<Model>> {
    let mut select = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .filter(Column::Withdrawn.eq(false));
    if let Some(ids) = org_ids {
        select = select.filter(Column::OrgId.is_in(ids.iter().copied()));
    }
    Ok(select.order_by_asc(Column::Id).all(conn).await?)
}

/// Who has commented in a year, and on how many units: progress without levels.
pub async fn progress(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
) -> Result<Vec<(Uuid, i64)>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::LeaderId)
        .column_as(Column::Id.count(), "units")
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .filter(Column::Withdrawn.eq(false))
        .group_by(Column::LeaderId)
        .into_tuple()
        .all(conn)
        .await?)
}
