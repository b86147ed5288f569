//! Regulations, the plan of 2022, duties (§5.2, §6.1).

use remit_shared::plan::params::PlanParams;
use remit_shared::plan::template::default_tree;
use remit_shared::plan::{OpinionKind, PlanState, RegulationKind, RegulationState};

use crate::made::cities;

#[test]
fn the_plan_of_2022_is_published_with_three_parts_eleven_and_fourteen_indicators() {
    for city in cities() {
        let plans: Vec<_> = city.plans.iter().filter(|plan| plan.year == 2022).collect();
        let [plan] = plans.as_slice() else {
            panic!("one plan of 2022")
        };
        assert_eq!(plan.state.get(), PlanState::Published);
        assert_eq!(PlanParams::read(&plan.params), Ok(PlanParams::default()));
        let own = || city.indicators.iter().filter(|row| row.plan_id == plan.id);
        let level = |level| own().filter(|row| row.level == level).count();
        assert_eq!([level(1), level(2), level(3)], [3, 11, 14]);
        assert_eq!(own().filter_map(|row| row.weight_milli).sum::<i64>(), 100_000);
        assert_eq!(own().filter_map(|row| row.cap_milli).sum::<i64>(), 15_000);
        assert_eq!(own().count(), default_tree().len());
        let events: Vec<_> = city
            .plan_events
            .iter()
            .filter(|row| row.plan_id == plan.id)
            .collect();
        assert!(
            events
                .windows(2)
                .all(|pair| Some(pair[0].to_state) == pair[1].from_state && pair[0].at < pair[1].at)
        );
    }
}

#[test]
fn two_sets_of_measures_are_in_force() {
    for city in cities() {
        for kind in [
            RegulationKind::SupervisionMeasures,
            RegulationKind::CoordinationMeasures,
        ] {
            let in_force = city
                .regulations
                .iter()
                .filter(|row| row.kind == kind && row.state == RegulationState::Published);
            assert_eq!(in_force.count(), 1);
        }
    }
}

#[test]
fn every_unit_has_eight_duties_and_said_something_about_the_plan() {
    for city in cities() {
        assert_eq!(city.duties.len(), 400);
        for org in city.orgs.iter().filter(|org| org.supervised) {
            assert_eq!(
                city.duties.iter().filter(|duty| duty.org_id == org.id).count(),
                8,
                "{}",
                org.name
            );
        }
        let plan = city.plans.iter().find(|plan| plan.year == 2022).unwrap();
        let opinions: Vec<_> = city
            .plan_opinions
            .iter()
            .filter(|row| row.plan_id == plan.id)
            .collect();
        assert_eq!(opinions.len(), 50);
        let due = plan.consult_due_on.unwrap();
        for opinion in &opinions {
            assert!(opinion.given_at.date_naive() <= due);
            assert_eq!(opinion.kind == OpinionKind::Suggestion, opinion.answer.is_some());
        }
        assert_eq!(opinions.iter().filter(|row| row.adopted == Some(true)).count(), 4);
    }
}

#[test]
fn no_unit_loses_so_much_weight_that_it_could_not_be_ranked() {
    for city in cities() {
        let min = PlanParams::default().min_nominal_weight;
        for org in city.orgs.iter().filter(|org| org.supervised) {
            let lost: i64 = city
                .applicability
                .iter()
                .filter(|row| row.org_id == org.id)
                .filter_map(|row| {
                    city.indicators
                        .iter()
                        .find(|node| node.id == row.indicator_id)?
                        .weight_milli
                })
                .sum();
            assert!(
                remit_shared::plan::tree::points(100_000 - lost) >= min,
                "{}",
                org.name
            );
        }
    }
}
