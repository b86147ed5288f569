//! A31: requests addressed to the unit, answered in time or not (§5.4). A sheet is answered by accepting or contesting
//! the problem that it carries; whoever lets the time pass has missed it, for then the clock answers (§3.3).

use remit_shared::calendar::shanghai_day;
use remit_shared::plan::params::PlanParams;
use remit_shared::scoring::input::TimingRecord;
use remit_shared::scoring::input::record::Timing;
use remit_store::scoring::inputs;

use super::{Gathered, Sources};
use crate::failure::Answer;

/// Working days after the deadline during which an answer still counts in part (§5.4).
const GRACE: u32 = 5;

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let calendar = sources.app.calendar.get(sources.app).await?;
    let days = PlanParams::read(&sources.plan.params)?
        .deadlines_wd
        .problem_answer;
    let sheets = inputs::answers(sources.app.db.read(), sources.scope, sources.from, sources.cut_on).await?;
    for sheet in sheets {
        let due_on = calendar.add_working_days(shanghai_day(sheet.pushed_at), days)?;
        let until = calendar.add_working_days(due_on, GRACE)?;
        let timing = Timing::at(
            sources.cut_on,
            sheet.answered_at.map(shanghai_day),
            (due_on, until),
        );
        if let (Some(timing), Some(unit)) = (timing, gathered.unit(sheet.org_id)) {
            unit.inputs.requests.push(TimingRecord {
                reference: sheet.no,
                count: 1,
                timing,
            });
        }
    }
    Ok(())
}
