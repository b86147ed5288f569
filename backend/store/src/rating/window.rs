//! Service windows and what was handled there.

use remit_shared::policy::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::window_point::{Column, Entity, Model};
use crate::error::Result;
use crate::reach;

/// The windows that the scope opens, of one unit or of all, by unit and number.
pub async fn list(conn: &impl ConnectionTrait, scope: &Scope, org_id: Option<Uuid>) -> Result<Vec<Model>> {
    let select = Entity::find().filter(reach::windows(scope));
    let select = match org_id {
        Some(org) => select.filter(Column::OrgId.eq(org)),
        None => select,
    };
    Ok(select
        .order_by_asc(Column::OrgId)
        .order_by_asc(Column::No)
        .all(conn)
        .await?)
}

/// One window, if the scope opens it.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(reach::windows(scope))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The windows among `ids`. What a window is called is on its sign.
pub async fn by_ids(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, ids: &[Uuid]) -> Result<Vec<Model>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// The window of a scanned code, for the public page.
pub async fn unscoped_find(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    id: Uuid,
) -> Result<Option<Model>> {
    Ok(by_ids(conn, jurisdiction_id, &[id]).await?.pop())
}

/// The windows of these units, for imports that name them by number.
pub async fn unscoped_of_orgs(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    orgs: &[Uuid],
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::OrgId.is_in(orgs.iter().copied()))
        .all(conn)
        .await?)
}
