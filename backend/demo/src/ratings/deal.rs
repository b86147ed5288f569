//! The other 58 920 ratings: channels, levels and statuses by exact quota, dealt out over units, windows and days.

use chrono::Duration;
use remit_shared::rating::{
    FlagRule, FlagState, FlagVerdict, RatingChannel as C, RatingLevel as L, RatingStatus as S,
};
use remit_store::Text;
use remit_store::entity::rating_flag;
use uuid::Uuid;

use super::slot::{Slot, days, moment};
use super::{Makers, Ratings, window};
use crate::error::DemoError;
use crate::hours;
use crate::mint::id_of;
use crate::rng::Rng;

/// Ordinary ratings of each channel.
const CHANNELS: [(C, usize); 6] = [
    (C::Device, 29_380),
    (C::QrReceipt, 11_584),
    (C::QrWindow, 3_788),
    (C::DeskLedger, 1_964),
    (C::Platform, 7_856),
    (C::Hotline, 3_928),
];
/// Levels of the ordinary ones, the best first.
const BEST: usize = 37_980;
const GOOD: usize = 14_400;
/// Ratings that name a receipt once more, and those over a limit.
const DUPLICATES: usize = 200;
const LIMITED: usize = 100;
/// Units whose services please most (§6.1: the quality offset).
const FAVOURED: [&str; 3] = ["zirangui", "fagai", "keji"];

/// The three groups of flagged ratings: unit and window, day, how many, rule, verdict.
struct Group {
    unit: usize,
    place: usize,
    day: chrono::NaiveDate,
    count: usize,
    rule: FlagRule,
    verdict: FlagVerdict,
    channel: C,
}

const GROUPS: [Group; 3] = [
    Group {
        unit: 4,
        place: 0,
        day: hours::day(2022, 6, 15),
        count: 40,
        rule: FlagRule::Burst,
        verdict: FlagVerdict::Keep,
        channel: C::Device,
    },
    Group {
        unit: 9,
        place: 2,
        day: hours::day(2022, 9, 14),
        count: 40,
        rule: FlagRule::Burst,
        verdict: FlagVerdict::Keep,
        channel: C::Device,
    },
    Group {
        unit: 13,
        place: 3,
        day: hours::day(2022, 7, 20),
        count: 40,
        rule: FlagRule::Same,
        verdict: FlagVerdict::Exclude,
        channel: C::QrWindow,
    },
];

fn flag_id(seed: u64, index: usize) -> Uuid {
    let at = GROUPS
        .get(index)
        .map_or_else(hours_zero, |group| hours::opening(group.day));
    id_of(seed, "rating flag", u64::try_from(index).unwrap_or(0), at)
}

fn hours_zero() -> chrono::DateTime<chrono::Utc> {
    hours::opening(hours::day(2022, 1, 4))
}

/// The groups, decided by two of the rating administrators.
pub(super) fn flags(makers: &Makers<'_>, wanted: Ratings) -> Result<Vec<rating_flag::Model>, DemoError> {
    if wanted != Ratings::All {
        return Ok(Vec::new());
    }
    let person = |place: usize| {
        makers
            .city
            .raters
            .get(place)
            .map(|who| who.person)
            .ok_or_else(|| DemoError::unknown("rating administrator", "ra01"))
    };
    let (first, second) = (person(0)?, person(1)?);
    let groups = GROUPS.iter().enumerate();
    groups
        .map(|(index, group)| {
            let at = hours::opening(group.day) + Duration::days(1);
            let code = window::units().nth(group.unit).map_or("", |unit| unit.code);
            let count = i32::try_from(group.count).unwrap_or(0);
            let burst = group.rule == FlagRule::Burst;
            Ok(rating_flag::Model {
                id: flag_id(makers.seed, index),
                jurisdiction_id: makers.jurisdiction,
                rule: Text(group.rule),
                org_id: makers.city.place(code)?.id,
                window_id: window::id(makers.seed, group.unit, group.place),
                day: group.day,
                hour: if burst { 9 } else { -1 },
                count,
                networks: i32::from(!burst),
                state: Text(FlagState::Decided),
                verdict: Some(Text(group.verdict)),
                reason: Some(
                    match group.verdict {
                        FlagVerdict::Keep => "当日集中办理，与办件记录一致，保留计分。",
                        FlagVerdict::Exclude => "同一网络短时集中提交，无对应办件，剔除。",
                    }
                    .to_owned(),
                ),
                reviewer_id: Some(first),
                confirmer_id: Some(second),
                decided_at: Some(at + Duration::days(2)),
                created_at: at,
                created_by: None,
                updated_at: at + Duration::days(2),
                version: 3,
                change_seq: makers.change,
            })
        })
        .collect()
}

