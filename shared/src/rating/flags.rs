//! The integrity rules of §5.6 c as pure functions: they find patterns, they exclude nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Timelike, Utc};

use super::hours::OpeningHours;
use super::{FlagRule, FlagState, FlagVerdict, RatingChannel, RatingLevel};
use crate::refusal::{Refusal, RefusalCode};
use uuid::Uuid;

/// Ratings of one window and day from few networks, or of one level in quick succession, from which F-SAME holds.
pub const SAME_MIN: usize = 30;
/// Networks up to which they are few.
pub const SAME_NETWORKS: usize = 3;
/// Median gap, seconds, below which equal levels are suspicious.
pub const SAME_GAP_S: i64 = 15;
/// Fewest ratings of an hour that are a burst.
pub const BURST_MIN: f64 = 20.0;
/// Working days the ordinary rate of an hour is taken from.
pub const BURST_DAYS: u32 = 20;
/// Minutes around the opening hours in which a device may still be used.
pub const HOURS_SLACK_MIN: i64 = 60;

/// One rating as the engine sees it. Levels are compared with each other and never shown to a reviewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The rating.
    pub id: Uuid,
    /// When it was given.
    pub at: DateTime<Utc>,
    /// Channel.
    pub channel: RatingChannel,
    /// Level.
    pub level: RatingLevel,
    /// Keyed hash of the network prefix.
    pub net: Option<&'a str>,
}

/// A pattern found among the ratings of one window and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// By which rule.
    pub rule: FlagRule,
    /// Hour of the day in Asia/Shanghai, for bursts.
    pub hour: Option<u32>,
    /// The ratings.
    pub ratings: Vec<Uuid>,
    /// Different networks among them.
    pub networks: usize,
}

/// The time of day and date in Asia/Shanghai.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc() + Duration::hours(8)
}

/// F-BURST: an hour with more than max(20, λ + 4·√λ) ratings, λ the median of that hour on the preceding days.
pub fn is_burst(count: usize, usual: &[u32]) -> bool {
    let mut usual = usual.to_vec();
    usual.sort_unstable();
    let lambda = median(&usual);
    let bound = BURST_MIN.max(lambda + 4.0 * lambda.sqrt());
    u32::try_from(count).is_ok_and(|count| f64::from(count) > bound)
}

fn median(sorted: &[u32]) -> f64 {
    let middle = sorted.len() / 2;
    match (
        sorted.len() % 2,
        sorted.get(middle),
        middle.checked_sub(1).and_then(|i| sorted.get(i)),
    ) {
        (1, Some(one), _) => f64::from(*one),
        (0, Some(upper), Some(lower)) => f64::midpoint(f64::from(*lower), f64::from(*upper)),
        _ => 0.0,
    }
}

/// The bursts of a day. `usual(hour)` gives the counts of that hour on the preceding working days.
pub fn bursts(day: &[Seen], usual: impl Fn(u32) -> Vec<u32>) -> Vec<Pattern> {
    let mut hours: BTreeMap<u32, Vec<&Seen>> = BTreeMap::new();
    for seen in day {
        hours.entry(local(seen.at).hour()).or_default().push(seen);
    }
    hours
        .into_iter()
        .filter(|(hour, seen)| is_burst(seen.len(), &usual(*hour)))
        .map(|(hour, seen)| pattern(FlagRule::Burst, Some(hour), &seen))
        .collect()
}

/// F-SAME: many ratings of a window and day from at most three networks, or equal levels in quick succession. A few
/// ratings of others on the same day do not hide them; a busy day of many networks is no pattern.
pub fn same(day: &[Seen]) -> Vec<Pattern> {
    let mut networks: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    for seen in day {
        if let Some(net) = seen.net {
            networks.entry(net).or_default().push(seen);
        }
    }
    let mut networks: Vec<Vec<&Seen>> = networks.into_values().collect();
    networks.sort_by_key(|seen| std::cmp::Reverse(seen.len()));
    let few: Vec<&Seen> = networks.into_iter().take(SAME_NETWORKS).flatten().collect();
    let all = day.iter().filter(|seen| seen.net.is_some()).count();
    if few.len() >= SAME_MIN && few.len() * 4 >= all * 3 {
        return vec![pattern(FlagRule::Same, None, &few)];
    }
    let mut levels: BTreeMap<RatingLevel, Vec<&Seen>> = BTreeMap::new();
    for seen in day {
        levels.entry(seen.level).or_default().push(seen);
    }
    levels
        .into_values()
        .map(quick)
        .filter(|seen| !seen.is_empty())
        .map(|seen| pattern(FlagRule::Same, None, &seen))
        .collect()
}

