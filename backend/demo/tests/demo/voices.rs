//! The other voices of 2022 by §6.1: 12 leaders, 38 mutual ballots, 72 appraisals (A 18, B 42, C 11, D 1).

use std::collections::{BTreeMap, BTreeSet};

use remit_demo::Dataset;
use remit_shared::organisation::OrgKind;
use remit_shared::plan::params::PlanParams;
use remit_shared::voice::mutual::report::{self, Rated};
use remit_shared::voice::{AppraisalMark as G, ViolationState as V, comment};
use remit_store::Text;
use uuid::Uuid;

use crate::made::cities;

#[test]
fn twelve_leaders_comment_and_every_unit_has_enough_of_them_to_be_shown() {
    for city in cities() {
        let leaders: BTreeSet<Uuid> = city.leader_comments.iter().map(|row| row.leader_id).collect();
        assert_eq!((leaders.len(), city.leader_comments.len()), (12, 200));
        let mut by_unit: BTreeMap<Uuid, u32> = BTreeMap::new();
        for row in &city.leader_comments {
            *by_unit.entry(row.org_id).or_default() += 1;
        }
        assert_eq!(by_unit.len(), 50);
        assert!(by_unit.values().all(|n| *n as usize >= comment::LEADERS_MIN));
        for org in city.orgs.iter().filter(|org| org.supervised) {
            let own = city
                .leader_comments
                .iter()
                .filter(|row| row.org_id == org.id && row.in_charge);
            assert_eq!(
                own.map(|row| Some(row.leader_id)).collect::<Vec<_>>(),
                [org.leader_id]
            );
        }
    }
}

fn rated(city: &Dataset) -> Vec<Rated> {
    let marks = city.mutual_marks.iter().filter_map(|row| {
        Some(Rated {
            from: row.from_org_id,
            to: row.to_org_id,
            levels: [row.attitude?, row.timeliness?, row.effect?].map(Text::get),
        })
    });
    marks.collect()
}

#[test]
fn thirty_eight_departments_cast_one_whole_ballot_each() {
    for city in cities() {
        assert_eq!(
            (city.mutual_ballots.len(), city.mutual_marks.len()),
            (38, 38 * 49)
        );
        for ballot in &city.mutual_ballots {
            let own = city
                .mutual_marks
                .iter()
                .filter(|mark| mark.ballot_id == ballot.id);
            assert_eq!(own.map(|mark| mark.to_org_id).collect::<BTreeSet<_>>().len(), 49);
            let org = city.orgs.iter().find(|org| org.id == ballot.org_id).unwrap();
            assert_ne!(org.kind, OrgKind::PublicInstitution);
        }
        let means = report::means(&rated(city), &PlanParams::default());
        assert!(means.len() == 50 && means.values().all(|means| means.means.is_some()));
    }
}

#[test]
fn the_offices_report_has_something_to_say() {
    for city in cities() {
        let (ballots, params) = (rated(city), PlanParams::default());
        let casters = report::casters(&ballots, &params);
        assert_eq!(casters.iter().filter(|caster| caster.straight).count(), 1);
        assert!(casters[0].leniency > 10.into(), "one is lenient");
    }
}

#[test]
fn seventy_two_institutions_are_appraised_in_the_quotas() {
    for city in cities() {
        let count = |grade: G| {
            city.appraisal_rows
                .iter()
                .filter(|row| row.grade == grade)
                .count()
        };
        assert_eq!(
            [count(G::A), count(G::B), count(G::C), count(G::D)],
            [18, 42, 11, 1]
        );
        let names: BTreeSet<&str> = city
            .appraisal_rows
            .iter()
            .map(|row| row.institution.as_str())
            .collect();
        assert_eq!(names.len(), 72);
        let directly = city.appraisal_rows.iter().filter(|row| {
            city.orgs
                .iter()
                .any(|org| org.id == row.parent_org_id && org.name == row.institution)
        });
        assert_eq!(directly.count(), 12);
    }
}

#[test]
fn the_favoured_units_are_well_thought_of_and_have_no_negative_record() {
    for city in cities() {
        let params = PlanParams::default();
        let means = report::means(&rated(city), &params);
        let mut all: Vec<_> = means
            .values()
            .filter_map(|unit| Some(unit.means.as_ref()?.1))
            .collect();
        all.sort_unstable();
        for name in ["市自然资源和规划局", "市发展和改革局", "市科学技术局"] {
            let org = city.orgs.iter().find(|org| org.name == name).unwrap();
            let own = means[&org.id].means.as_ref().unwrap().1;
            assert!(all.iter().filter(|mean| **mean > own).count() < 5, "{name}");
            assert!(city.violations.iter().all(|row| row.org_id != org.id));
            let mut own = city
                .appraisal_rows
                .iter()
                .filter(|row| row.parent_org_id == org.id);
            assert!(own.all(|row| row.grade == G::A), "{name}");
        }
    }
}

#[test]
fn negative_records_are_in_every_state_and_their_persons_differ() {
    for city in cities() {
        let count = |state: V| city.violations.iter().filter(|row| row.state == state).count();
        assert_eq!(
            [
                count(V::Recorded),
                count(V::Confirmed),
                count(V::Upheld),
                count(V::Revoked)
            ],
            [1, 4, 1, 1]
        );
        for row in &city.violations {
            assert_ne!(Some(row.recorded_by), row.confirmed_by);
            assert!(row.decided_by.is_none() || row.decided_by != row.confirmed_by);
            let steps = city
                .violation_events
                .iter()
                .filter(|line| line.violation_id == row.id);
            assert_eq!(steps.count(), usize::try_from(row.version).unwrap());
        }
    }
}
