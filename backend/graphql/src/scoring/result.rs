//! What a run found of a unit, and where every digit comes from.

use std::collections::HashMap;

use async_graphql::{Context, Description, ID, Object, Result};
use remit_service::rows::{indicator_score, score_trace, unit_result};
use remit_service::scoring::read::SourceRecord;
use remit_shared::id::NodeKind;
use remit_shared::organisation::RankingGroup;
use remit_shared::scoring::measure::TraceSource;
use remit_shared::scoring::number::decimal_text;
use remit_shared::scoring::redistribution::MoveScope;
use remit_shared::scoring::simulation::RankSecurity;
use remit_shared::scoring::{Band, Grade, IndicatorCode, ScoreStatus};
use uuid::Uuid;

use crate::code::Code;
use crate::context::RequestContext;
use crate::id::global;
use crate::organisation::Org;

/// The result of one unit in a run (§5.9, §5.10). Points are decimals such as `89.0178`.
#[derive(Description)]
pub struct UnitResult {
    row: unit_result::Model,
    scores: Vec<indicator_score::Model>,
}

impl UnitResult {
    /// Results with the scores that were read beside them.
    pub fn all(results: Vec<unit_result::Model>, scores: Vec<indicator_score::Model>) -> Vec<Self> {
        let mut by_unit: HashMap<Uuid, Vec<indicator_score::Model>> = HashMap::new();
        for score in scores {
            by_unit.entry(score.org_id).or_default().push(score);
        }
        results
            .into_iter()
            .map(|row| Self {
                scores: by_unit.remove(&row.org_id).unwrap_or_default(),
                row,
            })
            .collect()
    }
}

#[Object(use_type_description)]
impl UnitResult {
    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.row.org_id).await
    }

    /// Ranking group.
    async fn ranking_group(&self) -> Code<RankingGroup> {
        self.row.ranking_group.get().into()
    }

    /// Points of part A.
    async fn part_a(&self) -> String {
        decimal_text(self.row.part_a_e4)
    }

    /// Points of part B.
    async fn part_b(&self) -> String {
        decimal_text(self.row.part_b_e4)
    }

    /// Points deducted.
    async fn deduction(&self) -> String {
        decimal_text(self.row.deduction_e4)
    }

    /// Total S.
    async fn total(&self) -> String {
        decimal_text(self.row.total_e4)
    }

    /// Points in the comprehensive assessment (§5.12).
    async fn export_points(&self) -> String {
        decimal_text(self.row.export_e4)
    }

    /// Nominal weight of the indicators that apply; below the plan's limit the unit is not ranked (§5.8).
    async fn nominal_weight(&self) -> &str {
        &self.row.nominal_weight
    }

    /// Overall rank; none when the unit is not ranked.
    async fn rank(&self) -> Option<i32> {
        self.row.rank
    }

    /// Rank in its group.
    async fn group_rank(&self) -> Option<i32> {
        self.row.group_rank
    }

    /// Ranked units of its group.
    async fn group_size(&self) -> i32 {
        self.row.group_size
    }

    /// Grade.
    async fn grade(&self) -> Option<Code<Grade>> {
        self.row.grade.map(|grade| grade.get().into())
    }

    /// Band in its group.
    async fn band(&self) -> Code<Band> {
        self.row.band.get().into()
    }

    /// A SEVERE problem was open and overdue at the cut-off; the grade is capped.
    async fn severe_overdue(&self) -> bool {
        self.row.severe_overdue
    }

    /// Mean rank of the draws.
    async fn mean_rank(&self) -> Option<f64> {
        self.row.mean_rank
    }

    /// Overall rank at the 5th percentile of the draws.
    async fn rank_p5(&self) -> Option<i32> {
        self.row.rank_p5
    }

    /// Overall rank at the 95th percentile of the draws.
    async fn rank_p95(&self) -> Option<i32> {
        self.row.rank_p95
    }

    /// The same in the group.
    async fn group_rank_p5(&self) -> Option<i32> {
        self.row.group_rank_p5
    }

    /// The same in the group.
    async fn group_rank_p95(&self) -> Option<i32> {
        self.row.group_rank_p95
    }

    /// Securely in front or at the back of its group.
    async fn security(&self) -> Option<Code<RankSecurity>> {
        self.row.security.map(|security| security.get().into())
    }

    /// Not reliably different from the unit ranked next below (§5.10).
    async fn close_to_next(&self) -> bool {
        self.row.close_to_next
    }

    /// Scores of the indicators in code order; empty for units whose scores are not the reader's to see (F9).
    async fn indicators(&self) -> Vec<IndicatorScore> {
        self.scores.iter().cloned().map(IndicatorScore).collect()
    }
}