/// The ratings that are not bad, after those that are.
pub(super) fn slots(makers: &Makers<'_>, before: usize) -> Vec<Slot> {
    let mut slots = ordinary(makers, before);
    level(makers, &mut slots);
    let mut index = u64::try_from(before + slots.len()).unwrap_or(u64::MAX);
    let mut special = flagged(makers, &mut index);
    special.extend(repeated(makers, &slots, &mut index));
    special.extend(limited(makers, &slots, &mut index));
    slots.extend(special);
    slots
}

fn ordinary(makers: &Makers<'_>, before: usize) -> Vec<Slot> {
    let days = days(makers.calendar);
    let units = window::units().count();
    let channels = CHANNELS
        .iter()
        .flat_map(|(channel, count)| std::iter::repeat_n(*channel, *count));
    let first = u64::try_from(before).unwrap_or(u64::MAX);
    (first..)
        .zip(channels)
        .map(|(index, channel)| {
            let mut rng = Rng::of(makers.seed, "rating", index);
            let draw = |rng: &mut Rng, below: usize| {
                usize::try_from(rng.between(0, u32::try_from(below.saturating_sub(1)).unwrap_or(0)))
                    .unwrap_or(0)
            };
            let (unit, place) = (draw(&mut rng, units), draw(&mut rng, window::EACH));
            let day = rng.pick(&days).copied().unwrap_or_default();
            Slot {
                index,
                unit,
                window: channel.is_window().then_some(place),
                channel,
                level: L::L5,
                status: S::Accepted,
                flag: None,
                at: moment(&mut rng, day),
                repeats: None,
                course: None,
            }
        })
        .collect()
}

/// Gives the best levels to the ratings that draw best; a unit's quality shifts its draws.
fn level(makers: &Makers<'_>, slots: &mut [Slot]) {
    let offsets: Vec<u64> = window::units()
        .map(|unit| {
            let own = Rng::of(makers.seed, unit.code, 0).next() >> 4;
            if FAVOURED.contains(&unit.code) {
                u64::MAX >> 2
            } else {
                own
            }
        })
        .collect();
    let mut order: Vec<(u64, usize)> = slots
        .iter()
        .enumerate()
        .map(|(place, slot)| {
            let draw = Rng::of(makers.seed, "level", slot.index).next() >> 1;
            let offset = offsets.get(slot.unit).copied().unwrap_or(0);
            (draw.saturating_add(offset), place)
        })
        .collect();
    order.sort_unstable_by(|a, b| b.cmp(a));
    for (rank, (_, place)) in order.into_iter().enumerate() {
        slots[place].level = if rank < BEST {
            L::L5
        } else if rank < BEST + GOOD {
            L::L4
        } else {
            L::L3
        };
    }
}

fn next(index: &mut u64) -> u64 {
    let given = *index;
    *index += 1;
    given
}

fn flagged(makers: &Makers<'_>, index: &mut u64) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (place, group) in GROUPS.iter().enumerate() {
        for turn in 0..group.count {
            let minute = 30 + u32::try_from(turn).unwrap_or(0);
            slots.push(Slot {
                index: next(index),
                unit: group.unit,
                window: Some(group.place),
                channel: group.channel,
                level: L::L5,
                status: match group.verdict {
                    FlagVerdict::Keep => S::Flagged,
                    FlagVerdict::Exclude => S::Excluded,
                },
                flag: Some(flag_id(makers.seed, place)),
                at: hours::at(group.day, minute, 7),
                repeats: None,
                course: None,
            });
        }
    }
    slots
}

/// A second rating under a receipt, ten minutes after the first.
fn repeated(makers: &Makers<'_>, slots: &[Slot], index: &mut u64) -> Vec<Slot> {
    let mut receipts: Vec<&Slot> = slots.iter().filter(|slot| slot.channel == C::QrReceipt).collect();
    Rng::of(makers.seed, "duplicates", 0).shuffle(&mut receipts);
    receipts
        .into_iter()
        .take(DUPLICATES)
        .map(|first| Slot {
            index: next(index),
            level: L::L5,
            status: S::Duplicate,
            at: first.at + Duration::minutes(10),
            repeats: Some(first.index),
            ..first.clone()
        })
        .collect()
}

/// A second rating without a receipt from one device at one window on one day.
fn limited(makers: &Makers<'_>, slots: &[Slot], index: &mut u64) -> Vec<Slot> {
    let mut at_window: Vec<&Slot> = slots.iter().filter(|slot| slot.channel == C::QrWindow).collect();
    Rng::of(makers.seed, "limited", 0).shuffle(&mut at_window);
    at_window
        .into_iter()
        .take(LIMITED)
        .map(|first| Slot {
            index: next(index),
            level: L::L5,
            status: S::Limited,
            at: first.at + Duration::minutes(3),
            ..first.clone()
        })
        .collect()
}
