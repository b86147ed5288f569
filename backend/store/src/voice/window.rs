//! Windows for comments and ballots. Everybody who writes or reads has to know the days, so they take no scope.

use remit_shared::voice::{VoiceKind, VoiceWindowState};
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::voice_window::{Column, Entity, Model};
use crate::error::Result;

/// The windows of a year.
pub async fn of_year(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, year: i32) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .order_by_asc(Column::Kind)
        .all(conn)
        .await?)
}

/// The window of a year for comments or for ballots.
pub async fn find(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
    kind: VoiceKind,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .filter(Column::Kind.eq(kind.code()))
        .one(conn)
        .await?)
}

/// One window.
pub async fn by_id(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?)
}

/// The years that have a window, the latest first.
pub async fn years(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<i32>> {
    use sea_orm::QuerySelect;
    Ok(Entity::find()
        .select_only()
        .column(Column::Year)
        .distinct()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_desc(Column::Year)
        .into_tuple()
        .all(conn)
        .await?)
}

/// Windows in any of these states, the latest year first.
pub async fn in_states(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    states: &[VoiceWindowState],
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.is_in(states.iter().map(|state| state.code())))
        .order_by_desc(Column::Year)
        .order_by_asc(Column::Kind)
        .all(conn)
        .await?)
}
