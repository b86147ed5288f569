//! The 1 080 bad ratings: 780 dissatisfied, 300 very dissatisfied, spread so that only the two groups that became
//! problems reach five on one window within thirty days.

use chrono::NaiveDate;
use remit_shared::rating::{RatingChannel as C, RatingLevel as L, RatingStatus};

use super::Makers;
use super::slot::{Course, Slot, days, moment};
use super::window;
use crate::error::DemoError;
use crate::hours;
use crate::rng::Rng;

/// Bad ratings of each channel.
const CHANNELS: [(C, usize); 6] = [
    (C::Device, 540),
    (C::QrReceipt, 216),
    (C::QrWindow, 72),
    (C::DeskLedger, 36),
    (C::Platform, 144),
    (C::Hotline, 72),
];
const LEVELS: [(L, usize); 2] = [(L::L2, 780), (L::L1, 300)];
/// Cases that were closed late, and those still open past their deadline.
const LATE: usize = 22;
const OVERDUE: usize = 8;
/// Windows in all.
const WINDOWS: usize = 120;

/// The groups that became problems: unit, window, how many, last day on which one of them was given.
const GROUPS: [(&str, usize, usize, NaiveDate); 2] = [
    ("shenpi", 1, 6, hours::day(2022, 8, 19)),
    ("shebao", 1, 5, hours::day(2022, 11, 11)),
];

/// Whether a bad rating belongs to a group, by unit code, window and day.
pub(super) fn group_of(code: &str, place: Option<usize>, day: NaiveDate) -> bool {
    GROUPS.iter().any(|(unit, window, _, last)| {
        *unit == code && Some(*window) == place && day <= *last && (*last - day).num_days() < 20
    })
}

fn repeat<T: Copy>(quotas: &[(T, usize)]) -> Vec<T> {
    quotas
        .iter()
        .flat_map(|(value, count)| std::iter::repeat_n(*value, *count))
        .collect()
}

/// The bad ratings, in the order of their indices.
pub(super) fn slots(makers: &Makers<'_>) -> Result<Vec<Slot>, DemoError> {
    let mut rng = Rng::of(makers.seed, "bad ratings", 0);
    let (mut channels, mut levels) = (repeat(&CHANNELS), repeat(&LEVELS));
    rng.shuffle(&mut channels);
    rng.shuffle(&mut levels);
    let days = days(makers.calendar);
    let (mut at_window, mut elsewhere) = (0, 0);
    let mut slots = Vec::with_capacity(channels.len());
    for (index, (channel, level)) in (0..).zip(channels.into_iter().zip(levels)) {
        let mut rng = Rng::of(makers.seed, "bad rating", index);
        let (unit, window, day) = if channel.is_window() {
            let (place, turn) = (at_window % WINDOWS, at_window / WINDOWS);
            at_window += 1;
            let (unit, window) = (place / window::EACH, place % window::EACH);
            (unit, Some(window), spread(&days, place, turn, &mut rng))
        } else {
            elsewhere += 1;
            let day = rng.pick(&days).copied().unwrap_or_default();
            (elsewhere % (WINDOWS / window::EACH), None, day)
        };
        slots.push(Slot {
            index,
            unit,
            window,
            channel,
            level,
            status: RatingStatus::Accepted,
            flag: None,
            at: moment(&mut rng, day),
            repeats: None,
            course: Some(Course::InTime),
        });
    }
    regroup(makers, &days, &mut slots)?;
    courses(makers, &days, &mut slots);
    Ok(slots)
}

/// Bad ratings of one window lie a month apart: eight turns share the year.
fn spread(days: &[NaiveDate], place: usize, turn: usize, rng: &mut Rng) -> NaiveDate {
    let each = days.len() / 8;
    let jitter = usize::try_from(rng.between(0, 5)).unwrap_or(0);
    let day = turn * each + (place * 7) % each.saturating_sub(6).max(1) + jitter;
    days.get(day.min(days.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

/// Moves the first bad ratings of the two windows into their groups.
fn regroup(makers: &Makers<'_>, days: &[NaiveDate], slots: &mut [Slot]) -> Result<(), DemoError> {
    for (code, place, count, last) in GROUPS {
        let unit = window::units()
            .position(|unit| unit.code == code)
            .ok_or_else(|| DemoError::unknown("unit with windows", code))?;
        let until = days.iter().rposition(|day| *day <= last).unwrap_or(0);
        let own = slots
            .iter_mut()
            .filter(|slot| slot.unit == unit && slot.window == Some(place));
        for (back, slot) in own.take(count).enumerate() {
            let mut rng = Rng::of(makers.seed, "grouped rating", slot.index);
            let day = days.get(until.saturating_sub(back * 2)).copied().unwrap_or(last);
            slot.at = moment(&mut rng, day);
        }
    }
    Ok(())
}

/// Which cases ran late: those of November were closed late, the open ones are of the middle of December.
fn courses(makers: &Makers<'_>, days: &[NaiveDate], slots: &mut [Slot]) {
    let mut rng = Rng::of(makers.seed, "courses", 0);
    let mut order: Vec<usize> = (0..slots.len()).collect();
    rng.shuffle(&mut order);
    let grouped = |slot: &Slot| {
        let code = window::units().nth(slot.unit).map_or("", |unit| unit.code);
        group_of(code, slot.window, remit_shared::calendar::shanghai_day(slot.at))
    };
    let chosen: Vec<usize> = order
        .into_iter()
        .filter(|place| !grouped(&slots[*place]))
        .take(LATE + OVERDUE)
        .collect();
    let december = days
        .iter()
        .position(|day| *day >= hours::day(2022, 12, 12))
        .unwrap_or(0);
    for (turn, place) in chosen.into_iter().enumerate() {
        let slot = &mut slots[place];
        if turn < LATE {
            slot.course = Some(Course::Late);
            continue;
        }
        slot.course = Some(Course::Overdue);
        let day = days.get(december + turn % 5).copied().unwrap_or_default();
        slot.at = moment(&mut rng, day);
    }
}
