//! What the scoring reads of the other voices: one statement an indicator, all units at once.

use std::collections::{HashMap, HashSet};

use remit_shared::policy::Scope;
use remit_shared::rating::RatingLevel;
use remit_shared::scoring::period::ScorePeriod;
use remit_shared::voice::{AppraisalMark, ViolationKind, ViolationState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{comment, mutual};
use crate::entity::{appraisal_row, violation, violation_event};
use crate::error::Result;
use crate::reach;
use crate::text::Text;

/// B31: a comment on a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentInput {
    /// Unit.
    pub org_id: Uuid,
    /// Level.
    pub level: RatingLevel,
    /// Whether the leader is in charge of the unit.
    pub in_charge: bool,
}

/// The comments of a year that count (B31).
pub async fn comments(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    period: ScorePeriod,
) -> Result<Vec<CommentInput>> {
    let rows = comment::counted(conn, scope.jurisdiction_id(), period.year(), None).await?;
    let mut inputs: Vec<CommentInput> = rows
        .into_iter()
        .filter(|row| period.recorded(row.created_at))
        .map(|row| CommentInput {
            org_id: row.org_id,
            level: row.level.get(),
            in_charge: row.in_charge,
        })
        .collect();
    // The order of writing would point at the leaders (F6).
    inputs.sort_by_key(|input| (input.org_id, input.level, input.in_charge));
    Ok(inputs)
}

/// B41: what one unit's ballot says of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MutualInput {
    /// Casting unit.
    pub from_org_id: Uuid,
    /// Rated unit.
    pub to_org_id: Uuid,
    /// Attitude, timeliness, effect.
    pub levels: [RatingLevel; 3],
}

/// The ratings on the cast ballots of a year, those without dealings left out (B41).
pub async fn mutual(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    period: ScorePeriod,
) -> Result<Vec<MutualInput>> {
    let rows = mutual::counted(conn, scope.jurisdiction_id(), period.year()).await?;
    let cast = mutual::cast_at(conn, scope.jurisdiction_id(), period.year()).await?;
    let recorded: HashSet<Uuid> = cast
        .into_iter()
        .filter_map(|(ballot, at)| at.filter(|at| period.recorded(*at)).map(|_| ballot))
        .collect();
    Ok(rows
        .into_iter()
        .filter(|row| recorded.contains(&row.ballot_id))
        .filter_map(|row| {
            Some(MutualInput {
                from_org_id: row.from_org_id,
                to_org_id: row.to_org_id,
                levels: [row.attitude?, row.timeliness?, row.effect?].map(Text::get),
            })
        })
        .collect())
}

/// B62: the appraisal of an institution of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppraisalInput {
    /// Row, for the trace.
    pub id: Uuid,
    /// Unit it counts for.
    pub org_id: Uuid,
    /// Name of the institution.
    pub institution: String,
    /// Grade.
    pub grade: AppraisalMark,
    /// Score in hundredths; wins over the grade.
    pub score_centi: Option<i32>,
}

/// The appraisals of a year (B62).
pub async fn appraisals(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    period: ScorePeriod,
) -> Result<Vec<AppraisalInput>> {
    use appraisal_row::Column;
    let rows = appraisal_row::Entity::find()
        .filter(reach::appraisals(scope))
        .filter(Column::Year.eq(period.year()))
        .order_by_asc(Column::Institution)
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .filter(|row| period.recorded(row.created_at))
        .map(|row| AppraisalInput {
            id: row.id,
            org_id: row.parent_org_id,
            institution: row.institution,
            grade: row.grade.get(),
            score_centi: row.score_centi,
        })
        .collect())
}

/// C21: a negative record that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViolationInput {
    /// Number, for the trace.
    pub code: String,
    /// Unit.
    pub org_id: Uuid,
    /// Which of the three.
    pub kind: ViolationKind,
}

/// The negative records of a year that count: confirmed by the cut-off and not revoked by then (C21).
pub async fn violations(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    period: ScorePeriod,
) -> Result<Vec<ViolationInput>> {
    use remit_shared::voice::violation::counts;
    use violation::Column;
    let rows = violation::Entity::find()
        .filter(reach::violations(scope))
        .filter(Column::Year.eq(period.year()))
        .order_by_asc(Column::Code)
        .all(conn)
        .await?;
    let mut standing: HashMap<Uuid, ViolationState> = HashMap::new();
    for event in history(conn, scope, &rows).await? {
        if period.recorded(event.at) {
            standing.insert(event.violation_id, event.to_state.get());
        }
    }
    Ok(rows
        .into_iter()
        .filter(|row| standing.get(&row.id).is_some_and(|state| counts(*state)))
        .map(|row| ViolationInput {
            code: row.code,
            org_id: row.org_id,
            kind: row.kind.get(),
        })
        .collect())
}

async fn history(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    rows: &[violation::Model],
) -> Result<Vec<violation_event::Model>> {
    use violation_event::Column;
    Ok(violation_event::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::ViolationId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(Column::Seq)
        .all(conn)
        .await?)
}
