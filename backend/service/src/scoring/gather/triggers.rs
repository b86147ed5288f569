//! A21: occasions on which the unit had to revise its lists within the year, in time or not (§5.4).

use remit_shared::list::trigger::timing;
use remit_shared::scoring::input::TimingRecord;
use remit_store::list::trigger;

use super::{Gathered, Sources};
use crate::failure::Answer;

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let calendar = sources.app.calendar.get(sources.app).await?;
    let (from, to) = (sources.period.first(), sources.period.last());
    for row in trigger::falling_due(sources.app.db.read(), sources.scope, from, to).await? {
        let timing = timing(
            row.state.get(),
            row.due_on,
            row.submitted_on,
            sources.period.cut_on(),
            &calendar,
        )?;
        if let (Some(timing), Some(unit)) = (timing, gathered.unit(row.org_id)) {
            unit.inputs.triggers.push(TimingRecord {
                reference: Some(row.title),
                count: 1,
                timing,
            });
        }
    }
    Ok(())
}
