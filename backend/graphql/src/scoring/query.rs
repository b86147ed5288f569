//! Queries of results.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use remit_service::scoring::{compare, read};
use remit_shared::id::NodeKind;
use remit_shared::scoring::IndicatorCode;

use super::{IndicatorScore, ScoreDifference, ScoreRun, ScoreTraceRow, UnitResult};
use crate::code::Code;
use crate::context::RequestContext;
use crate::id;

/// How ready an indicator is to be scored today (K30).
#[derive(SimpleObject)]
pub struct ScoreReadiness {
    /// Indicator.
    code: Code<IndicatorCode>,
    /// Units with data.
    with_data: i32,
    /// Units to which it does not apply.
    not_applicable: i32,
    /// Names of the units without data.
    missing: Vec<String>,
}

/// A score with the rows behind it (§5.11).
#[derive(SimpleObject)]
pub struct ScoreTrace {
    /// The score.
    score: IndicatorScore,
    /// Where it comes from.
    rows: Vec<ScoreTraceRow>,
}

/// Reads of results.
#[derive(Debug, Default)]
pub struct ScoringQuery;

#[Object]
impl ScoringQuery {
    /// Score runs of a year, newest first; drafts are the oversight office's alone (R6).
    async fn score_runs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year of the plan.")] year: i32,
    ) -> Result<Vec<ScoreRun>> {
        let request = RequestContext::of(ctx)?;
        let runs = request.value(read::runs(&request.app, &request.op, year).await)?;
        Ok(runs.into_iter().map(ScoreRun).collect())
    }

    /// One score run.
    async fn score_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id.")] id: ID,
    ) -> Result<Option<ScoreRun>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let id = id::read(NodeKind::ScoreRun, &id, "id")?;
            read::find(&request.app, &request.op, id).await
        };
        Ok(request.value(found.await)?.map(ScoreRun))
    }

    /// The result of one unit in a run, if the reader may see it (F9).
    async fn score_result(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run.")] run_id: ID,
        #[graphql(desc = "The unit.")] org_id: ID,
    ) -> Result<Option<UnitResult>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let run = id::read(NodeKind::ScoreRun, &run_id, "runId")?;
            let org = id::read(NodeKind::Org, &org_id, "orgId")?;
            read::result(&request.app, &request.op, (run, org)).await
        };
        let (results, scores) = request.value(found.await)?;
        Ok(UnitResult::all(results, scores).pop())
    }

    /// One score of a unit with every row behind it (K30).
    async fn score_trace(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run.")] run_id: ID,
        #[graphql(desc = "The unit.")] org_id: ID,
        #[graphql(desc = "The indicator.")] code: Code<IndicatorCode>,
    ) -> Result<ScoreTrace> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let run = id::read(NodeKind::ScoreRun, &run_id, "runId")?;
            let org = id::read(NodeKind::Org, &org_id, "orgId")?;
            let (score, rows) = read::trace(&request.app, &request.op, (run, org), code.0).await?;
            let records = read::records(&request.app, &request.op, org, &rows).await?;
            Ok((score, rows, records))
        };
        let (score, rows, records) = request.value(found.await)?;
        let rows = rows.into_iter().zip(records);
        Ok(ScoreTrace {
            score: IndicatorScore(score),
            rows: rows.map(|(row, record)| ScoreTraceRow { row, record }).collect(),
        })
    }

    /// What differs between two runs, as far as the reader may see both (K30).
    async fn score_comparison(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The earlier run.")] before_id: ID,
        #[graphql(desc = "The later run.")] after_id: ID,
    ) -> Result<Vec<ScoreDifference>> {
        let request = RequestContext::of(ctx)?;
        let found = async {
            let before = id::read(NodeKind::ScoreRun, &before_id, "beforeId")?;
            let after = id::read(NodeKind::ScoreRun, &after_id, "afterId")?;
            compare::between(&request.app, &request.op, before, after).await
        };
        Ok(request
            .value(found.await)?
            .into_iter()
            .map(ScoreDifference)
            .collect())
    }

    /// What a scoring of the year would find today: units with data by indicator, and who has none (K30).
    async fn score_readiness(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Year of the plan.")] year: i32,
    ) -> Result<Vec<ScoreReadiness>> {
        let request = RequestContext::of(ctx)?;
        let lines = request.value(read::readiness(&request.app, &request.op, year).await)?;
        let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        Ok(lines
            .into_iter()
            .map(|line| ScoreReadiness {
                code: line.code.into(),
                with_data: count(line.with_data),
                not_applicable: count(line.not_applicable),
                missing: line.missing,
            })
            .collect())
    }
}
