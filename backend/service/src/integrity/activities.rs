//! Joint activities: state against history, findings against their activity's units, problems against their findings.

use std::collections::{HashMap, HashSet};

use remit_shared::problem::ProblemSource;
use remit_store::entity::{finding, joint_activity, problem};
use remit_store::integrity as rows;
use uuid::Uuid;

use super::Report;
use crate::app::App;
use crate::failure::Answer;

pub(super) async fn check(app: &App, jurisdiction: Uuid, report: &mut Report) -> Answer<()> {
    let snapshot = app.db.snapshot().await?;
    let activities = rows::joint_activities(&snapshot, jurisdiction).await?;
    let findings = rows::findings(&snapshot, jurisdiction).await?;
    let last_states = rows::activity_states(&snapshot, jurisdiction).await?;
    let units = rows::activity_units(&snapshot, jurisdiction).await?;
    let units: HashSet<(Uuid, Uuid)> = units.iter().map(|row| (row.activity_id, row.org_id)).collect();
    let problems = rows::problems(&snapshot, jurisdiction).await?;
    report.looked_at.push(("joint_activity", activities.len() as u64));
    report.looked_at.push(("finding", findings.len() as u64));
    for row in &activities {
        if last_states.get(&row.id).map(|state| state.get()) != Some(row.state.get()) {
            report.find("activity.state", row.no.as_str(), "differs from its history");
        }
    }
    for row in &findings {
        if !units.contains(&(row.activity_id, row.org_id)) {
            report.find(
                "finding.unit",
                row.title.as_str(),
                "is about a unit that was not inspected",
            );
        }
    }
    grown(&problems, &findings, report);
    settled(&activities, &findings, report);
    Ok(())
}

/// A problem of this source and its finding name each other, and the same unit.
fn grown(problems: &[problem::Model], findings: &[finding::Model], report: &mut Report) {
    let by_id: HashMap<Uuid, &finding::Model> = findings.iter().map(|row| (row.id, row)).collect();
    for problem in problems {
        if problem.source.get() != ProblemSource::JointActivity {
            continue;
        }
        let found = problem.source_id.and_then(|id| by_id.get(&id));
        if found.is_none_or(|row| row.problem_id != Some(problem.id) || row.org_id != problem.org_id) {
            report.find(
                "finding.problem",
                problem.code.as_str(),
                "does not come from the finding that it names",
            );
        }
    }
}

/// A reported activity has no finding left over. (A closed one may have a problem that was reopened later.)
fn settled(activities: &[joint_activity::Model], findings: &[finding::Model], report: &mut Report) {
    for row in activities.iter().filter(|row| row.state.get().counts()) {
        let mut own = findings.iter().filter(|found| found.activity_id == row.id);
        if !own.all(|found| found.state.get().is_settled()) {
            report.find(
                "activity.settled",
                row.no.as_str(),
                "is reported with findings left over",
            );
        }
    }
}
