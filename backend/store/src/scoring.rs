//! Score runs, results and their traces (K30), appeals (K32) and exports (K34).
//!
//! Drafts are the oversight office's alone (R6). A unit reads its own result, and the others' only once the list is
//! open (F9); scores and traces are always its own. [`totals`] gives no names, so it takes any scope.

mod appeal;
pub mod inputs;
mod source;
mod waiting;

use remit_shared::identity::Role;
use remit_shared::policy::{Reach, Scope};
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::life::RunState;
use remit_shared::wire::Wire;
use sea_orm::sea_query::{NullOrdering, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

pub(crate) use appeal::appeal_ids;
pub use appeal::{
    CorrectedRecord, appeals, corrections, decreed, export_of, find_appeal, open_appeals, unsettled,
};
pub use source::{SourceRecord, records};
pub use waiting::{RunLine, filed_appeals, newest_runs};

use crate::entity::{indicator_score, score_run, score_trace, unit_result};
use crate::error::Result;
use crate::portable::nothing;
use crate::row;
use crate::tx::WriteTx;

/// Whether a scope opens drafts (R6).
fn sees_drafts(scope: &Scope) -> bool {
    matches!(scope.role(), Role::Ol | Role::Ov)
}

/// Runs the scope opens: all for the office's two roles, the published ones for everybody else.
pub(crate) fn readable(scope: &Scope) -> Condition {
    use score_run::Column;
    let drafts = [RunState::Draft.code(), RunState::Reviewed.code()];
    let within = Condition::all().add(Column::JurisdictionId.eq(scope.jurisdiction_id()));
    match scope.reach() {
        Reach::All | Reach::Unit if sees_drafts(scope) => within,
        // A run that was published and later replaced stays readable; one that never was does not appear.
        Reach::All | Reach::Unit => within
            .add(Column::State.is_not_in(drafts))
            .add(Column::PublishedOn.is_not_null()),
        Reach::None | Reach::Own | Reach::Published => within.add(nothing()),
    }
}

/// The runs of a year, newest first.
pub async fn runs(conn: &impl ConnectionTrait, scope: &Scope, year: i32) -> Result<Vec<score_run::Model>> {
    use score_run::Column;
    Ok(score_run::Entity::find()
        .filter(readable(scope))
        .filter(Column::Year.eq(year))
        .order_by_desc(Column::No)
        .all(conn)
        .await?)
}

/// One run.
pub async fn find(conn: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Option<score_run::Model>> {
    Ok(score_run::Entity::find_by_id(id)
        .filter(readable(scope))
        .one(conn)
        .await?)
}

/// The states of a year's runs, for the rules that look at all of them.
pub async fn of_year(tx: &WriteTx, year: i32) -> Result<Vec<score_run::Model>> {
    use score_run::Column;
    Ok(score_run::Entity::find()
        .filter(Column::JurisdictionId.eq(tx.jurisdiction_id()))
        .filter(Column::Year.eq(year))
        .order_by_desc(Column::No)
        .all(tx)
        .await?)
}

/// The results of a run that the scope opens, best first, those that are not ranked last.
pub async fn results(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    run: &score_run::Model,
) -> Result<Vec<unit_result::Model>> {
    use unit_result::Column;
    let own = (scope.reach() != Reach::All && !run.list_open)
        .then(|| Column::OrgId.is_in(scope.units().iter().copied()));
    Ok(unit_result::Entity::find()
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::RunId.eq(run.id))
        .filter(Condition::all().add_option(own))
        .order_by_with_nulls(Column::Rank, Order::Asc, NullOrdering::Last)
        .order_by_asc(Column::OrgId)
        .all(conn)
        .await?)
}

/// The totals of the ranked units, best first: for the city's mean and quartiles (F9).
pub async fn totals(conn: &impl ConnectionTrait, scope: &Scope, run_id: Uuid) -> Result<Vec<i64>> {
    use unit_result::Column;
    Ok(unit_result::Entity::find()
        .select_only()
        .column(Column::TotalE4)
        .filter(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(Column::RunId.eq(run_id))
        .filter(Column::Rank.is_not_null())
        .order_by_desc(Column::TotalE4)
        .into_tuple()
        .all(conn)
        .await?)
}

fn scores_within(scope: &Scope, run_id: Uuid) -> Condition {
    use indicator_score::Column;
    let own = (scope.reach() != Reach::All).then(|| Column::OrgId.is_in(scope.units().iter().copied()));
    Condition::all()
        .add(Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .add(Column::RunId.eq(run_id))
        .add_option(own)
}

/// The indicator scores of a run that the scope opens, by unit and code.
pub async fn scores(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    run_id: Uuid,
) -> Result<Vec<indicator_score::Model>> {
    use indicator_score::Column;
    Ok(indicator_score::Entity::find()
        .filter(scores_within(scope, run_id))
        .order_by_asc(Column::OrgId)
        .order_by_asc(Column::Code)
        .all(conn)
        .await?)
}

/// One score and the rows behind it.
pub async fn trace(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    run_id: Uuid,
    org_id: Uuid,
    code: IndicatorCode,
) -> Result<Option<(indicator_score::Model, Vec<score_trace::Model>)>> {
    use indicator_score::Column;
    let score = indicator_score::Entity::find()
        .filter(scores_within(scope, run_id))
        .filter(Column::OrgId.eq(org_id))
        .filter(Column::Code.eq(code.code()))
        .one(conn)
        .await?;
    let Some(score) = score else { return Ok(None) };
    let rows = score_trace::Entity::find()
        .filter(score_trace::Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(score_trace::Column::ScoreId.eq(score.id))
        .order_by_asc(score_trace::Column::Seq)
        .all(conn)
        .await?;
    Ok(Some((score, rows)))
}

/// The rows behind every score of a run that the scope opens.
pub async fn traces(
    conn: &impl ConnectionTrait,
    scope: &Scope,
    run_id: Uuid,
) -> Result<Vec<score_trace::Model>> {
    let own = Query::select()
        .column(indicator_score::Column::Id)
        .from(indicator_score::Entity)
        .cond_where(scores_within(scope, run_id))
        .to_owned();
    Ok(score_trace::Entity::find()
        .filter(score_trace::Column::JurisdictionId.eq(scope.jurisdiction_id()))
        .filter(score_trace::Column::ScoreId.in_subquery(own))
        .all(conn)
        .await?)
}

/// Everything a run wrote down of its units.
#[derive(Debug, Default)]
pub struct Written {
    /// Results.
    pub results: Vec<unit_result::Model>,
    /// Scores.
    pub scores: Vec<indicator_score::Model>,
    /// Traces.
    pub traces: Vec<score_trace::Model>,
}

/// Writes a run with everything it found.
pub async fn keep(tx: &WriteTx, run: score_run::Model, written: Written) -> Result<score_run::Model> {
    let run = row::insert(tx, run).await?;
    row::append_all(tx, written.results).await?;
    row::append_all(tx, written.scores).await?;
    row::append_all(tx, written.traces).await?;
    Ok(run)
}
