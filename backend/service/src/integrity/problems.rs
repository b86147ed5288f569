//! Problems against their histories, deadlines and ledger entries.

use std::collections::HashMap;

use remit_shared::calendar::WorkCalendar;
use remit_shared::problem::{LedgerState, ProblemState};
use remit_store::entity::{ledger_entry, problem, problem_event};
use remit_store::integrity as rows;
use uuid::Uuid;

use super::Report;
use crate::app::App;
use crate::failure::Answer;

pub(super) async fn check(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let snapshot = app.db.snapshot().await?;
    let problems = rows::problems(&snapshot, jurisdiction).await?;
    let mut events = group(rows::events(&snapshot, jurisdiction).await?, |row| row.problem_id);
    let entries = rows::ledger_entries(&snapshot, jurisdiction).await?;
    let mut by_problem = group(entries, |row| row.problem_id.unwrap_or_default());
    let calendar = app.calendar.get(app).await?;
    report.looked_at.push(("problem", problems.len() as u64));
    for problem in &problems {
        history(problem, &events.remove(&problem.id).unwrap_or_default(), report);
        deadlines(problem, &calendar, report);
        ledger(
            problem,
            &by_problem.remove(&problem.id).unwrap_or_default(),
            report,
        );
    }
    Ok(())
}

fn group<T>(rows: Vec<T>, key: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut groups: HashMap<Uuid, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}

/// The events chain from nothing to the present state, numbered 1, 2, 3 …, never back in time.
fn history(problem: &problem::Model, events: &[problem_event::Model], report: &mut Report) {
    let code = problem.code.as_str();
    let mut state = None;
    for (place, event) in (1..).zip(events) {
        if event.seq != place {
            report.find(
                "problem.history.sequence",
                code,
                format!("event {} stands at place {}", event.seq, place),
            );
        }
        if event.from_state.map(remit_store::Text::get) != state {
            report.find(
                "problem.history.chain",
                code,
                format!("event {} does not follow the one before", event.seq),
            );
        }
        state = Some(event.to_state.get());
    }
    if events.windows(2).any(|pair| pair[1].at < pair[0].at) {
        report.find(
            "problem.history.time",
            code,
            "an event lies before the one it follows",
        );
    }
    let given = events.iter().rev().find_map(|event| event.close_no.as_ref());
    if given != problem.close_no.as_ref() {
        report.find(
            "problem.history.close_no",
            code,
            "the last close-out number of its history is another than its own",
        );
    }
    if state != Some(problem.state.get()) {
        report.find(
            "problem.state",
            code,
            format!("is {} but its history ends in {state:?}", problem.state),
        );
    }
}

/// A deadline is where its count says: `due_from` plus `due_wd` working days.
fn deadlines(problem: &problem::Model, calendar: &WorkCalendar, report: &mut Report) {
    let (Some(due), Some(from), Some(days)) = (problem.due_on, problem.due_from, problem.due_wd) else {
        if problem.due_on.is_some() {
            report.find(
                "problem.due",
                problem.code.as_str(),
                "has a deadline without its count",
            );
        }
        return;
    };
    match calendar.add_working_days(from, days.unsigned_abs()) {
        Ok(counted) if counted == due => {}
        Ok(counted) => report.find(
            "problem.due",
            problem.code.as_str(),
            format!("is due {due}, counted {counted}"),
        ),
        Err(refusal) => report.find("problem.due", problem.code.as_str(), refusal.en),
    }
}

/// A closed problem has its number and no open entry; the open entry is at most one and has the same deadline.
fn ledger(problem: &problem::Model, entries: &[ledger_entry::Model], report: &mut Report) {
    let code = problem.code.as_str();
    let closed = problem.state.get() == ProblemState::Closed;
    let open: Vec<_> = entries
        .iter()
        .filter(|entry| entry.state.get() == LedgerState::Open)
        .collect();
    if closed && (problem.close_no.is_none() || problem.closed_on.is_none()) {
        report.find(
            "problem.close_no",
            code,
            "is closed without a close-out number or day",
        );
    }
    if closed && !open.is_empty() {
        report.find("ledger.open", code, "is closed but its ledger entry is open");
    }
    if open.len() > 1 {
        report.find("ledger.single", code, "has more than one open ledger entry");
    }
    if open.iter().any(|entry| Some(entry.due_on) != problem.due_on) {
        report.find("ledger.due", code, "its ledger entry has another deadline");
    }
    let last = entries
        .iter()
        .rfind(|entry| entry.state.get() == LedgerState::Closed);
    if let (true, Some(last)) = (closed, last)
        && last.close_no != problem.close_no
    {
        report.find(
            "ledger.close_no",
            code,
            "its ledger entry has another close-out number",
        );
    }
}
