//! Questions about results (K30, K31). A unit sees its own total, rank, interval and grade, the city's mean and
//! quartiles; the full list only once the office lead has opened it (F9).

use std::collections::HashMap;

use remit_shared::plan::params::PlanParams;
use remit_shared::policy::{Capability, Scope};
use remit_shared::refusal::Refusal;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::ScoreInput;
use remit_shared::scoring::life::{RunEventKind, RunFacts, available};
use remit_store::entity::{
    appeal, file_object, indicator_score, score_correction, score_run, score_trace, unit_result,
};
use remit_store::scoring as rows;
pub use remit_store::scoring::SourceRecord;
use uuid::Uuid;

use super::gather;
use crate::app::App;
use crate::context::OpCtx;
use crate::failure::{Answer, Fault};

/// The runs of a year, newest first.
pub async fn runs(app: &App, ctx: &OpCtx, year: i32) -> Answer<Vec<score_run::Model>> {
    let scope = ctx.authorise(Capability::ResultRead)?;
    Ok(rows::runs(app.db.read(), &scope, year).await?)
}

/// One run.
pub async fn find(app: &App, ctx: &OpCtx, id: Uuid) -> Answer<Option<score_run::Model>> {
    let scope = ctx.authorise(Capability::ResultRead)?;
    Ok(rows::find(app.db.read(), &scope, id).await?)
}

/// The results of a run that the reader may see, with the scores of those that are the reader's to explain.
pub async fn results(
    app: &App,
    ctx: &OpCtx,
    run: &score_run::Model,
) -> Answer<(Vec<unit_result::Model>, Vec<indicator_score::Model>)> {
    let scope = ctx.authorise(Capability::ResultRead)?;
    stored(app, &scope, run).await
}

pub(super) async fn stored(
    app: &App,
    scope: &Scope,
    run: &score_run::Model,
) -> Answer<(Vec<unit_result::Model>, Vec<indicator_score::Model>)> {
    let conn = app.db.read();
    let results = rows::results(conn, scope, run).await?;
    let scores = rows::scores(conn, scope, run.id).await?;
    Ok((results, scores))
}

/// The parameters a run was made with.
pub fn params_of(run: &score_run::Model) -> Answer<PlanParams> {
    Ok(input_of(run)?.plan.params)
}

/// What a run was made of.
pub fn input_of(run: &score_run::Model) -> Answer<ScoreInput> {
    Ok(serde_json::from_str(&run.inputs).map_err(|error| Fault::Broken(error.to_string()))?)
}

/// The result of one unit with its scores, if the reader may see it.
pub async fn result(
    app: &App,
    ctx: &OpCtx,
    (run, org): (Uuid, Uuid),
) -> Answer<(Vec<unit_result::Model>, Vec<indicator_score::Model>)> {
    let scope = ctx.authorise(Capability::ResultRead)?;
    let Some(run) = rows::find(app.db.read(), &scope, run).await? else {
        return Ok((Vec::new(), Vec::new()));
    };
    let (mut results, mut scores) = stored(app, &scope, &run).await?;
    results.retain(|row| row.org_id == org);
    scores.retain(|row| row.org_id == org);
    Ok((results, scores))
}

/// Mean and quartiles of the ranked units' totals, in ten-thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// Ranked units.
    pub units: usize,
    /// Mean, rounded half up.
    pub mean: i64,
    /// Quartiles by nearest rank: a quarter, a half, three quarters of the units lie at or below.
    pub quartiles: [i64; 3],
}

/// The city's mean and quartiles; `None` while nobody is ranked.
pub async fn spread(app: &App, ctx: &OpCtx, run: &score_run::Model) -> Answer<Option<Spread>> {
    let scope = ctx.authorise(Capability::ResultRead)?;
    let mut totals = rows::totals(app.db.read(), &scope, run.id).await?;
    totals.reverse();
    let Ok(count) = i64::try_from(totals.len()) else {
        return Ok(None);
    };
    if count == 0 {
        return Ok(None);
    }
    let at = |quarter: usize| {
        let position = (totals.len() * quarter).div_ceil(4).saturating_sub(1);
        totals.get(position).copied().unwrap_or_default()
    };
    Ok(Some(Spread {
        units: totals.len(),
        mean: (totals.iter().sum::<i64>() + count / 2) / count,
        quartiles: [at(1), at(2), at(3)],
    }))
}

