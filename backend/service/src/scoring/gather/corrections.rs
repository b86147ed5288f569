//! Records that the decisions on appeals have corrected (§3.10): the last word before the engine reads them.

use remit_shared::scoring::input::Correction;
use remit_store::scoring as rows;

use super::{Gathered, Sources};
use crate::failure::Answer;

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let jurisdiction = sources.scope.jurisdiction_id();
    for appeal in rows::corrections(sources.app.db.read(), jurisdiction, sources.plan.year).await? {
        let (Some(reference), Some(to)) = (appeal.corrected_ref, appeal.corrected_to) else {
            continue;
        };
        let correction = Correction {
            code: appeal.indicator.get(),
            reference,
            to,
        };
        if let Some(unit) = gathered.unit(appeal.org_id) {
            unit.inputs.correct(&correction)?;
        }
    }
    Ok(())
}
