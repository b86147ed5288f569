//! C11: the problems raised in the year, as they stood at the cut-off (§5.7). What happened to them later is undone from
//! their histories.

use remit_shared::problem::ProblemEventKind;
use remit_shared::problem::deduction::{DeductionReason, standing_of};
use remit_shared::scoring::input::ProblemRecord;
use remit_shared::scoring::period::ScorePeriod;
use remit_store::entity::{problem, problem_event};
use remit_store::problem as rows;
use remit_store::scoring::inputs;
use uuid::Uuid;

use super::{Gathered, Sources};
use crate::failure::Answer;
use crate::problem::read::{deduction_facts, finished_on};

pub(super) async fn gather(sources: &Sources<'_>, gathered: &mut Gathered) -> Answer<()> {
    let conn = sources.app.db.read();
    let problems =
        inputs::problems(conn, sources.scope, sources.period.first(), sources.period.last()).await?;
    let ids: Vec<Uuid> = problems.iter().map(|problem| problem.id).collect();
    let events = rows::events(conn, sources.scope, &ids).await?;
    let entries = rows::ledger_entries(conn, sources.scope, &ids).await?;
    for problem in problems {
        let whole = events.get(&problem.id).map(Vec::as_slice).unwrap_or_default();
        let history = recorded(whole, sources.period);
        let Some(problem) = as_recorded(problem, whole, history) else {
            continue;
        };
        let ledgered = entries.get(&problem.id).is_some_and(|entries| {
            entries
                .iter()
                .any(|entry| entry.opened_on <= sources.period.cut_on())
        });
        let facts = deduction_facts(&problem, finished_on(&problem, history), ledgered);
        let standing = standing_of(&facts, sources.period.cut_on());
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

/// What of a history was recorded by the cut-off; it is in order of time.
fn recorded(history: &[problem_event::Model], period: ScorePeriod) -> &[problem_event::Model] {
    let upto = history.partition_point(|event| period.recorded(event.at));
    history.get(..upto).unwrap_or_default()
}

/// A problem as it stood after this part of its history; `None` if it was not there yet.
fn as_recorded(
    mut problem: problem::Model,
    whole: &[problem_event::Model],
    upto: &[problem_event::Model],
) -> Option<problem::Model> {
    let later = whole.get(upto.len()..).unwrap_or_default();
    if later.is_empty() {
        return Some(problem);
    }
    let last = upto.last()?;
    let returns = later
        .iter()
        .filter(|event| event.event.get() == ProblemEventKind::Return)
        .count();
    problem.state = last.to_state;
    problem.due_on = last.due_after;
    problem.returned_count -= i32::try_from(returns).unwrap_or(0);
    Some(problem)
}
