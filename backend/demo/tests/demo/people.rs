//! Accounts, hats and the panel (§6.1, §4).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use remit_demo::{AS_OF, DEMO_PASSWORD, Dataset, DemoClock, demo_accounts};
use remit_shared::identity::password::{self, Strength};
use remit_shared::identity::separation::{check_grant, needs_org, needs_second_person};
use remit_shared::identity::{Role, session};
use remit_shared::panel::{AppointmentKind, AppointmentState, SourceKind};
use remit_shared::wire::Wire;

use crate::made::cities;

/// Roles of each account, by login.
fn roles(city: &Dataset) -> BTreeMap<&str, Vec<Role>> {
    let mut roles: BTreeMap<&str, Vec<Role>> = BTreeMap::new();
    for grant in &city.grants {
        let account = city
            .accounts
            .iter()
            .find(|account| account.id == grant.account_id)
            .unwrap();
        roles
            .entry(account.login.as_str())
            .or_default()
            .push(grant.role.get());
    }
    roles
}

#[test]
fn there_are_239_accounts_by_first_role() {
    let expected = [
        (Role::Ol, 2),
        (Role::Ov, 4),
        (Role::Os, 8),
        (Role::Dl, 50),
        (Role::Dc, 50),
        (Role::Ex, 14),
        (Role::Io, 84),
        (Role::Lk, 10),
        (Role::Cl, 12),
        (Role::Ra, 2),
        (Role::Sa, 1),
        (Role::Se, 1),
        (Role::Au, 1),
    ];
    for city in cities() {
        assert_eq!(city.accounts.len(), 239);
        assert_eq!(city.persons.len() + city.leaders.len(), 239);
        let first = roles(city);
        for (role, count) in expected {
            assert_eq!(
                first.values().filter(|roles| roles[0] == role).count(),
                count,
                "{role}"
            );
        }
        let logins: BTreeSet<_> = city
            .accounts
            .iter()
            .map(|account| account.login.as_str())
            .collect();
        assert_eq!(logins.len(), 239);
    }
}

#[test]
fn town_contacts_are_second_hats_of_thirteen_officers_one_a_town() {
    for city in cities() {
        assert_eq!(city.grants.len(), 239 + 13);
        let second: Vec<_> = roles(city)
            .into_iter()
            .filter(|(_, roles)| roles.len() > 1)
            .collect();
        assert_eq!(second.len(), 13);
        assert!(second.iter().all(|(_, roles)| *roles == [Role::Io, Role::Dc]));
        let towns: BTreeSet<_> = city
            .grants
            .iter()
            .filter(|grant| grant.role == Role::Dc)
            .filter_map(|grant| city.orgs.iter().find(|org| Some(org.id) == grant.org_id))
            .filter(|org| !org.supervised)
            .map(|org| org.name.as_str())
            .collect();
        assert_eq!(towns.len(), 13);
    }
}

#[test]
fn hats_obey_the_separation_of_administrators_and_are_complete() {
    for city in cities() {
        for (login, roles) in roles(city) {
            for (place, role) in roles.iter().enumerate() {
                assert_eq!(check_grant(&roles[..place], *role), Ok(()), "{login}");
            }
        }
        for grant in &city.grants {
            assert!(grant.org_id.is_some() || !needs_org(grant.role.get()));
            let second = needs_second_person(grant.role.get());
            assert_eq!(
                grant.confirmed_by.is_some() && grant.document_no.is_some(),
                second
            );
            assert!(grant.granted_by.is_none_or(|granter| granter != grant.account_id));
            assert!(
                grant
                    .confirmed_by
                    .is_none_or(|confirmer| confirmer != grant.account_id)
            );
            assert!(grant.confirmed_by.is_none() || grant.confirmed_by != grant.granted_by);
        }
    }
}

#[test]
fn the_demo_password_meets_the_rules_of_every_account() {
    for (login, roles) in roles(cities().next().unwrap()) {
        assert_eq!(
            password::check(DEMO_PASSWORD, login, Strength::of(&roles)),
            Ok(()),
            "{login}"
        );
    }
}

#[test]
fn passwords_are_valid_and_nobody_is_dormant_when_the_demo_starts() {
    let now = DemoClock::fresh().start();
    for city in cities() {
        for account in &city.accounts {
            assert!(!password::is_expired(account.password_changed_at, now) && !account.must_change);
            let last = account.last_login_at.unwrap();
            assert!(last < now && now - last < session::DORMANT - chrono::Duration::days(60));
        }
    }
}

#[test]
fn the_sign_in_page_offers_existing_accounts_of_every_role_that_signs_in() {
    for city in cities() {
        let roles = roles(city);
        for account in demo_accounts() {
            assert_eq!(
                roles.get(account.login).map(|roles| roles[0]),
                Some(account.role),
                "{}",
                account.login
            );
        }
        for role in Role::ALL.iter().filter(|role| role.is_signed_in()) {
            let offered = demo_accounts()
                .iter()
                .filter(|account| account.role == *role)
                .count();
            assert!((1..=2).contains(&offered), "{role}: {offered}");
        }
    }
}

#[test]
fn experts_and_officers_come_from_the_sources_of_the_specification() {
    for city in cities() {
        let count = |kind: AppointmentKind| {
            [
                SourceKind::OversightDept,
                SourceKind::University,
                SourceKind::News,
                SourceKind::Town,
            ]
            .map(|source| {
                let rows = city
                    .appointments
                    .iter()
                    .filter(|row| row.kind == kind && row.source_kind == source);
                rows.count()
            })
        };
        assert_eq!(count(AppointmentKind::Expert), [5, 5, 4, 0]);
        assert_eq!(count(AppointmentKind::InfoOfficer), [2, 2, 2, 78]);
    }
}

#[test]
fn each_town_has_six_officers() {
    for city in cities() {
        let mut towns: BTreeMap<_, usize> = BTreeMap::new();
        for row in city
            .appointments
            .iter()
            .filter(|row| row.source_kind == SourceKind::Town)
        {
            *towns.entry(row.source_org_id).or_default() += 1;
        }
        assert_eq!(towns.into_values().collect::<Vec<_>>(), [6; 13]);
    }
}

#[test]
fn appointments_are_active_on_the_last_day_with_letters_and_one_term_a_person() {
    for city in cities() {
        let first = NaiveDate::from_ymd_opt(2022, 3, 1).unwrap();
        let last = NaiveDate::from_ymd_opt(2025, 2, 28).unwrap();
        let mut letters = BTreeSet::new();
        let mut people = BTreeSet::new();
        for row in &city.appointments {
            assert_eq!((row.term_from, row.term_to), (first, last));
            assert!(row.state == AppointmentState::Active && row.term_from <= AS_OF);
            assert!(letters.insert(row.letter_no.clone()) && people.insert(row.person_id));
        }
    }
}

#[test]
fn people_are_named_by_role_and_number_only() {
    let city = cities().next().unwrap();
    let names: BTreeSet<_> = city
        .persons
        .iter()
        .chain(&city.leaders)
        .map(|person| person.display_name.as_str())
        .collect();
    assert_eq!(names.len(), 239);
    for expected in [
        "信息员-密州街道-01",
        "监管专家-05",
        "联络员-市民政局",
        "负责人-市民政局",
        "市级领导-03",
        "监管科-02",
    ] {
        assert!(names.contains(expected), "{expected}");
    }
}
