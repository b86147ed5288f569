//! The other voices, whole tables.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{
    appraisal_row, leader_comment, mutual_ballot, mutual_mark, org, violation, violation_event, voice_window,
};
use crate::error::Result;

/// Every window for comments or ballots.
pub async fn voice_windows(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<voice_window::Model>> {
    use voice_window::Column;
    Ok(voice_window::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Year)
        .order_by_asc(Column::Kind)
        .all(conn)
        .await?)
}

/// Every city leader's comment.
pub async fn leader_comments(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<leader_comment::Model>> {
    use leader_comment::Column;
    Ok(leader_comment::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Every mutual ballot.
pub async fn mutual_ballots(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<mutual_ballot::Model>> {
    use mutual_ballot::Column;
    Ok(mutual_ballot::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Every mark of a mutual ballot.
pub async fn mutual_marks(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<mutual_mark::Model>> {
    use mutual_mark::Column;
    Ok(mutual_mark::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::BallotId)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// Every appraisal of an institution.
pub async fn appraisal_rows(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<appraisal_row::Model>> {
    use appraisal_row::Column;
    Ok(appraisal_row::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Year)
        .order_by_asc(Column::Institution)
        .all(conn)
        .await?)
}

/// Every negative record, by number.
pub async fn violations(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<violation::Model>> {
    use violation::Column;
    Ok(violation::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::Code)
        .all(conn)
        .await?)
}

/// Every event of every negative record, in its order.
pub async fn violation_events(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
) -> Result<Vec<violation_event::Model>> {
    use violation_event::Column;
    Ok(violation_event::Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .order_by_asc(Column::ViolationId)
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}

/// The units that are, or were, supervised.
pub async fn supervised(conn: &impl ConnectionTrait, jurisdiction_id: Uuid) -> Result<Vec<Uuid>> {
    use org::Column;
    Ok(org::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::Supervised.eq(true))
        .into_tuple()
        .all(conn)
        .await?)
}
