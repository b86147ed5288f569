//! How the year goes for each point, dealt by exact quota and then shuffled (§6.1): on time 760, late by up to
//! 30 days 62, later 21, not done 20, cancelled 12.

use chrono::{Datelike, Days, NaiveDate};
use remit_shared::organisation::RankingGroup;
use remit_shared::plan::point::entry::Entry;
use remit_shared::problem::ProblemSource;
use uuid::Uuid;

use super::{Setting, titles};
use crate::city::Place;
use crate::dataset::Dataset;
use crate::error::DemoError;
use crate::hours::day;
use crate::names;
use crate::rng::Rng;

/// How a point ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    OnTime,
    LateMonth,
    Later,
    NotDone,
    Cancelled,
}

const LATE_MONTH: usize = 62;
const NOT_DONE: usize = 20;
const CANCELLED: usize = 12;

/// Units whose points were more than 30 days late; each has a problem of the daily ledger (`cases::ledger`), and
/// the points that share its lateness: how many, due when, title and target of the first.
const LATER: [(&str, usize, NaiveDate, &str, &str); 4] = [
    (
        "tongji",
        6,
        day(2022, 6, 30),
        "基层统计规范化建设验收",
        "完成13个镇街基层统计规范化建设验收",
    ),
    (
        "tuanshiwei",
        5,
        day(2022, 7, 31),
        "志愿服务站点信息公示",
        "完成全市志愿服务站点信息公示率100%",
    ),
    (
        "zhufang",
        5,
        day(2022, 9, 30),
        "公共租赁住房年度复核",
        "完成公共租赁住房承租家庭年度复核率100%",
    ),
    (
        "sifa",
        5,
        day(2022, 10, 31),
        "村居法律顾问履职考核",
        "完成村居法律顾问上半年履职考核并公布结果",
    ),
];

/// Units that do well, so that the year's result favours them (§6.1): nothing of theirs goes wrong.
const FAVOURED: [&str; 3] = ["ziran", "fagai", "keji"];

/// One point before its history.
pub(super) struct Card<'a> {
    pub place: &'a Place,
    pub index: usize,
    pub code: String,
    pub section: usize,
    pub entry: Entry,
    pub duty: Uuid,
    pub end: End,
    pub favoured: bool,
    /// The problem that its lateness became, and the day.
    pub problem: Option<(Uuid, NaiveDate)>,
    pub rng: Rng,
}

/// How many points a unit has: 21, 15, 13 or 12.
fn points_of(group: RankingGroup, place_in_group: usize) -> usize {
    match group {
        RankingGroup::Government => 21,
        RankingGroup::PartyMass => 15,
        RankingGroup::Institution if place_in_group < 5 => 13,
        RankingGroup::Institution => 12,
    }
}

/// All points in the order of the registry.
pub(super) fn cards<'a>(setting: &Setting<'a>, data: &Dataset) -> Result<Vec<Card<'a>>, DemoError> {
    let mut cards = Vec::new();
    let mut institutions = 0;
    for unit in names::units() {
        let place = setting.city.place(unit.code)?;
        let count = points_of(unit.group, institutions);
        if unit.group == RankingGroup::Institution {
            institutions += 1;
        }
        for index in 0..count {
            cards.push(card(setting, data, place, index)?);
        }
    }
    later(data, &mut cards);
    ends(setting, &mut cards);
    for card in &mut cards {
        dates(card);
    }
    // The draw and the codes go by bytes.
    cards.sort_by(|one, other| one.code.cmp(&other.code));
    Ok(cards)
}

fn card<'a>(
    setting: &Setting<'a>,
    data: &Dataset,
    place: &'a Place,
    index: usize,
) -> Result<Card<'a>, DemoError> {
    let unit = place.unit;
    let mut rng = Rng::of(setting.seed, unit.code, u64::try_from(index).unwrap_or_default());
    let section = index % unit.sections.len().max(1);
    let offset = usize::try_from(Rng::of(setting.seed, unit.code, 10_000).between(0, 23)).unwrap_or(0);
    let name = unit.sections.get(section).copied().unwrap_or("综合科");
    let (title, target, measure) = titles::of(&mut rng, index, offset, name);
    let own = place.sections.get(section).copied();
    let duties = data.duties.iter().filter(|duty| duty.org_id == place.id);
    let duty = duties
        .clone()
        .find(|duty| duty.section_id == own)
        .or_else(|| duties.clone().next())
        .ok_or_else(|| DemoError::unknown("duty", unit.code))?;
    Ok(Card {
        place,
        index,
        code: format!("{}-{:02}", unit.code.to_ascii_uppercase(), index + 1),
        section,
        entry: Entry {
            title,
            target,
            measure,
            importance: rng.between(1, 5),
            due_on: day(2022, 12, 20),
        },
        duty: duty.id,
        end: End::OnTime,
        favoured: FAVOURED.contains(&unit.code),
        problem: None,
        rng,
    })
}

/// The points behind the problems of the daily ledger.
fn later(data: &Dataset, cards: &mut [Card<'_>]) {
    for (code, count, due_on, title, target) in LATER {
        let own = cards.iter_mut().filter(|card| card.place.unit.code == code);
        for (place, card) in own.take(count).enumerate() {
            card.end = End::Later;
            card.entry.due_on = due_on;
            if place == 0 {
                title.clone_into(&mut card.entry.title);
                target.clone_into(&mut card.entry.target);
                card.entry.measure = remit_shared::plan::point::PointMeasure::Milestone;
            }
            let ledger = data.problems.iter().find(|problem| {
                problem.org_id == card.place.id && problem.source.get() == ProblemSource::Ledger
            });
            card.problem = ledger.map(|problem| (problem.id, problem.raised_on));
        }
    }
}

fn ends(setting: &Setting<'_>, cards: &mut [Card<'_>]) {
    let mut open: Vec<usize> = (0..cards.len())
        .filter(|at| {
            cards
                .get(*at)
                .is_some_and(|card| card.end == End::OnTime && !card.favoured)
        })
        .collect();
    Rng::of(setting.seed, "point ends", 0).shuffle(&mut open);
    let quotas = [
        (End::LateMonth, LATE_MONTH),
        (End::NotDone, NOT_DONE),
        (End::Cancelled, CANCELLED),
    ];
    let mut open = open.into_iter();
    for (end, quota) in quotas {
        for at in open.by_ref().take(quota) {
            if let Some(card) = cards.get_mut(at) {
                card.end = end;
            }
        }
    }
}

/// The due date: month ends, not before those of the first reports; what is not done was due in December, so that
/// the year ended before its lateness could become a problem.
fn dates(card: &mut Card<'_>) {
    let rng = &mut card.rng;
    card.entry.due_on = match card.end {
        End::Later => return,
        End::NotDone => day(2022, 12, 5) + Days::new(u64::from(rng.between(0, 26))),
        End::LateMonth => month_end(rng.between(5, 11)),
        End::Cancelled => month_end(rng.between(9, 12)),
        End::OnTime => month_end(rng.between(5, 12)),
    };
}

fn month_end(month: u32) -> NaiveDate {
    let next = if month == 12 {
        day(2023, 1, 1)
    } else {
        day(2022, month + 1, 1)
    };
    let last = next.pred_opt().unwrap_or(next);
    // The last days of the year are for verification.
    if last.month() == 12 {
        day(2022, 12, 25)
    } else {
        last
    }
}