/// The records that the rows of a trace stand for, in their order; none where a row sums up many, or where the reader may
/// not open the record.
pub async fn records(
    app: &App,
    ctx: &OpCtx,
    org: Uuid,
    trace: &[score_trace::Model],
) -> Answer<Vec<Option<SourceRecord>>> {
    let scope = ctx.authorise(Capability::ResultTrace)?;
    let names: Vec<_> = trace
        .iter()
        .filter_map(|row| Some((row.source_kind.get(), row.source_ref.as_deref()?)))
        .collect();
    let found = rows::records(app.db.read(), &scope, org, &names).await?;
    let mut known: HashMap<&str, Option<SourceRecord>> = HashMap::new();
    for (name, record) in &found {
        // A title that two occasions bear leads to neither.
        known
            .entry(name)
            .and_modify(|known| *known = None)
            .or_insert(Some(*record));
    }
    let of = |row: &score_trace::Model| {
        let name = row.source_ref.as_deref()?;
        let no = name.split('/').next()?;
        known.get(name).or_else(|| known.get(no)).copied().flatten()
    };
    Ok(trace.iter().map(of).collect())
}

/// One score of a unit and the rows behind it.
pub async fn trace(
    app: &App,
    ctx: &OpCtx,
    (run, org): (Uuid, Uuid),
    code: IndicatorCode,
) -> Answer<(indicator_score::Model, Vec<score_trace::Model>)> {
    let scope = ctx.authorise(Capability::ResultTrace)?;
    let conn = app.db.read();
    rows::find(conn, &scope, run)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let found = rows::trace(conn, &scope, run, org, code).await?;
    Ok(found.ok_or_else(Refusal::not_found)?)
}

/// The appeals against a run that the reader may see.
pub async fn appeals(app: &App, ctx: &OpCtx, run: &score_run::Model) -> Answer<Vec<appeal::Model>> {
    let scope = ctx.authorise(Capability::ResultRead)?;
    Ok(rows::appeals(app.db.read(), &scope, run.id).await?)
}

/// The evidence of appeals that the reader may see, by appeal.
pub async fn appeal_files(
    app: &App,
    ctx: &OpCtx,
    ids: &[Uuid],
) -> Answer<HashMap<Uuid, Vec<file_object::Model>>> {
    let scope = ctx.authorise(Capability::ResultRead)?;
    Ok(remit_store::file::of_appeals(app.db.read(), &scope, ids).await?)
}

/// The records that a document corrects in a frozen run, as far as the reader may see them.
pub async fn decreed(app: &App, ctx: &OpCtx, run: &score_run::Model) -> Answer<Vec<score_correction::Model>> {
    let scope = ctx.authorise(Capability::ResultRead)?;
    Ok(rows::decreed(app.db.read(), &scope, run.id).await?)
}

/// What the reader could do with a run, each with the reason why not now.
pub async fn actions(
    app: &App,
    ctx: &OpCtx,
    run: &score_run::Model,
) -> Answer<Vec<(RunEventKind, Result<(), Refusal>)>> {
    let actor = ctx.signed_in()?;
    let open = rows::open_appeals(app.db.read(), run.jurisdiction_id, run.id).await?;
    let facts = RunFacts {
        role: actor.role,
        person: actor.person_id,
        ran_by: run.ran_by,
        open_appeals: u32::try_from(open).unwrap_or(u32::MAX),
        list_open: run.list_open,
        decreed: run.doc_no.is_some(),
        text: None,
    };
    Ok(available(run.state.get(), &facts))
}

/// How ready an indicator is to be scored: how many units have data, and who has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// Indicator.
    pub code: IndicatorCode,
    /// Units with data.
    pub with_data: usize,
    /// Units to which it does not apply.
    pub not_applicable: usize,
    /// Names of the units without data.
    pub missing: Vec<String>,
}

/// The readiness list of a year as it stands today (K30).
pub async fn readiness(app: &App, ctx: &OpCtx, year: i32) -> Answer<Vec<Readiness>> {
    use remit_shared::scoring::{ScoreStatus, measure};
    let scope = ctx.authorise(Capability::ScoreRun)?;
    let inputs = gather::gather(app, &scope, year, ctx.today()).await?;
    let measures = measure::measure(&inputs.input);
    let one = |(place, code): (usize, &IndicatorCode)| {
        let status = |unit: &measure::UnitMeasures| unit.scores.get(place).map(|score| score.status);
        let count = |wanted| {
            measures
                .iter()
                .filter(|unit| status(unit) == Some(wanted))
                .count()
        };
        Readiness {
            code: *code,
            with_data: count(ScoreStatus::Scored),
            not_applicable: count(ScoreStatus::NotApplicable),
            missing: measures
                .iter()
                .filter(|unit| {
                    !matches!(
                        status(unit),
                        Some(ScoreStatus::Scored | ScoreStatus::NotApplicable)
                    )
                })
                .map(|unit| unit.name.clone())
                .collect(),
        }
    };
    Ok(IndicatorCode::positive().iter().enumerate().map(one).collect())
}
