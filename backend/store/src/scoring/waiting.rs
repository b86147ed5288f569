//! Runs and appeals that wait for somebody.

use remit_shared::policy::{Reach, Scope};
use remit_shared::scoring::life::{AppealState, RunState};
use remit_shared::wire::Wire;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entity::{appeal, score_run};
use crate::error::Result;
use crate::text::Text;

/// A run without what it was made of.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RunLine {
    /// Row id.
    pub id: Uuid,
    /// Year of the plan.
    pub year: i32,
    /// Number within the year.
    pub no: i32,
    /// State.
    pub state: Text<RunState>,
    /// Person who ran it.
    pub ran_by: Option<Uuid>,
}

/// The newest run of each year that a scope opens, newest year first.
pub async fn newest_runs(conn: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<RunLine>> {
    use score_run::Column;
    let mut lines: Vec<RunLine> = score_run::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Year, Column::No, Column::State, Column::RanBy])
        .filter(super::readable(scope))
        .order_by_desc(Column::Year)
        .order_by_desc(Column::No)
        .into_model()
        .all(conn)
        .await?;
    lines.dedup_by_key(|line| line.year);
    Ok(lines)
}

/// The appeals that wait for a decision, those due first at the top; for those who read all of them.
pub async fn filed_appeals(conn: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<appeal::Model>> {
    use appeal::Column;
    if scope.reach() != Reach::All || !super::sees_drafts(scope) {
        return Ok(Vec::new());
    }
    Ok(appeal::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::State.eq(AppealState::Filed.code()))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}