/// The ratings that lie in any run of [`SAME_MIN`] with a median gap below [`SAME_GAP_S`].
fn quick<'a>(mut seen: Vec<&'a Seen<'a>>) -> Vec<&'a Seen<'a>> {
    seen.sort_unstable_by_key(|seen| seen.at);
    let mut within = vec![false; seen.len()];
    for (start, run) in seen.windows(SAME_MIN).enumerate() {
        let mut gaps: Vec<u32> = run
            .windows(2)
            .map(|pair| u32::try_from((pair[1].at - pair[0].at).num_seconds()).unwrap_or(u32::MAX))
            .collect();
        gaps.sort_unstable();
        if median(&gaps) < f64::from(i32::try_from(SAME_GAP_S).unwrap_or(i32::MAX)) {
            within
                .iter_mut()
                .skip(start)
                .take(SAME_MIN)
                .for_each(|one| *one = true);
        }
    }
    seen.into_iter()
        .zip(within)
        .filter_map(|(seen, within)| within.then_some(seen))
        .collect()
}

/// F-HOURS: devices and desk ledgers more than an hour outside the opening hours, or on a day off.
pub fn outside_hours(day: &[Seen], hours: &OpeningHours, working: bool) -> Option<Pattern> {
    let outside: Vec<&Seen> = day
        .iter()
        .filter(|seen| matches!(seen.channel, RatingChannel::Device | RatingChannel::DeskLedger))
        .filter(|seen| !working || !hours.allows(local(seen.at).time(), HOURS_SLACK_MIN))
        .collect();
    (!outside.is_empty()).then(|| pattern(FlagRule::Hours, None, &outside))
}

/// F-STAFF: ratings of the public from the unit's own networks.
pub fn from_staff(day: &[Seen], own: &BTreeSet<&str>) -> Option<Pattern> {
    let inside: Vec<&Seen> = day
        .iter()
        .filter(|seen| matches!(seen.channel, RatingChannel::QrWindow | RatingChannel::QrReceipt))
        .filter(|seen| seen.net.is_some_and(|net| own.contains(net)))
        .collect();
    (!inside.is_empty()).then(|| pattern(FlagRule::Staff, None, &inside))
}

fn pattern(rule: FlagRule, hour: Option<u32>, seen: &[&Seen]) -> Pattern {
    let networks: BTreeSet<_> = seen.iter().filter_map(|seen| seen.net).collect();
    Pattern {
        rule,
        hour,
        ratings: seen.iter().map(|seen| seen.id).collect(),
        networks: networks.len(),
    }
}

/// Who reviews a group of flagged ratings, and what was said before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// Who acts.
    pub person: Uuid,
    /// Unit the person comes from (R9).
    pub home_org: Option<Uuid>,
    /// The rated unit.
    pub org: Uuid,
    /// State so far.
    pub state: FlagState,
    /// The first reviewer and verdict.
    pub first: Option<(Uuid, FlagVerdict)>,
    /// The verdict now given.
    pub verdict: FlagVerdict,
}

/// What a review leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reviewed {
    /// The first opinion is noted.
    Noted,
    /// Two agree: decided.
    Decided(FlagVerdict),
    /// Two differ: the review starts again.
    Again,
}

/// One person's blind review (K24): two persons decide, neither from the rated unit, never the same twice.
pub fn review(review: Review) -> Result<Reviewed, Refusal> {
    if review.home_org == Some(review.org) {
        return Err(Refusal::new(
            RefusalCode::Conflict,
            "该组评价涉及您所在单位，请由职能运行监管科复审。",
            "These ratings concern the unit you come from; the oversight section reviews them.",
        ));
    }
    match (review.state, review.first) {
        (FlagState::Decided, _) => Err(Refusal::new(
            RefusalCode::State,
            "该组评价已作出决定，不能再次复审。",
            "This group has been decided.",
        )),
        (_, None) => Ok(Reviewed::Noted),
        (_, Some((first, _))) if first == review.person => Err(Refusal::new(
            RefusalCode::Conflict,
            "您已提出复审意见，请由第二人确认。",
            "You gave the first opinion; a second person has to confirm.",
        )),
        (_, Some((_, verdict))) if verdict == review.verdict => Ok(Reviewed::Decided(verdict)),
        (_, Some(_)) => Ok(Reviewed::Again),
    }
}

/// The days looked at for the usual rate: the preceding working days are among these many calendar days.
pub fn usual_since(day: NaiveDate) -> NaiveDate {
    day - Duration::days(45)
}
