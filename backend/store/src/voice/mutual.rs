//! Mutual ballots of departments (K26): a department reads its own (F7).

use chrono::{DateTime, Utc};
use remit_shared::policy::Scope;
use remit_shared::voice::MutualState;
use remit_shared::wire::Wire;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{mutual_ballot, mutual_mark};
use crate::error::Result;

/// The ballot of the reader's own unit.
pub async fn own(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    year: i32,
    org_id: Uuid,
) -> Result<Option<mutual_ballot::Model>> {
    use mutual_ballot::Column;
    if !scope.covers(org_id) {
        return Ok(None);
    }
    Ok(mutual_ballot::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::Year.eq(year))
        .filter(Column::OrgId.eq(org_id))
        .one(conn)
        .await?)
}

/// What the reader's own ballot says, as cast.
pub async fn own_marks(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    ballot: &mutual_ballot::Model,
) -> Result<Vec<mutual_mark::Model>> {
    use mutual_mark::Column;
    if !scope.covers(ballot.org_id) {
        return Ok(Vec::new());
    }
    Ok(mutual_mark::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::BallotId.eq(ballot.id))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// The units whose ballot is in, without what it says.
pub async fn cast(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, year: i32) -> Result<Vec<Uuid>> {
    use mutual_ballot::Column;
    Ok(mutual_ballot::Entity::find()
        .select_only()
        .column(Column::OrgId)
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .filter(Column::State.eq(MutualState::Cast.code()))
        .into_tuple()
        .all(conn)
        .await?)
}

/// When each ballot of a year was cast; none while it is a draft.
pub async fn cast_at(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
) -> Result<Vec<(Uuid, Option<DateTime<Utc>>)>> {
    use mutual_ballot::Column;
    Ok(mutual_ballot::Entity::find()
        .select_only()
        .columns([Column::Id, Column::CastAt])
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .into_tuple()
        .all(conn)
        .await?)
}

/// The marks of a year that rate somebody. For means only: what is shown of them goes through
/// `remit_shared::voice::mutual::report`. The order is that of the rated units and says nothing about the casters.
pub async fn counted(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
) -> Result<Vec<mutual_mark::Model>> {
    use mutual_mark::Column;
    Ok(mutual_mark::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Year.eq(year))
        .filter(Column::Attitude.is_not_null())
        .order_by_asc(Column::ToOrgId)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}
