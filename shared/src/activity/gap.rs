//! No double inspection (K07, §3.13): a unit inspected on the same kind within the days of the plan's parameters
//! (30) gives a warning, and the warning has to be answered with a reason.

use chrono::NaiveDate;
use uuid::Uuid;

use super::ActivityKind;
use crate::refusal::{Refusal, RefusalCode};

/// An inspection of a unit that took place or is planned: by an activity, by the visit that verified a point or a
/// rectification (台账检查), or by the check after a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// The unit.
    pub org: Uuid,
    /// What was inspected.
    pub kind: ActivityKind,
    /// The day, or the planned one.
    pub on: NaiveDate,
}

/// A unit that would be inspected twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repeat {
    /// The unit.
    pub org: Uuid,
    /// On what.
    pub kind: ActivityKind,
    /// The nearest other inspection.
    pub on: NaiveDate,
    /// Calendar days between it and the new one.
    pub days: u32,
}

/// The units that were or will be inspected on one of the kinds less than `gap` calendar days from `from`; for each
/// unit and kind the nearest inspection.
pub fn repeats(
    visits: &[Visit],
    orgs: &[Uuid],
    kinds: &[ActivityKind],
    from: NaiveDate,
    gap: u32,
) -> Vec<Repeat> {
    let mut found = Vec::new();
    for org in orgs {
        for kind in kinds {
            let near = visits
                .iter()
                .filter(|visit| visit.org == *org && visit.kind == *kind)
                .map(|visit| (days_between(visit.on, from), visit.on))
                .filter(|(days, _)| *days < gap)
                .min();
            found.extend(near.map(|(days, on)| Repeat {
                org: *org,
                kind: *kind,
                on,
                days,
            }));
        }
    }
    found
}

/// Refuses an unanswered warning.
pub fn answered(repeats: &[Repeat], gap: u32, reason: &str) -> Result<(), Refusal> {
    if repeats.is_empty() || !reason.trim().is_empty() {
        return Ok(());
    }
    let mut orgs: Vec<_> = repeats.iter().map(|repeat| repeat.org).collect();
    orgs.sort_unstable();
    orgs.dedup();
    let n = orgs.len();
    Err(Refusal::new(
        RefusalCode::Reason,
        format!("有{n}个单位{gap}日内已有同类检查，请调整时间或单位；确需检查的，请写明理由。"),
        format!(
            "{n} units have an inspection of the same kind within {gap} days; choose other days or units, or say why."
        ),
    )
    .on("repeatReason"))
}

fn days_between(one: NaiveDate, other: NaiveDate) -> u32 {
    u32::try_from((one - other).num_days().abs()).unwrap_or(u32::MAX)
}
