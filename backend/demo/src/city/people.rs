//! The 239 people of §6.1, named by role and number only.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use remit_shared::identity::Role;
use remit_shared::organisation::RankingGroup;
use remit_store::entity::jurisdiction;
use uuid::Uuid;

use super::accounts::{Newcomer, Personnel};
use super::registry::Registry;
use super::{City, Place, Who, founded_at, jurisdiction_id, panel};
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::mint::Mint;
use crate::names::{self, LINKAGE, NEWS, OFFICE_SECTIONS, RATING_SEAT, TOWNS, UNIVERSITIES, Unit};
use crate::rng::Rng;

/// City leaders in charge of government departments and institutions; the rest look after the party's.
const GOVERNMENT_LEADERS: usize = 8;
/// City leaders.
const LEADERS: usize = 12;
/// The unit whose problem is overdue; the first leader is in charge of it, so that the demo shows it.
const SHOWN: &str = "zhujian";

/// Makes registry, people and panel.
pub(super) fn build(mint: &mut Mint, password_hash: &str, data: &mut Dataset) -> Result<City, DemoError> {
    let jurisdiction = jurisdiction_id(mint.seed());
    data.jurisdictions.push(zhucheng(jurisdiction));
    let seed = mint.seed();
    let office = Registry {
        mint,
        data,
        jurisdiction,
    }
    .office();
    let mut personnel = Personnel {
        mint,
        data,
        jurisdiction,
        password_hash,
        system: None,
        security: None,
    };
    administrators(&mut personnel, office);
    let leaders = leaders(&mut personnel);
    let office_sections = registry(&mut personnel).sections(office, &OFFICE_SECTIONS);
    let leads = office_leads(&mut personnel, office);
    let oversight = oversight(&mut personnel, office, office_sections.first().copied());
    let others = other_sections(&mut personnel, office, &office_sections);
    personnel.confirm(&leads);
    let in_charge = in_charge(seed);
    let mut places = BTreeMap::new();
    for unit in names::units() {
        let leader = in_charge
            .get(unit.code)
            .and_then(|leader| leaders.get(*leader))
            .cloned();
        let leader = leader.ok_or_else(|| DemoError::unknown("leader of", unit.code))?;
        places.insert(unit.code, place(&mut personnel, unit, leader));
    }
    let bodies: BTreeMap<&str, Uuid> = TOWNS
        .iter()
        .chain(&UNIVERSITIES)
        .chain(&NEWS)
        .map(|body| (body.code, registry(&mut personnel).body(body)))
        .collect();
    let linkage = linkage(&mut personnel, &places)?;
    let raters = rating_administrators(&mut personnel, &places)?;
    let (experts, officers) = panel::appoint(&mut personnel, &places, &bodies)?;
    Ok(City {
        jurisdiction,
        office_sections,
        places,
        leads,
        oversight,
        others,
        experts,
        officers,
        raters,
        linkage,
    })
}

fn zhucheng(id: Uuid) -> jurisdiction::Model {
    jurisdiction::Model {
        id,
        code: "370782".to_owned(),
        name: "诸城市".to_owned(),
        level: "CITY".to_owned(),
        parent_id: None,
    }
}

fn registry<'a>(personnel: &'a mut Personnel<'_>) -> Registry<'a> {
    Registry {
        mint: personnel.mint,
        data: personnel.data,
        jurisdiction: personnel.jurisdiction,
    }
}

/// A newcomer of the first day, without unit.
fn newcomer(name: String, post: &str, login: String, role: Role) -> Newcomer<'_> {
    let at: DateTime<Utc> = founded_at();
    Newcomer {
        name,
        post,
        login,
        role,
        home: None,
        org: None,
        section: None,
        at,
        until: None,
        change_seq: 1,
    }
}

/// The three administrators (三员), first of all: they take on the others.
fn administrators(personnel: &mut Personnel<'_>, office: Uuid) {
    for (role, name, post, login) in [
        (Role::Sa, "系统管理员", "系统运维岗", "sa01"),
        (Role::Se, "安全管理员", "安全保密岗", "se01"),
        (Role::Au, "审计管理员", "审计监督岗", "au01"),
    ] {
        let who = personnel.take_on(&Newcomer {
            home: Some(office),
            ..newcomer(format!("{name}-01"), post, login.to_owned(), role)
        });
        match role {
            Role::Sa => personnel.system = Some(who.account),
            Role::Se => personnel.security = Some(who.account),
            _ => {}
        }
    }
}

fn leaders(personnel: &mut Personnel<'_>) -> Vec<Who> {
    (1..=LEADERS)
        .map(|n| {
            personnel.take_on(&newcomer(
                format!("市级领导-{n:02}"),
                "分管市领导",
                format!("cl{n:02}"),
                Role::Cl,
            ))
        })
        .collect()
}

