//! Deductions of problems (§5.7) with the lines of the worked example (§5.14, C11).

use remit_shared::problem::ProblemState as S;
use remit_shared::problem::Severity;
use remit_shared::problem::deduction::{DeductionFacts, DeductionReason as R, deduction};
use remit_shared::wire::Wire;

use crate::world::d;

const CUT_OFF: &str = "2023-01-10";

fn closed(severity: Severity) -> DeductionFacts {
    DeductionFacts {
        state: S::Closed,
        severity,
        self_reported: false,
        immediate: false,
        due_on: Some(d("2022-06-10")),
        finished_on: Some(d("2022-06-10")),
        returned_count: 0,
    }
}

fn points(facts: DeductionFacts) -> (R, String) {
    let deduction = deduction(&facts, d(CUT_OFF));
    assert_eq!(
        deduction.points,
        deduction.base * deduction.factor + deduction.returned
    );
    (deduction.reason, deduction.points.normalize().to_string())
}

#[test]
fn the_lines_of_the_worked_example_hold() {
    let late = Some(d("2022-06-13"));
    let open = DeductionFacts {
        state: S::Rectifying,
        finished_on: None,
        ..closed(Severity::Severe)
    };
    let cases = [
        (
            DeductionFacts {
                immediate: true,
                ..closed(Severity::Minor)
            },
            R::Immediate,
            "0",
        ),
        (closed(Severity::Moderate), R::ClosedInTime, "0.5"),
        (
            DeductionFacts {
                finished_on: late,
                ..closed(Severity::Minor)
            },
            R::ClosedLate,
            "0.5",
        ),
        (open, R::OpenOverdue, "3"),
        (
            DeductionFacts {
                returned_count: 2,
                ..open
            },
            R::OpenOverdue,
            "3.5",
        ),
        (
            DeductionFacts {
                severity: Severity::Minor,
                due_on: Some(d("2023-01-10")),
                ..open
            },
            R::OpenInTime,
            "0.25",
        ),
    ];
    for (facts, reason, expected) in cases {
        assert_eq!(points(facts), (reason, expected.to_owned()));
    }
}

/// Step 9: after an overdue rectification the deduction shown is base × 1.0.
#[test]
fn closed_late_costs_the_base() {
    for (severity, base) in [
        (Severity::Minor, "0.5"),
        (Severity::Moderate, "1"),
        (Severity::Severe, "2"),
    ] {
        let facts = DeductionFacts {
            finished_on: Some(d("2022-06-13")),
            ..closed(severity)
        };
        assert_eq!(points(facts), (R::ClosedLate, base.to_owned()));
    }
}

#[test]
fn what_is_not_established_or_is_counted_elsewhere_costs_nothing() {
    for state in [S::Raised, S::Verifying, S::Rejected, S::Merged] {
        let facts = DeductionFacts {
            state,
            returned_count: 3,
            ..closed(Severity::Severe)
        };
        assert_eq!(points(facts), (R::NotCounted, "0".to_owned()), "{state}");
    }
}

#[test]
fn telling_never_costs_more_than_hiding() {
    for state in S::ALL {
        for severity in Severity::ALL {
            let hidden = DeductionFacts {
                state: *state,
                ..closed(*severity)
            };
            let told = DeductionFacts {
                self_reported: true,
                ..hidden
            };
            assert!(
                deduction(&told, d(CUT_OFF)).points <= deduction(&hidden, d(CUT_OFF)).points,
                "{state}"
            );
            assert!(deduction(&told, d(CUT_OFF)).factor.is_zero());
        }
    }
}

#[test]
fn repeated_returns_cost_half_a_point_once() {
    for (count, expected) in [(0, "0.5"), (1, "0.5"), (2, "1"), (7, "1")] {
        let facts = DeductionFacts {
            returned_count: count,
            ..closed(Severity::Moderate)
        };
        assert_eq!(
            points(facts),
            (R::ClosedInTime, expected.to_owned()),
            "{count} returns"
        );
    }
    let at_once = DeductionFacts {
        immediate: true,
        returned_count: 2,
        ..closed(Severity::Minor)
    };
    assert_eq!(points(at_once).1, "0.5");
}

/// The office's own time for re-verification is not the unit's delay.
#[test]
fn a_submission_in_time_stays_in_time_while_the_office_looks() {
    let waiting = DeductionFacts {
        state: S::Reverifying,
        ..closed(Severity::Minor)
    };
    assert_eq!(points(waiting).0, R::OpenInTime);
    let overdue = DeductionFacts {
        finished_on: None,
        state: S::Rectifying,
        ..waiting
    };
    assert_eq!(points(overdue).0, R::OpenOverdue);
    let without_deadline = DeductionFacts {
        due_on: None,
        state: S::Assigned,
        finished_on: None,
        ..waiting
    };
    assert_eq!(points(without_deadline).0, R::OpenInTime);
}

#[test]
fn immediate_counts_only_once_it_is_closed() {
    let open = DeductionFacts {
        state: S::Immediate,
        immediate: true,
        finished_on: None,
        ..closed(Severity::Minor)
    };
    assert_eq!(points(open).0, R::OpenOverdue);
}
