//! The panel (K13, §3.14): 14 experts and 84 information officers, appointed on 1 March 2022 for three years.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use remit_shared::identity::Role;
use remit_shared::panel::{AppointmentKind, AppointmentState, SourceKind};
use remit_store::Text;
use remit_store::entity::appointment;
use uuid::Uuid;

use super::accounts::{Newcomer, Personnel};
use super::{Place, Who};
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours;
use crate::names::{EXPERT_DEPARTMENTS, NEWS, OFFICER_DEPARTMENTS, TOWNS, UNIVERSITIES};
use crate::rng::Rng;

/// First and last day of the term.
pub(crate) const TERM: (NaiveDate, NaiveDate) = (hours::day(2022, 3, 1), hours::day(2025, 2, 28));
/// Officers of each town or subdistrict.
const OFFICERS_PER_TOWN: usize = 6;
/// The change that brings the panel in, after the founding.
const CHANGE: i64 = 2;

const EXPERT_FIELDS: [&str; 14] = [
    "行政管理",
    "机构编制管理",
    "行政法",
    "公共政策",
    "绩效管理",
    "财政审计",
    "党风廉政监督",
    "基层治理",
    "政务服务",
    "公共管理",
    "组织人事",
    "数字政府",
    "新闻舆论监督",
    "社会调查",
];
const OFFICER_FIELDS: [&str; 6] = [
    "党政综合",
    "民生保障",
    "农业农村",
    "村镇建设",
    "应急管理",
    "便民服务",
];

/// Where an appointee comes from.
#[derive(Clone, Copy)]
struct Source {
    org: Uuid,
    name: &'static str,
    code: &'static str,
    kind: SourceKind,
}

struct Sources<'a> {
    places: &'a BTreeMap<&'static str, Place>,
    bodies: &'a BTreeMap<&'static str, Uuid>,
}

impl Sources<'_> {
    fn department(&self, code: &'static str) -> Result<Source, DemoError> {
        let place = self
            .places
            .get(code)
            .ok_or_else(|| DemoError::unknown("unit", code))?;
        Ok(Source {
            org: place.id,
            name: place.unit.name,
            code,
            kind: SourceKind::OversightDept,
        })
    }

    fn body(&self, body: &crate::names::Body, kind: SourceKind) -> Result<Source, DemoError> {
        let org = self
            .bodies
            .get(body.code)
            .ok_or_else(|| DemoError::unknown("body", body.code))?;
        Ok(Source {
            org: *org,
            name: body.name,
            code: body.code,
            kind,
        })
    }

    /// Oversight departments 5, universities 5, news units 4.
    fn of_experts(&self) -> Result<Vec<Source>, DemoError> {
        let mut sources = Vec::new();
        for code in EXPERT_DEPARTMENTS {
            sources.push(self.department(code)?);
        }
        for body in UNIVERSITIES.iter().cycle().take(5) {
            sources.push(self.body(body, SourceKind::University)?);
        }
        for body in NEWS.iter().cycle().take(4) {
            sources.push(self.body(body, SourceKind::News)?);
        }
        Ok(sources)
    }

    /// 13 × 6 from towns and subdistricts, then two each from departments, universities and news units.
    fn of_officers(&self) -> Result<Vec<Source>, DemoError> {
        let mut sources = Vec::new();
        for town in &TOWNS {
            let source = self.body(town, SourceKind::Town)?;
            sources.extend([source; OFFICERS_PER_TOWN]);
        }
        for code in OFFICER_DEPARTMENTS {
            sources.push(self.department(code)?);
        }
        for body in UNIVERSITIES.iter().take(2) {
            sources.push(self.body(body, SourceKind::University)?);
        }
        for body in &NEWS {
            sources.push(self.body(body, SourceKind::News)?);
        }
        Ok(sources)
    }
}

