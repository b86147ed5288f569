//! Appeals against results, and exports of them.

use chrono::{DateTime, Utc};
use remit_shared::policy::{Reach, Scope};
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::life::AppealState;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::sees_drafts;
use crate::entity::appeal::{Column, Entity, Model};
use crate::entity::{assessment_export, score_correction, score_run};
use crate::error::Result;
use crate::portable::nothing;
use crate::tx::WriteTx;

/// Appeals: all for the office's two roles, those of the own units for these. Others who read every result do not read
/// what units contest.
fn readable(scope: &Scope) -> Condition {
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All if sees_drafts(scope) => within,
        Reach::Unit => within.add(Column::OrgId.is_in(scope.units().iter().copied())),
        Reach::All | Reach::None | Reach::Own | Reach::Published => within.add(nothing()),
    }
}

/// The appeals against a run's results, newest first.
pub async fn appeals(conn: &impl ConnectionTrait, scope: &Scope, run_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(readable(scope))
        .filter(Column::RunId.eq(run_id))
        .order_by_desc(Column::FiledOn)
        .order_by_desc(Column::Id)
        .all(conn)
        .await?)
}

/// One appeal.
pub async fn find_appeal(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).filter(readable(scope)).one(conn).await?)
}

/// The ids of the appeals that a scope opens, for their evidence.
pub(crate) fn appeal_ids(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(Column::Id)
        .from(Entity)
        .cond_where(readable(scope))
        .to_owned()
}

fn open() -> Condition {
    Condition::any()
        .add(Column::State.eq(AppealState::Filed.code()))
        .add(
            Condition::all()
                .add(Column::State.eq(AppealState::Accepted.code()))
                .add(Column::NewRunId.is_null()),
        )
}

/// How many appeals against a run are not settled: filed, or accepted without a newer run.
pub async fn open_appeals(conn: &impl ConnectionTrait, jurisdiction_id: Uuid, run_id: Uuid) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::RunId.eq(run_id))
        .filter(open())
        .count(conn)
        .await?)
}

/// The accepted appeals against a run that a newer run has to settle.
pub async fn unsettled(tx: &WriteTx, run_id: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::RunId.eq(run_id))
        .filter(open())
        .all(tx)
        .await?)
}

/// A record that every later run of the year reads corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectedRecord {
    /// Unit.
    pub org_id: Uuid,
    /// Indicator.
    pub indicator: IndicatorCode,
    /// The record, as the trace names it.
    pub reference: String,
    /// Code of its value.
    pub to: String,
    /// When it was decided; a later decision on the same record is the one that holds.
    at: DateTime<Utc>,
}

/// What the accepted appeals of a year and the documents after its freezing have corrected, oldest first.
pub async fn corrections(
    conn: &impl ConnectionTrait,
    jurisdiction_id: Uuid,
    year: i32,
) -> Result<Vec<CorrectedRecord>> {
    use score_correction::Column as Decreed;
    let runs = Query::select()
        .column(score_run::Column::Id)
        .from(score_run::Entity)
        .and_where(score_run::Column::JurisdictionId.eq(jurisdiction_id))
        .and_where(score_run::Column::Year.eq(year))
        .to_owned();
    let appeals = Entity::find()
        .filter(Column::JurisdictionId.eq(jurisdiction_id))
        .filter(Column::State.eq(AppealState::Accepted.code()))
        .filter(Column::CorrectedRef.is_not_null())
        .filter(Column::RunId.in_subquery(runs.clone()))
        .all(conn)
        .await?;
    let decreed = score_correction::Entity::find()
        .filter(Decreed::JurisdictionId.eq(jurisdiction_id))
        .filter(Decreed::RunId.in_subquery(runs))
        .all(conn)
        .await?;
    let appealed = appeals.into_iter().filter_map(|row| {
        Some(CorrectedRecord {
            org_id: row.org_id,
            indicator: row.indicator.get(),
            reference: row.corrected_ref?,
            to: row.corrected_to?,
            at: row.decided_at.unwrap_or(row.updated_at),
        })
    });
    let decreed = decreed.into_iter().map(|row| CorrectedRecord {
        org_id: row.org_id,
        indicator: row.indicator.get(),
        reference: row.corrected_ref,
        to: row.corrected_to,
        at: row.created_at,
    });
    let mut found: Vec<CorrectedRecord> = appealed.chain(decreed).collect();
    found.sort_by_key(|row| row.at);
    Ok(found)
}

/// The records that a document corrects in a frozen run: all for those who read every result, a unit its own.
pub async fn decreed(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    run_id: Uuid,
) -> Result<Vec<score_correction::Model>> {
    use score_correction::Column;
    let own = (scope.reach() != Reach::All).then(|| Column::OrgId.is_in(scope.units().iter().copied()));
    Ok(score_correction::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::RunId.eq(run_id))
        .filter(Condition::all().add_option(own))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}

/// The package made of a run; none for a scope that opens less than all.
pub async fn export_of(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    run_id: Uuid,
) -> Result<Option<assessment_export::Model>> {
    use assessment_export::Column;
    if scope.reach() != Reach::All {
        return Ok(None);
    }
    Ok(assessment_export::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::RunId.eq(run_id))
        .one(conn)
        .await?)
}
