//! A11 and A12: the points of the ledger that had ended by the cut-off, and how good the sampled ones were (§5.4).

use remit_shared::scoring::input::{PointRecord, QualityRecord};
use remit_store::scoring::inputs::{self, PointLine};
use rust_decimal::Decimal;

use super::{Gathered, Sources};
use crate::failure::Answer;

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let points = inputs::points(sources.app.db.read(), sources.scope, sources.plan.year).await?;
    for point in points {
        let ended_in_time = point.ended_at.is_some_and(|at| sources.period.recorded(at));
        let (true, Some(unit)) = (ended_in_time, gathered.unit(point.org_id)) else {
            continue;
        };
        unit.inputs.quality.extend(graded(&point));
        unit.inputs.points.push(ended(point));
    }
    Ok(())
}

fn ended(point: PointLine) -> PointRecord {
    use remit_shared::plan::point::PointOutcome;
    let outcome = point.outcome.get();
    PointRecord {
        reference: Some(point.code),
        count: 1,
        importance: u8::try_from(point.importance).unwrap_or(1),
        outcome,
        progress: (outcome == PointOutcome::NotDone).then(|| Decimal::from(point.progress)),
    }
}

fn graded(point: &PointLine) -> Option<QualityRecord> {
    Some(QualityRecord {
        reference: Some(point.code.clone()),
        count: 1,
        importance: u8::try_from(point.importance).unwrap_or(1),
        quality: point.quality?.get(),
    })
}
