//! A31: requests addressed to the unit, answered in time or not (§5.4). A sheet is answered by accepting or contesting
//! the problem that it carries; whoever lets the time pass has missed it, for then the clock answers (§3.3). The view
//! asked for in a consultation and the written opinion on a case count alike (§3.6, §3.7). Each counts in the year in which
//! its answer falls due.

use chrono::{Days, NaiveDate};
use remit_shared::calendar::shanghai_day;
use remit_shared::plan::params::PlanParams;
use remit_shared::scoring::input::TimingRecord;
use remit_shared::scoring::input::record::Timing;
use remit_store::coordination::request::due_between;
use remit_store::scoring::inputs;
use uuid::Uuid;

use super::{Gathered, Sources};
use crate::failure::Answer;

/// Working days after the deadline during which an answer still counts in part (§5.4).
const GRACE: u32 = 5;
/// How long before the year a sheet may have been pushed that falls due in it; longer than any deadline of an answer.
const LEAD: Days = Days::new(60);

/// Reference, unit, last day, day of the answer.
type Asked = (Option<String>, Uuid, NaiveDate, Option<NaiveDate>);

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let calendar = sources.app.calendar.get(sources.app).await?;
    let days = PlanParams::read(&sources.plan.params)?
        .deadlines_wd
        .problem_answer;
    let (conn, period) = (sources.app.db.read(), sources.period);
    let year = (period.first(), period.last());
    let mut asked: Vec<Asked> = Vec::new();
    // A sheet of the last days of December falls due in January, and counts there.
    let before = year.0.checked_sub_days(LEAD).unwrap_or(year.0);
    for sheet in inputs::answers(conn, sources.scope, before, year.1).await? {
        let due_on = calendar.add_working_days(shanghai_day(sheet.pushed_at), days)?;
        if !period.holds(due_on) {
            continue;
        }
        asked.push((
            sheet.no,
            sheet.org_id,
            due_on,
            sheet.answered_at.map(shanghai_day),
        ));
    }
    for request in due_between(conn, sources.scope.jurisdiction_id(), year).await? {
        asked.push((
            Some(request.reference),
            request.org_id,
            request.due_on,
            request.answered_on,
        ));
    }
    for (reference, org_id, due_on, answered_on) in asked {
        let until = calendar.add_working_days(due_on, GRACE)?;
        let timing = Timing::at(period.cut_on(), answered_on, (due_on, until));
        if let (Some(timing), Some(unit)) = (timing, gathered.unit(org_id)) {
            unit.inputs.requests.push(TimingRecord {
                reference,
                count: 1,
                timing,
            });
        }
    }
    Ok(())
}
