//! C11: the problems raised in the year, as they stand at the cut-off (§5.7).

use remit_shared::problem::deduction::{DeductionReason, standing_of};
use remit_shared::scoring::input::ProblemRecord;
use remit_store::problem as rows;
use remit_store::scoring::inputs;
use uuid::Uuid;

use super::{Gathered, Sources};
use crate::failure::Answer;
use crate::problem::read::{deduction_facts, finished_on};

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let conn = sources.app.db.read();
    let problems = inputs::problems(conn, sources.scope, sources.from, sources.cut_on).await?;
    let ids: Vec<Uuid> = problems.iter().map(|problem| problem.id).collect();
    let events = rows::events(conn, sources.scope, &ids).await?;
    let entries = rows::ledger_entries(conn, sources.scope, &ids).await?;
    for problem in problems {
        let history = events.get(&problem.id).map(Vec::as_slice).unwrap_or_default();
        let ledgered = entries.contains_key(&problem.id);
        let facts = deduction_facts(&problem, finished_on(&problem, history), ledgered);
        let standing = standing_of(&facts, sources.cut_on);
        // What was not established, or counts in another problem, is no record of the unit.
        if standing == DeductionReason::NotCounted {
            continue;
        }
        if let Some(unit) = gathered.unit(problem.org_id) {
            unit.inputs.problems.records.push(ProblemRecord {
                reference: Some(problem.code),
                count: 1,
                severity: facts.severity,
                standing,
                returned: facts.returned_count,
            });
        }
    }
    Ok(())
}
