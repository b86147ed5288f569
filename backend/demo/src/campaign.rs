//! The evaluator pool and the three anonymous campaigns of 2022 (§6.1): 312 evaluators of whom 298 answered, 60 deputies
//! of whom 54 answered, and 588 of 600 staff ballots, with real credentials under real keys.

mod ballots;
mod filled;
mod pool;
mod taste;

use chrono::NaiveDate;
use remit_shared::evaluation::anonymity::FLOOR;
use remit_shared::evaluation::cohort::{self, Voters};
use remit_shared::evaluation::question::usual;
use remit_shared::evaluation::{CampaignKind, CampaignState, DeputyKind, EvaluatorClass};
use remit_shared::wire::Wire;
use remit_store::Text;
use remit_store::entity::{campaign, counter};
use serde::Serialize;
use uuid::Uuid;

use crate::city::City;
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours::{at, day};
use crate::mint::Mint;
use filled::{Group, fill};

/// Staff ballots of each unit.
const STAFF: usize = 12;
/// The unit whose staff ballots never came.
const SILENT: &str = "市文化艺术中心";

/// What sets one campaign apart.
struct Plan {
    kind: CampaignKind,
    title: &'static str,
    drafted: NaiveDate,
    approved: NaiveDate,
    opens_on: NaiveDate,
    closes_on: NaiveDate,
    published: NaiveDate,
    seats: String,
}

/// Adds the pool, the campaigns, their keys, ballots and counted cells.
pub(crate) fn campaigns(
    city: &City,
    mint: &mut Mint,
    data: &mut Dataset,
    change: i64,
) -> Result<(), DemoError> {
    let pool = pool::pool(city, mint, data)?;
    let units: Vec<Uuid> = crate::names::units()
        .map(|unit| city.place(unit.code).map(|place| place.id))
        .collect::<Result<_, _>>()?;
    for (number, plan) in (1..).zip(plans()?) {
        let row = row(city, mint, &plan, &units, number, change)?;
        let groups = match plan.kind {
            CampaignKind::Grassroots => grassroots(&pool)?,
            CampaignKind::Deputy => deputies(),
            CampaignKind::Internal | CampaignKind::Mutual => staff(city)?,
        };
        fill(mint, data, row, &units, groups)?;
    }
    data.counters.push(counter::Model {
        jurisdiction_id: city.jurisdiction,
        name: "campaign:2022".to_owned(),
        value: 3,
    });
    Ok(())
}

fn plans() -> Result<[Plan; 3], serde_json::Error> {
    let seats = |seats: &[(&str, u32)]| {
        let seats: Vec<Seat> = seats
            .iter()
            .map(|(group, count)| Seat { group, count: *count })
            .collect();
        serde_json::to_string(&seats)
    };
    Ok([
        Plan {
            kind: CampaignKind::Grassroots,
            title: "2022年度镇街评部门履职问卷",
            drafted: day(2022, 9, 19),
            approved: day(2022, 9, 27),
            opens_on: day(2022, 10, 12),
            closes_on: day(2022, 10, 28),
            published: day(2022, 11, 4),
            seats: seats(&[])?,
        },
        Plan {
            kind: CampaignKind::Deputy,
            title: "2022年度两代表一委员评部门履职问卷",
            drafted: day(2022, 9, 20),
            approved: day(2022, 9, 27),
            opens_on: day(2022, 10, 20),
            closes_on: day(2022, 11, 4),
            published: day(2022, 11, 11),
            seats: seats(&[
                (DeputyKind::PartyDelegate.code(), 20),
                (DeputyKind::PeopleDeputy.code(), 25),
                (DeputyKind::CppccMember.code(), 15),
            ])?,
        },
        Plan {
            kind: CampaignKind::Internal,
            title: "2022年度机关内部运行自评问卷",
            drafted: day(2022, 10, 24),
            approved: day(2022, 10, 28),
            opens_on: day(2022, 11, 7),
            closes_on: day(2022, 11, 18),
            published: day(2022, 11, 25),
            seats: seats(&[("", 12)])?,
        },
    ])
}