/// Appoints experts and officers; the first officer of each town is also its contact.
pub(super) fn appoint(
    personnel: &mut Personnel<'_>,
    places: &BTreeMap<&'static str, Place>,
    bodies: &BTreeMap<&'static str, Uuid>,
) -> Result<(Vec<Who>, Vec<Who>), DemoError> {
    let sources = Sources { places, bodies };
    let mut experts = Vec::new();
    let mut fields = EXPERT_FIELDS;
    Rng::of(personnel.mint.seed(), "expert field", 0).shuffle(&mut fields);
    let mut experts_from = sources.of_experts()?;
    Rng::of(personnel.mint.seed(), "expert source", 0).shuffle(&mut experts_from);
    for ((n, source), field) in (1..).zip(experts_from).zip(fields) {
        let who = personnel.take_on(&Newcomer {
            home: Some(source.org),
            ..appointee(
                format!("监管专家-{n:02}"),
                expert_post(source.kind),
                format!("ex{n:02}"),
                Role::Ex,
            )
        });
        write(personnel, &who, AppointmentKind::Expert, source, field);
        experts.push(who);
    }
    let officers = officers(personnel, &sources)?;
    Ok((experts, officers))
}

fn officers(personnel: &mut Personnel<'_>, sources: &Sources<'_>) -> Result<Vec<Who>, DemoError> {
    let mut officers = Vec::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, source) in (0..).zip(sources.of_officers()?) {
        let n = numbers.entry(source.code).or_default();
        *n += 1;
        let n = *n;
        let who = personnel.take_on(&Newcomer {
            home: Some(source.org),
            ..appointee(
                format!("信息员-{}-{n:02}", source.name),
                officer_post(source.kind),
                format!("io.{}{n:02}", source.code),
                Role::Io,
            )
        });
        if source.kind == SourceKind::Town && n == 1 {
            let hat = appointee(String::new(), "", String::new(), Role::Dc);
            personnel.grant(
                who.account,
                &Newcomer {
                    org: Some(source.org),
                    ..hat
                },
            );
        }
        let mut rng = Rng::of(personnel.mint.seed(), "officer field", index);
        let field = rng.pick(&OFFICER_FIELDS).copied().unwrap_or_default();
        write(personnel, &who, AppointmentKind::InfoOfficer, source, field);
        officers.push(who);
    }
    Ok(officers)
}

fn appointee(name: String, post: &str, login: String, role: Role) -> Newcomer<'_> {
    Newcomer {
        name,
        post,
        login,
        role,
        home: None,
        org: None,
        section: None,
        at: appointed_at(),
        until: Some(TERM.1),
        change_seq: CHANGE,
    }
}

fn expert_post(source: SourceKind) -> &'static str {
    match source {
        SourceKind::University => "教授",
        SourceKind::News => "主任记者",
        SourceKind::OversightDept | SourceKind::Town => "业务骨干",
    }
}

fn officer_post(source: SourceKind) -> &'static str {
    match source {
        SourceKind::University => "讲师",
        SourceKind::News => "记者",
        SourceKind::OversightDept => "科员",
        SourceKind::Town => "党政办公室工作人员",
    }
}

/// OL signs the letters in the morning of the first day of the term.
fn appointed_at() -> DateTime<Utc> {
    hours::at(TERM.0, 60, 0)
}

fn write(personnel: &mut Personnel<'_>, who: &Who, kind: AppointmentKind, source: Source, field: &str) {
    let at = appointed_at();
    let data: &mut Dataset = personnel.data;
    let letter = data.appointments.len() + 1;
    data.appointments.push(appointment::Model {
        id: personnel.mint.id("appointment", at),
        jurisdiction_id: personnel.jurisdiction,
        person_id: who.person,
        kind: Text(kind),
        source_org_id: source.org,
        source_kind: Text(source.kind),
        field: field.to_owned(),
        term_from: TERM.0,
        term_to: TERM.1,
        letter_no: format!("诸编办聘〔2022〕{letter:03}号"),
        state: Text(AppointmentState::Active),
        created_at: at,
        created_by: None,
        updated_at: at,
        version: 1,
        change_seq: CHANGE,
        nominated_by: None,
        approved_by: None,
        approved_on: Some(TERM.0),
        renews: None,
        reminded_on: None,
        ended_on: None,
        end_reason: None,
        end_note: None,
    });
}
