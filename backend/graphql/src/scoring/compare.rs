//! Differences between runs, and exceptions of one.

use async_graphql::{Context, Description, Enum, Object, Result, SimpleObject};
use remit_service::scoring::compare;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::number::decimal_text;
use uuid::Uuid;

use crate::code::Code;
use crate::context::RequestContext;
use crate::organisation::Org;

/// Why an indicator of a unit is not the plain score of its records (§5.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum ScoreExceptionKind {
    /// Nothing occurred, or nothing is known: the weight moved.
    Missing,
    /// It does not apply to the unit.
    NotApplicable,
    /// It was due and never came: 0 points.
    NotSubmitted,
    /// The deduction reached its cap.
    Capped,
    /// Too few receipts were rated: the prior was lowered (§5.5).
    Guarded,
}

impl From<compare::ExceptionKind> for ScoreExceptionKind {
    fn from(kind: compare::ExceptionKind) -> Self {
        match kind {
            compare::ExceptionKind::Missing => Self::Missing,
            compare::ExceptionKind::NotApplicable => Self::NotApplicable,
            compare::ExceptionKind::NotSubmitted => Self::NotSubmitted,
            compare::ExceptionKind::Capped => Self::Capped,
            compare::ExceptionKind::Guarded => Self::Guarded,
        }
    }
}

/// An exception of a run: a unit and an indicator (K30).
#[derive(Description)]
pub struct ScoreException(pub (Uuid, IndicatorCode, compare::ExceptionKind));

#[Object(use_type_description)]
impl ScoreException {
    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.0).await
    }

    /// Indicator.
    async fn code(&self) -> Code<IndicatorCode> {
        self.0.1.into()
    }

    /// What is out of the ordinary.
    async fn kind(&self) -> ScoreExceptionKind {
        self.0.2.into()
    }
}

/// An indicator whose contribution changed between two runs.
#[derive(SimpleObject)]
pub struct IndicatorDifference {
    /// Indicator.
    code: Code<IndicatorCode>,
    /// Contribution before; none without a score.
    before: Option<String>,
    /// Contribution after.
    after: Option<String>,
}

/// A unit whose result is not the same in two runs (K32).
#[derive(Description)]
pub struct ScoreDifference(pub compare::Difference);

#[Object(use_type_description)]
impl ScoreDifference {
    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.org_id).await
    }

    /// Total before.
    async fn total_before(&self) -> Option<String> {
        self.0.totals[0].map(decimal_text)
    }

    /// Total after.
    async fn total_after(&self) -> Option<String> {
        self.0.totals[1].map(decimal_text)
    }

    /// Rank before.
    async fn rank_before(&self) -> Option<i32> {
        self.0.ranks[0]
    }

    /// Rank after.
    async fn rank_after(&self) -> Option<i32> {
        self.0.ranks[1]
    }

    /// Indicators whose contribution changed.
    async fn indicators(&self) -> Vec<IndicatorDifference> {
        let pairs = self.0.indicators.iter();
        pairs
            .map(|(code, [before, after])| IndicatorDifference {
                code: (*code).into(),
                before: before.map(decimal_text),
                after: after.map(decimal_text),
            })
            .collect()
    }
}

/// A result or a score that is stored otherwise than its inputs give it (§5.11).
#[derive(Description)]
pub struct ScoreDeviation(pub (Uuid, Option<IndicatorCode>));

#[Object(use_type_description)]
impl ScoreDeviation {
    /// Unit.
    async fn org(&self, ctx: &Context<'_>) -> Result<Org> {
        Org::named(RequestContext::of(ctx)?, self.0.0).await
    }

    /// Indicator; none when it is the unit's result as a whole.
    async fn code(&self) -> Option<Code<IndicatorCode>> {
        self.0.1.map(Code::from)
    }
}
