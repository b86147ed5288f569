//! Registry, calendar, regime (§6.1).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use remit_demo::{REGIME_ROOTS, jurisdiction_id};
use remit_shared::organisation::{OrgKind, RankingGroup};
use remit_store::entity::org;

use crate::made::cities;

fn count(orgs: &[org::Model], test: impl Fn(&org::Model) -> bool) -> usize {
    orgs.iter().filter(|org| test(org)).count()
}

#[test]
fn fifty_units_are_supervised_in_three_groups() {
    for city in cities() {
        let orgs = &city.orgs;
        assert_eq!(count(orgs, |org| org.supervised), 50);
        let group = |group| count(orgs, |org| org.ranking_group.is_some_and(|own| own == group));
        assert_eq!(
            [
                RankingGroup::PartyMass,
                RankingGroup::Government,
                RankingGroup::Institution
            ]
            .map(group),
            [12, 26, 12]
        );
        assert_eq!(count(orgs, |org| org.has_window), 24);
        assert!(orgs.iter().all(|org| org.supervised == org.leader_id.is_some()));
    }
}

#[test]
fn the_other_bodies_are_the_office_thirteen_towns_three_universities_and_two_news_units() {
    for city in cities() {
        let kind = |kind| count(&city.orgs, |org| org.kind == kind && !org.supervised);
        assert_eq!(kind(OrgKind::OversightOffice), 1);
        assert_eq!(kind(OrgKind::Subdistrict) + kind(OrgKind::Town), 13);
        assert_eq!(kind(OrgKind::Subdistrict), 3);
        assert_eq!(kind(OrgKind::University), 3);
        assert_eq!(kind(OrgKind::NewsMedia), 2);
        assert_eq!(city.orgs.len(), 50 + 1 + 13 + 5);
    }
}

#[test]
fn departments_have_six_sections_institutions_three_and_the_office_five() {
    for city in cities() {
        let mut sections: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for section in &city.sections {
            sections.entry(section.org_id).or_default().push(section);
        }
        let sum = |test: &dyn Fn(&org::Model) -> bool| -> Vec<usize> {
            let orgs = city.orgs.iter().filter(|org| test(org));
            orgs.map(|org| sections.get(&org.id).map_or(0, Vec::len))
                .collect()
        };
        let institution = |org: &org::Model| org.kind == OrgKind::PublicInstitution;
        assert_eq!(sum(&|org| org.supervised && !institution(org)), [6; 38]);
        assert_eq!(sum(&institution), [3; 12]);
        let office = city
            .orgs
            .iter()
            .find(|org| org.kind == OrgKind::OversightOffice)
            .unwrap();
        let names: Vec<_> = sections[&office.id]
            .iter()
            .map(|section| section.name.as_str())
            .collect();
        assert_eq!(names.len(), 5);
        assert_eq!(names[0], "职能运行监管科");
        assert_eq!(city.sections.len(), 228 + 36 + 5);
    }
}

#[test]
fn codes_names_and_section_names_are_unique_and_logins_can_be_made_of_the_codes() {
    for city in cities() {
        let mut codes: Vec<_> = city.orgs.iter().map(|org| org.code.as_str()).collect();
        assert!(
            codes
                .iter()
                .all(|code| code.chars().all(|c| c.is_ascii_lowercase()))
        );
        codes.sort_unstable();
        codes.dedup();
        let mut names: Vec<_> = city.orgs.iter().map(|org| org.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!((codes.len(), names.len()), (city.orgs.len(), city.orgs.len()));
        let mut sections: Vec<_> = city
            .sections
            .iter()
            .map(|row| (row.org_id, row.name.as_str()))
            .collect();
        sections.sort_unstable();
        sections.dedup();
        assert_eq!(sections.len(), city.sections.len());
    }
}

#[test]
fn twelve_leaders_share_the_units_evenly() {
    for city in cities() {
        let mut shares: BTreeMap<_, usize> = BTreeMap::new();
        for leader in city.orgs.iter().filter_map(|org| org.leader_id) {
            *shares.entry(leader).or_default() += 1;
        }
        assert_eq!(shares.len(), 12);
        assert!(shares.values().all(|share| (3..=5).contains(share)), "{shares:?}");
    }
}

#[test]
fn the_calendar_covers_2022_and_2023_with_249_working_days_in_2022() {
    for city in cities() {
        assert_eq!(city.work_days.len(), 730);
        let year = |year: i32| {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
            let days = city
                .work_days
                .iter()
                .filter(move |day| (first..=last).contains(&day.date));
            days.filter(|day| day.is_working).count()
        };
        assert_eq!(year(2022), 249);
    }
}

#[test]
fn the_regime_is_a_tree_of_two_three_three_and_three() {
    for city in cities() {
        let roots: Vec<_> = city
            .regime
            .iter()
            .filter(|node| node.parent_code.is_none())
            .collect();
        assert_eq!(
            roots.iter().map(|node| node.code.as_str()).collect::<Vec<_>>(),
            REGIME_ROOTS
        );
        let children = |root: &str| {
            city.regime
                .iter()
                .filter(|node| node.parent_code.as_deref() == Some(root))
                .count()
        };
        assert_eq!(REGIME_ROOTS.map(children), [2, 3, 3, 3]);
        assert!(
            city.regime
                .iter()
                .all(|node| !node.name_zh.is_empty() && !node.name_en.is_empty())
        );
    }
}

#[test]
fn the_city_is_zhucheng() {
    let city = cities().next().unwrap();
    let [jurisdiction] = city.jurisdictions.as_slice() else {
        panic!("one jurisdiction")
    };
    assert_eq!(
        (jurisdiction.code.as_str(), jurisdiction.name.as_str()),
        ("370782", "诸城市")
    );
    assert_eq!(jurisdiction.id, jurisdiction_id());
}
