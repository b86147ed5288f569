//! The yearly result (K30–K32, K34): runs, results, scores with their sources, appeals, the export.

mod appeal;
mod compare;
pub mod mutation;
pub mod payload;
pub mod query;
mod result;

use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::NaiveDate;
use remit_service::rows::score_run;
use remit_service::scoring::again::{self, Recomputation};
use remit_service::scoring::read::Spread;
use remit_service::scoring::{compare as differs, export, read};
use remit_shared::id::NodeKind;
use remit_shared::policy::Capability;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::influence::Influence;
use remit_shared::scoring::life::RunState;
use remit_shared::scoring::number::decimal_text;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Person;
use crate::problem::action::ActionAvailability;

pub use appeal::{Appeal, AssessmentExport, CorrectedRecord};
pub use compare::{ScoreDeviation, ScoreDifference, ScoreException};
pub use result::{IndicatorScore, ScoreTraceRow, UnitResult};

/// A run of the scoring and the life of its result (§3.10, K30).
#[derive(Description)]
pub struct ScoreRun(pub score_run::Model);

/// Mean and quartiles of the ranked units' totals (F9).
#[derive(SimpleObject)]
pub struct ScoreSpread {
    /// Ranked units.
    units: i32,
    /// Mean.
    mean: String,
    /// A quarter of the units lie at or below it.
    lower_quartile: String,
    /// Half of the units lie at or below it.
    median: String,
    /// Three quarters of the units lie at or below it.
    upper_quartile: String,
}

impl From<Spread> for ScoreSpread {
    fn from(spread: Spread) -> Self {
        let [lower, median, upper] = spread.quartiles.map(decimal_text);
        Self {
            units: i32::try_from(spread.units).unwrap_or(i32::MAX),
            mean: decimal_text(spread.mean),
            lower_quartile: lower,
            median,
            upper_quartile: upper,
        }
    }
}

/// What an indicator's weight does in practice (K31).
#[derive(SimpleObject)]
pub struct IndicatorInfluence {
    /// Indicator.
    code: Code<IndicatorCode>,
    /// Weight in the plan.
    nominal: String,
    /// Mean effective weight of the ranked units.
    effective: f64,
    /// Share of the spread of the points that it explains, in per cent; near 0 it orders nobody.
    spread: f64,
}

/// Whether running the stored inputs again gave every stored digit (§5.11).
#[derive(SimpleObject)]
pub struct ScoreRecomputation {
    /// Digest of the stored inputs as it comes out now.
    inputs_sha256: String,
    /// Whether the digest and every stored digit came out again: totals, ranks, intervals, grades, scores, weights and
    /// the rows behind them.
    same: bool,
    /// How many results of units and scores of indicators were compared.
    compared: i32,
    /// What is stored otherwise than it comes out.
    deviations: Vec<ScoreDeviation>,
}

impl From<Recomputation> for ScoreRecomputation {
    fn from(found: Recomputation) -> Self {
        Self {
            inputs_sha256: found.inputs_sha256,
            same: found.same,
            compared: i32::try_from(found.compared).unwrap_or(i32::MAX),
            deviations: found.deviations.into_iter().map(ScoreDeviation).collect(),
        }
    }
}

fn params_text(run: &score_run::Model) -> String {
    read::params_of(run).map_or_else(|_| String::new(), |params| params.write())
}

#[Object(use_type_description)]
impl ScoreRun {
    /// Global id.
    async fn id(&self) -> ID {
        global(NodeKind::ScoreRun, self.0.id)
    }

    /// Year of the plan.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// Number within the year.
    async fn no(&self) -> i32 {
        self.0.no
    }

    /// Last day that counts.
    async fn cut_on(&self) -> NaiveDate {
        self.0.cut_on
    }

    /// State.
    async fn state(&self) -> Code<RunState> {
        self.0.state.get().into()
    }

    /// Version of the engine.
    async fn engine(&self) -> &str {
        &self.0.engine
    }

    /// Digest of the canonical inputs.
    async fn inputs_sha256(&self) -> &str {
        &self.0.inputs_sha256
    }

    /// Parameters of the plan it was made with, as JSON by the names of §5.13.
    async fn params(&self) -> String {
        params_text(&self.0)
    }

