//! Records that decisions on appeals and documents after the freezing have corrected (§3.10): the last word before the
//! engine reads them.

use remit_shared::scoring::input::Correction;
use remit_store::scoring as rows;

use super::{Gathered, Sources};
use crate::failure::Answer;

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let jurisdiction = sources.scope.jurisdiction_id();
    for row in rows::corrections(sources.app.db.read(), jurisdiction, sources.plan.year).await? {
        let correction = Correction {
            code: row.indicator,
            reference: row.reference,
            to: row.to,
        };
        if let Some(unit) = gathered.unit(row.org_id) {
            unit.inputs.correct(&correction)?;
        }
    }
    Ok(())
}
