//! The 875 effectiveness points of §6.1, for several seeds.

use std::collections::BTreeMap;

use remit_shared::plan::point::{PointOutcome as O, PointState};
use remit_shared::problem::{LedgerState, ProblemSource};

use crate::made::cities;

#[test]
fn there_are_875_and_they_end_as_described() {
    for city in cities() {
        let ended = |outcome: O| {
            city.points
                .iter()
                .filter(|row| row.outcome.is_some_and(|o| o.get() == outcome))
                .count()
        };
        assert_eq!(city.points.len(), 875);
        let counts = [O::OnTime, O::LateMonth, O::Later, O::NotDone, O::Cancelled].map(ended);
        assert_eq!(counts, [760, 62, 21, 20, 12]);
        assert!(city.points.iter().all(|row| row.approved_on.is_some()));
    }
}

#[test]
fn units_have_21_15_13_or_12_and_codes_of_their_own() {
    for city in cities() {
        let mut units: BTreeMap<_, usize> = BTreeMap::new();
        for point in &city.points {
            *units.entry(point.org_id).or_default() += 1;
        }
        let with = |count: usize| units.values().filter(|n| **n == count).count();
        assert_eq!([with(21), with(15), with(13), with(12)], [26, 12, 5, 7]);
        let mut codes: Vec<_> = city.points.iter().map(|row| &row.code).collect();
        codes.dedup();
        assert_eq!(codes.len(), 875);
    }
}

#[test]
fn a_fifth_and_three_a_unit_are_visited_and_graded_and_nothing_else_is() {
    for city in cities() {
        let chosen = city.points.iter().filter(|row| row.sampled == Some(true)).count();
        assert_eq!(chosen, 26 * 5 + 12 * 3 + 12 * 3);
        assert!(chosen * 5 >= 875);
        for point in city.points.iter().filter(|row| row.state == PointState::Verified) {
            assert_eq!(
                point.quality.is_some(),
                point.sampled == Some(true),
                "{}",
                point.code
            );
        }
    }
}

#[test]
fn what_was_more_than_thirty_days_late_is_a_problem_of_the_ledger() {
    for city in cities() {
        let mut found: Vec<_> = city.points.iter().filter_map(|row| row.problem_id).collect();
        assert_eq!(found.len(), 21);
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), 4);
        for id in found {
            let problem = city.problems.iter().find(|row| row.id == id).unwrap();
            assert_eq!(problem.source, ProblemSource::Ledger);
        }
    }
}

#[test]
fn the_daily_ledger_closes_with_its_points_and_explains_what_is_left() {
    for city in cities() {
        let entries: Vec<_> = city.entries.iter().filter(|row| row.point_id.is_some()).collect();
        assert_eq!(entries.len(), 875);
        let open = entries.iter().filter(|row| row.state == LedgerState::Open);
        assert_eq!(open.clone().count(), 20);
        assert!(open.clone().all(|row| row.explanation.is_some()));
    }
}