    /// Name of the person who ran it.
    async fn ran_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.ran_by).await
    }

    /// What the review found.
    async fn review(&self) -> Option<&str> {
        self.0.review.as_deref()
    }

    /// Day of the publication.
    async fn published_on(&self) -> Option<NaiveDate> {
        self.0.published_on
    }

    /// Name of the person who published it.
    async fn published_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Person::name_if_any(RequestContext::of(ctx)?, self.0.published_by).await
    }

    /// Whether the units may read the full list (F9).
    async fn list_open(&self) -> bool {
        self.0.list_open
    }

    /// Day it was frozen.
    async fn frozen_on(&self) -> Option<NaiveDate> {
        self.0.frozen_on
    }

    /// Number of the document that ordered its correction; it stays in force until a corrected run is published.
    async fn doc_no(&self) -> Option<&str> {
        self.0.doc_no.as_deref()
    }

    /// The records that the document corrects.
    async fn corrections(&self, ctx: &Context<'_>) -> Result<Vec<CorrectedRecord>> {
        let request = RequestContext::of(ctx)?;
        let rows = request.value(read::decreed(&request.app, &request.op, &self.0).await)?;
        Ok(rows.into_iter().map(CorrectedRecord).collect())
    }

    /// Run that it replaces.
    async fn supersedes(&self) -> Option<ID> {
        self.0.supersedes.map(|id| global(NodeKind::ScoreRun, id))
    }

    /// Version to name when changing it; a stale one is refused with E_STALE.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// What the reader could do with it, and why not now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ActionAvailability>> {
        let request = RequestContext::of(ctx)?;
        let actions = request.value(read::actions(&request.app, &request.op, &self.0).await)?;
        Ok(actions
            .into_iter()
            .map(|(event, outcome)| ActionAvailability::new(&request.op, event, outcome))
            .collect())
    }

    /// Results that the reader may see, best first; a unit sees its own until the full list is open (F9).
    async fn results(&self, ctx: &Context<'_>) -> Result<Vec<UnitResult>> {
        let request = RequestContext::of(ctx)?;
        let (results, scores) = request.value(read::results(&request.app, &request.op, &self.0).await)?;
        Ok(UnitResult::all(results, scores))
    }

    /// The city's mean and quartiles; none while nobody is ranked.
    async fn spread(&self, ctx: &Context<'_>) -> Result<Option<ScoreSpread>> {
        let request = RequestContext::of(ctx)?;
        let spread = request.value(read::spread(&request.app, &request.op, &self.0).await)?;
        Ok(spread.map(ScoreSpread::from))
    }

    /// What each indicator's weight does in practice (K31).
    async fn influences(&self) -> Vec<IndicatorInfluence> {
        let influences: Vec<Influence> = serde_json::from_str(&self.0.influences).unwrap_or_default();
        influences
            .into_iter()
            .map(|influence| IndicatorInfluence {
                code: influence.code.into(),
                nominal: influence.nominal.to_string(),
                effective: influence.effective,
                spread: influence.spread,
            })
            .collect()
    }

    /// Appeals that the reader may see: all for the office, its own for a unit.
    async fn appeals(&self, ctx: &Context<'_>) -> Result<Vec<Appeal>> {
        let request = RequestContext::of(ctx)?;
        let rows = request.value(read::appeals(&request.app, &request.op, &self.0).await)?;
        Ok(rows.into_iter().map(Appeal).collect())
    }

    /// Units and indicators that are out of the ordinary: missing, not applicable, capped (K30).
    async fn exceptions(&self, ctx: &Context<'_>) -> Result<Vec<ScoreException>> {
        let request = RequestContext::of(ctx)?;
        let found = request.value(differs::exceptions(&request.app, &request.op, &self.0).await)?;
        Ok(found.into_iter().map(ScoreException).collect())
    }

    /// What differs from the run that it replaces; empty when it replaces none.
    async fn differences(&self, ctx: &Context<'_>) -> Result<Vec<ScoreDifference>> {
        let request = RequestContext::of(ctx)?;
        let Some(before) = self.0.supersedes else {
            return Ok(Vec::new());
        };
        let found = differs::between(&request.app, &request.op, before, self.0.id).await;
        Ok(request.value(found)?.into_iter().map(ScoreDifference).collect())
    }

    /// The package for the comprehensive assessment, for those who may read it (K34).
    async fn export(&self, ctx: &Context<'_>) -> Result<Option<AssessmentExport>> {
        let request = RequestContext::of(ctx)?;
        if request.op.authorise(Capability::ExportRead).is_err() {
            return Ok(None);
        }
        let made = request.value(export::of_run(&request.app, &request.op, &self.0).await)?;
        Ok(made.map(AssessmentExport))
    }

    /// Runs the stored inputs again and compares; for the office, it takes a moment (§5.11).
    async fn recomputation(&self, ctx: &Context<'_>) -> Result<ScoreRecomputation> {
        let request = RequestContext::of(ctx)?;
        let found = again::recompute(&request.app, &request.op, &self.0).await;
        request.value(found).map(ScoreRecomputation::from)
    }
}
