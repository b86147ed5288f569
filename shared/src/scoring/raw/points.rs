//! Records that are complete, one by one: points, triggers, requests, institutions; and the sample of quality.

use rust_decimal::Decimal;

use super::{Item, Raw};
use crate::plan::params::PlanParams;
use crate::scoring::input::record::{AppraisalMark, PointOutcome, PointQuality, Timing};
use crate::scoring::input::{AppraisalRecord, PointRecord, QualityRecord, TimingRecord};
use crate::scoring::measure::TraceSource;

/// A11 = 100·Σ v·r / Σ v. An approved cancellation is left out.
pub(super) fn on_time(records: &[PointRecord]) -> Raw {
    let items = records.iter().filter_map(|record| {
        let value = match record.outcome {
            PointOutcome::OnTime => Decimal::ONE_HUNDRED,
            PointOutcome::LateMonth => Decimal::from(80),
            PointOutcome::Later => Decimal::from(50),
            PointOutcome::NotDone => record.progress.unwrap_or_default() / Decimal::TWO,
            PointOutcome::Cancelled => return None,
        };
        Some(Item {
            kind: TraceSource::Point,
            reference: record.reference.clone(),
            count: record.count,
            value,
            weight: Decimal::from(record.importance) * Decimal::from(record.count),
        })
    });
    counted(items.collect(), false)
}

/// A12: mean of the quality by importance, over the verified points of the sample.
pub(super) fn quality(records: &[QualityRecord], params: &PlanParams) -> Raw {
    let scale = &params.quality_points;
    let items = records.iter().map(|record| Item {
        kind: TraceSource::Point,
        reference: record.reference.clone(),
        count: record.count,
        value: match record.quality {
            PointQuality::Excellent => scale.excellent,
            PointQuality::Good => scale.good,
            PointQuality::Fair => scale.fair,
            PointQuality::Poor => scale.poor,
        },
        weight: Decimal::from(record.importance) * Decimal::from(record.count),
    });
    counted(items.collect(), true)
}

/// A21 and A31 = 100·Σ a/T: on time 1, late within the grace 0.6, else 0.
pub(super) fn timing(records: &[TimingRecord], kind: TraceSource) -> Raw {
    let items = records.iter().map(|record| Item {
        kind,
        reference: record.reference.clone(),
        count: record.count,
        value: match record.timing {
            Timing::OnTime => Decimal::ONE_HUNDRED,
            Timing::Late => Decimal::from(60),
            Timing::Missed => Decimal::ZERO,
        },
        weight: Decimal::from(record.count),
    });
    counted(items.collect(), false)
}

/// B62: mean over the unit's institutions; an imported score wins over the grade (§5.3).
pub(super) fn appraisals(records: &[AppraisalRecord], params: &PlanParams) -> Raw {
    let scale = &params.appraisal_points;
    let graded = |mark| match mark {
        AppraisalMark::A => scale.a,
        AppraisalMark::B => scale.b,
        AppraisalMark::C => scale.c,
        AppraisalMark::D => scale.d,
    };
    let items = records.iter().filter_map(|record| {
        Some(Item {
            kind: TraceSource::Institution,
            reference: record.reference.clone(),
            count: record.count,
            value: record.score.or_else(|| record.grade.map(graded))?,
            weight: Decimal::from(record.count),
        })
    });
    counted(items.collect(), false)
}

/// n is the number of records, whatever their importance.
fn counted(items: Vec<Item>, sampled: bool) -> Raw {
    Raw {
        n: items.iter().map(|item| Decimal::from(item.count)).sum(),
        items,
        sampled,
        ..Raw::default()
    }
}