fn office_leads(personnel: &mut Personnel<'_>, office: Uuid) -> Vec<Who> {
    (1..)
        .zip(["主任", "副主任"])
        .map(|(n, post)| {
            personnel.take_on(&Newcomer {
                home: Some(office),
                org: Some(office),
                ..newcomer(format!("编办负责人-{n:02}"), post, format!("ol{n:02}"), Role::Ol)
            })
        })
        .collect()
}

fn oversight(personnel: &mut Personnel<'_>, office: Uuid, section: Option<Uuid>) -> Vec<Who> {
    (1..)
        .zip(["科长", "副科长", "科员", "科员"])
        .map(|(n, post)| {
            personnel.take_on(&Newcomer {
                home: Some(office),
                org: Some(office),
                section,
                ..newcomer(format!("监管科-{n:02}"), post, format!("ov{n:02}"), Role::Ov)
            })
        })
        .collect()
}

/// Two people for each of the other four sections.
fn other_sections(personnel: &mut Personnel<'_>, office: Uuid, sections: &[Uuid]) -> Vec<Who> {
    let mut others = Vec::new();
    for (name, section) in OFFICE_SECTIONS.iter().zip(sections).skip(1) {
        for (n, post) in (1..).zip(["科长", "科员"]) {
            let login = format!("os{:02}", others.len() + 1);
            others.push(personnel.take_on(&Newcomer {
                home: Some(office),
                org: Some(office),
                section: Some(*section),
                ..newcomer(format!("{name}-{n:02}"), post, login, Role::Os)
            }));
        }
    }
    others
}

/// Which leader is in charge of which unit: equal shares within government and party, dealt out by the seed.
fn in_charge(seed: u64) -> BTreeMap<&'static str, usize> {
    let mut rng = Rng::of(seed, "in charge", 0);
    let mut deal = |party: bool, leaders: std::ops::Range<usize>| {
        let mut units: Vec<&str> = names::units()
            .filter(|unit| (unit.group == RankingGroup::PartyMass) == party)
            .map(|unit| unit.code)
            .collect();
        rng.shuffle(&mut units);
        if let Some(shown) = units.iter().position(|code| *code == SHOWN) {
            units.swap(0, shown);
        }
        units.into_iter().zip(leaders.cycle()).collect::<Vec<_>>()
    };
    let mut all = deal(false, 0..GOVERNMENT_LEADERS);
    all.extend(deal(true, GOVERNMENT_LEADERS..LEADERS));
    all.into_iter().collect()
}

/// A unit with its sections, its lead and its contact.
fn place(personnel: &mut Personnel<'_>, unit: &'static Unit, leader: Who) -> Place {
    let id = registry(personnel).unit(unit, leader.person);
    let sections = registry(personnel).sections(id, unit.sections);
    let mut take_on = |prefix: &str, login: &str, post, role| {
        personnel.take_on(&Newcomer {
            home: Some(id),
            org: Some(id),
            ..newcomer(
                format!("{prefix}-{}", unit.name),
                post,
                format!("{login}.{}", unit.code),
                role,
            )
        })
    };
    let lead = take_on("负责人", "dl", "主要负责人", Role::Dl);
    let contact = take_on("联络员", "dc", "办公室工作人员", Role::Dc);
    Place {
        unit,
        id,
        sections,
        leader,
        lead,
        contact,
    }
}

fn linkage(
    personnel: &mut Personnel<'_>,
    places: &BTreeMap<&'static str, Place>,
) -> Result<BTreeMap<&'static str, Who>, DemoError> {
    let mut contacts = BTreeMap::new();
    for (n, code) in (1..).zip(LINKAGE) {
        let place = places.get(code).ok_or_else(|| DemoError::unknown("unit", code))?;
        let who = personnel.take_on(&Newcomer {
            home: Some(place.id),
            org: Some(place.id),
            ..newcomer(
                format!("联动联络员-{}", place.unit.name),
                "业务科室负责人",
                format!("lk{n:02}"),
                Role::Lk,
            )
        });
        contacts.insert(code, who);
    }
    Ok(contacts)
}

fn rating_administrators(
    personnel: &mut Personnel<'_>,
    places: &BTreeMap<&'static str, Place>,
) -> Result<Vec<Who>, DemoError> {
    let seat = places
        .get(RATING_SEAT)
        .ok_or_else(|| DemoError::unknown("unit", RATING_SEAT))?
        .id;
    let raters = (1..=2).map(|n| {
        personnel.take_on(&Newcomer {
            home: Some(seat),
            org: Some(seat),
            ..newcomer(
                format!("好差评管理员-{n:02}"),
                "评价管理岗",
                format!("ra{n:02}"),
                Role::Ra,
            )
        })
    });
    Ok(raters.collect())
}