#[derive(Serialize)]
struct Seat<'a> {
    group: &'a str,
    count: u32,
}

fn row(
    city: &City,
    mint: &mut Mint,
    plan: &Plan,
    units: &[Uuid],
    number: u32,
    change: i64,
) -> Result<campaign::Model, DemoError> {
    let drafted = at(plan.drafted, 95, 0);
    let author = city
        .oversight
        .first()
        .ok_or_else(|| DemoError::unknown("role", "OV"))?;
    let lead = city
        .leads
        .first()
        .ok_or_else(|| DemoError::unknown("role", "OL"))?;
    Ok(campaign::Model {
        id: mint.id("campaign", drafted),
        jurisdiction_id: city.jurisdiction,
        code: format!("WJ-2022-{number:04}"),
        kind: Text(plan.kind),
        year: 2022,
        title: plan.title.to_owned(),
        state: Text(CampaignState::Published),
        opens_on: plan.opens_on,
        closes_on: plan.closes_on,
        min_cell: 5,
        questions: serde_json::to_string(&usual(plan.kind))?,
        targets: serde_json::to_string(units)?,
        seats: plan.seats.clone(),
        prolonged: false,
        commitment: None,
        tally_hash: None,
        due_on: None,
        void_reason: None,
        author_id: author.person,
        approved_by: Some(lead.person),
        approved_at: Some(at(plan.approved, 120, 0)),
        published_at: Some(at(plan.published, 60, 0)),
        client_id: None,
        created_at: drafted,
        created_by: Some(author.account),
        updated_at: at(plan.published, 60, 0),
        version: 6,
        change_seq: change,
    })
}

/// 312 evaluators in the groups that the product makes of them: 298 answer.
fn grassroots(pool: &[pool::Group]) -> Result<Vec<Group>, DemoError> {
    let voters: Vec<Voters> = pool
        .iter()
        .map(|one| Voters {
            town: Some(one.town),
            class: one.class.code().to_owned(),
            people: u32::try_from(one.people.len()).unwrap_or(u32::MAX),
        })
        .collect();
    let cohorts = cohort::of_pool(&voters, FLOOR).map_err(DemoError::refused("问卷"))?;
    let mut groups: Vec<Group> = cohorts
        .into_iter()
        .map(|one| Group {
            org: one.org,
            class: one.class,
            holders: Vec::new(),
            answers: 0,
        })
        .collect();
    for one in pool {
        let known = groups.iter().map(|group| (group.org, group.class.as_deref()));
        let place = cohort::place(known, one.town, one.class.code());
        if let Some(group) = place.and_then(|place| groups.get_mut(place)) {
            group.holders.extend(one.people.iter().copied().map(Some));
            group.answers += one.people.len();
        }
    }
    // 14 do not answer: one in each town, two in the last, by turns of this group and of that.
    let towns = pool.len() / EvaluatorClass::ALL.len();
    let each = groups.len() / towns.max(1);
    for missing in 0..=towns {
        let town = missing.min(towns.saturating_sub(1));
        let place = town * each + missing % each.max(1);
        if let Some(group) = groups.get_mut(place) {
            group.answers = group.answers.saturating_sub(1);
        }
    }
    Ok(groups)
}

/// 20 + 25 + 15 deputies: 18 + 23 + 13 answer.
fn deputies() -> Vec<Group> {
    let seats = [(20, 18), (25, 23), (15, 13)];
    DeputyKind::ALL
        .iter()
        .zip(seats)
        .map(|(kind, (invited, answers))| Group {
            org: None,
            class: Some(kind.code().to_owned()),
            holders: vec![None; invited],
            answers,
        })
        .collect()
}

/// 12 of each unit's staff; one unit's never came.
fn staff(city: &City) -> Result<Vec<Group>, DemoError> {
    crate::names::units()
        .map(|unit| {
            Ok(Group {
                org: Some(city.place(unit.code)?.id),
                class: None,
                holders: vec![None; STAFF],
                answers: if unit.name == SILENT { 0 } else { STAFF },
            })
        })
        .collect()
}
