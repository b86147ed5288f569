//! Joint activities by §6.1: two in the year, five findings in May, three in September, each one of the city's problems.

use std::collections::BTreeMap;

use chrono::Datelike;
use remit_shared::activity::{ActivityState, FindingState};
use remit_shared::problem::ProblemSource;

use crate::made::cities;

#[test]
fn two_activities_of_the_year_found_eight_problems() {
    cities().for_each(|data| {
        let days: Vec<_> = data
            .joint_activities
            .iter()
            .map(|row| (row.from_on.month(), row.from_on.day(), row.state.get()))
            .collect();
        assert_eq!(
            days,
            [(5, 9, ActivityState::Closed), (9, 6, ActivityState::Closed)]
        );
        let of = |place: usize| {
            let id = data.joint_activities[place].id;
            (
                data.activity_units
                    .iter()
                    .filter(|row| row.activity_id == id)
                    .count(),
                data.findings.iter().filter(|row| row.activity_id == id).count(),
            )
        };
        assert_eq!((of(0), of(1)), ((12, 5), (8, 3)));
        assert!(
            data.findings
                .iter()
                .all(|row| row.state.get() == FindingState::Converted)
        );
        // Notice, visits, answers and the report stand in their order.
        for row in &data.joint_activities {
            assert!(row.notified_on < Some(row.from_on) && Some(row.to_on) < row.put_on);
            assert!(row.answer_due_on < row.reported_on && row.reported_on < row.closed_on);
        }
    });
}

#[test]
fn every_problem_of_that_source_and_its_finding_name_each_other() {
    cities().for_each(|data| {
        let findings: BTreeMap<_, _> = data.findings.iter().map(|row| (row.id, row)).collect();
        let mut tied = 0;
        for problem in &data.problems {
            if problem.source.get() != ProblemSource::JointActivity {
                continue;
            }
            let found = findings[&problem.source_id.unwrap()];
            assert_eq!(
                (found.problem_id, found.org_id),
                (Some(problem.id), problem.org_id)
            );
            assert!(found.answered_on <= found.answer_due_on && found.settled_on == Some(problem.raised_on));
            tied += 1;
        }
        assert_eq!((tied, data.findings.len()), (8, 8));
    });
}

#[test]
fn nobody_inspects_the_own_unit() {
    cities().for_each(|data| {
        for member in &data.activity_members {
            let inspected = data
                .activity_units
                .iter()
                .any(|unit| unit.activity_id == member.activity_id && Some(unit.org_id) == member.org_id);
            assert!(!inspected);
        }
        assert_eq!(data.activity_shares.len(), 2 * 4);
    });
}
