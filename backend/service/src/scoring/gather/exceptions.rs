//! Indicators that do not apply to a unit, declared and approved with the plan (§5.8).

use remit_shared::plan::ApplicabilityStatus;
use remit_shared::scoring::IndicatorCode;
use remit_shared::scoring::input::Exception;
use remit_shared::wire::Wire;
use remit_store::plan;

use super::{Gathered, Sources};
use crate::failure::Answer;

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let jurisdiction = sources.scope.jurisdiction_id();
    let declared = plan::applicability(sources.app.db.read(), jurisdiction, sources.plan.id).await?;
    for row in declared {
        let approved = row.status.get() == ApplicabilityStatus::NotApplicable && row.approved_by.is_some();
        let leaf = sources.indicators.iter().find(|leaf| leaf.id == row.indicator_id);
        let code = leaf.and_then(|leaf| IndicatorCode::parse(&leaf.code));
        if let (true, Some(code), Some(unit)) = (approved, code, gathered.unit(row.org_id)) {
            unit.exceptions.insert(code, Exception::NotApplicable);
        }
    }
    Ok(())
}
