//! Linkage of 2022 by §6.1: 10 departments, 23 submissions and 17 nil returns, 9 to problems, 11 adopted, 3 noted.

use remit_shared::linkage::{SubmissionOutcome as O, SubmissionState as S, WindowState};
use remit_shared::problem::ProblemSource;

use remit_demo::Dataset;

use crate::made::cities;

#[test]
fn every_department_answers_every_window_and_the_counts_are_exact() {
    for data in cities() {
        counts(data);
    }
}

fn counts(data: &Dataset) {
    assert_eq!(data.linkage_members.len(), 10);
    let rows = &data.linkage_submissions;
    assert_eq!(
        (rows.len(), rows.iter().filter(|row| row.nil_return).count()),
        (40, 17)
    );
    let by_quarter: Vec<usize> = data
        .linkage_windows
        .iter()
        .filter(|window| window.year == 2022)
        .map(|window| {
            assert_eq!(window.state.get(), WindowState::FedBack);
            let own = rows.iter().filter(|row| row.window_id == window.id);
            assert_eq!(own.clone().count(), 10, "quarter {}", window.quarter);
            own.filter(|row| !row.nil_return).count()
        })
        .collect();
    assert_eq!(by_quarter, [5, 6, 5, 7]);
    let by_department: Vec<usize> = data
        .linkage_members
        .iter()
        .map(|member| {
            let own = rows.iter().filter(|row| row.org_id == member.org_id);
            own.filter(|row| row.state.get() == S::Accepted).count()
        })
        .collect();
    assert_eq!(by_department, [4, 2, 2, 3, 3, 3, 2, 2, 1, 1]);
    let of = |outcome| {
        rows.iter()
            .filter(|row| row.outcome.is_some_and(|became| became.get() == outcome))
            .count()
    };
    assert_eq!(
        [of(O::Problem), of(O::Advice), of(O::Noted), of(O::Merged)],
        [9, 11, 3, 0]
    );
    assert_eq!(
        rows.iter().filter(|row| row.late).count(),
        1,
        "the one of 6 April"
    );
    assert_eq!(data.countermeasures.len(), 11);
    assert_eq!(data.api_clients.len(), 3);
}

#[test]
fn each_of_the_nine_problems_names_its_submission_and_its_reporter() {
    for data in cities() {
        names(data);
    }
}

fn names(data: &Dataset) {
    let problems = data
        .problems
        .iter()
        .filter(|row| row.source.get() == ProblemSource::Linkage);
    let mut named = 0;
    for problem in problems {
        let source = data
            .linkage_submissions
            .iter()
            .find(|row| Some(row.id) == problem.source_id)
            .expect("a submission");
        assert_eq!(source.problem_id, Some(problem.id));
        assert_eq!(source.about_org_id, Some(problem.org_id));
        assert_eq!(problem.reporter_ref, Some(source.author_id.to_string()));
        assert!(source.decided_at < source.outcome_at && source.submitted_at < source.decided_at);
        named += 1;
    }
    assert_eq!(named, 9);
}