/// The score of one indicator of one unit (§5.4, §5.5, §5.8).
#[derive(Description)]
pub struct IndicatorScore(pub indicator_score::Model);

#[Object(use_type_description)]
impl IndicatorScore {
    /// Indicator.
    async fn code(&self) -> Code<IndicatorCode> {
        self.0.code.get().into()
    }

    /// Scored, or why not.
    async fn status(&self) -> Code<ScoreStatus> {
        self.0.status.get().into()
    }

    /// Sample size n.
    async fn n(&self) -> &str {
        &self.0.n
    }

    /// Raw mean, not rounded.
    async fn raw(&self) -> Option<&str> {
        self.0.raw.as_deref()
    }

    /// Weight k of the city's mean.
    async fn prior_weight(&self) -> &str {
        &self.0.prior_weight
    }

    /// The city's mean m that pulled, not rounded.
    async fn prior(&self) -> Option<&str> {
        self.0.prior.as_deref()
    }

    /// Whether too few ratings per receipt lowered that mean (§5.5).
    async fn guarded(&self) -> bool {
        self.0.guarded
    }

    /// Score s; none when the weight moved to the siblings, and for the negative part.
    async fn score(&self) -> Option<String> {
        self.0.score_e4.map(decimal_text)
    }

    /// Standard error of s; none where nothing was sampled.
    async fn error(&self) -> Option<f64> {
        self.0.error
    }

    /// Weight in the plan.
    async fn nominal_weight(&self) -> &str {
        &self.0.nominal_weight
    }

    /// Effective weight, not rounded.
    async fn effective_weight(&self) -> &str {
        &self.0.effective_weight
    }

    /// How far its weight moved.
    async fn moved_scope(&self) -> Option<Code<MoveScope>> {
        self.0.moved_scope.map(|scope| scope.get().into())
    }

    /// Codes of the indicators that took its weight over.
    async fn moved_to(&self) -> Vec<&str> {
        self.0
            .moved_to
            .iter()
            .flat_map(|codes| codes.split(','))
            .collect()
    }

    /// Contribution c; negative for the negative part.
    async fn contribution(&self) -> Option<String> {
        self.0.contribution_e4.map(decimal_text)
    }
}

/// A row behind a score; the shares add up to the score before rounding (§5.11).
#[derive(Description)]
pub struct ScoreTraceRow {
    pub(super) row: score_trace::Model,
    pub(super) record: Option<SourceRecord>,
}

#[Object(use_type_description)]
impl ScoreTraceRow {
    /// The record it stands for, if it is a single one that the reader may open.
    async fn record(&self) -> Option<ID> {
        let (kind, id) = match self.record? {
            SourceRecord::Point(id) => (NodeKind::Point, id),
            SourceRecord::Problem(id) => (NodeKind::Problem, id),
            SourceRecord::Sheet(id) => (NodeKind::PushSheet, id),
            SourceRecord::Consultation(id) => (NodeKind::Consultation, id),
            SourceRecord::Case(id) => (NodeKind::Case, id),
            SourceRecord::Trigger(id) => (NodeKind::ListTrigger, id),
            SourceRecord::Violation(id) => (NodeKind::Violation, id),
        };
        Some(global(kind, id))
    }

    /// What it stands for.
    async fn kind(&self) -> Code<TraceSource> {
        self.row.source_kind.get().into()
    }

    /// Number or code of the row it stands for, such as `LZ-2022-0001`.
    async fn reference(&self) -> Option<&str> {
        self.row.source_ref.as_deref()
    }

    /// How many equal records.
    async fn count(&self) -> i64 {
        self.row.count
    }

    /// Points of each.
    async fn value(&self) -> &str {
        &self.row.value
    }

    /// Weight of them together.
    async fn weight(&self) -> &str {
        &self.row.weight
    }

    /// What they add to the score; for the negative part, to the deduction.
    async fn share(&self) -> &str {
        &self.row.share
    }
}
