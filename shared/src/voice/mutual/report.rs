//! What is read of the ballots: means per unit from five casters on (F7), and for the office who was lenient, who gave
//! one level throughout, and which two gave each other full marks (§5.6: reported, not excluded).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use uuid::Uuid;

use super::CASTERS_MIN;
use crate::plan::params::PlanParams;
use crate::rating::RatingLevel;
use crate::voice::comment::{points, shown};

/// Units from which on one level throughout is reported (§5.6).
pub const STRAIGHT_MIN: usize = 20;
/// A pair is reported when the others give either of them less than this (§5.6).
pub const RECIPROCAL_BELOW: u32 = 80;

/// One rating of a unit on a cast ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// Casting unit.
    pub from: Uuid,
    /// Rated unit.
    pub to: Uuid,
    /// Attitude, timeliness, effect.
    pub levels: [RatingLevel; 3],
}

impl Rated {
    fn items(&self, params: &PlanParams) -> [Decimal; 3] {
        self.levels.map(|level| points(level, params))
    }

    /// Mean of the three items (§5.4 B41).
    pub fn score(&self, params: &PlanParams) -> Decimal {
        self.items(params).into_iter().sum::<Decimal>() / Decimal::from(3)
    }
}

/// What others may read of the ballots on one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitMeans {
    /// Units that rated it.
    pub casters: u32,
    /// Means of the three items and of all, two decimals; `None` below five casters.
    pub means: Option<([Decimal; 3], Decimal)>,
}

/// Means of the units rated.
pub fn means(ballots: &[Rated], params: &PlanParams) -> BTreeMap<Uuid, UnitMeans> {
    let mut by_unit: BTreeMap<Uuid, Vec<&Rated>> = BTreeMap::new();
    for rated in ballots {
        by_unit.entry(rated.to).or_default().push(rated);
    }
    by_unit
        .into_iter()
        .map(|(unit, rated)| (unit, unit_means(&rated, params)))
        .collect()
}

fn unit_means(rated: &[&Rated], params: &PlanParams) -> UnitMeans {
    let casters = u32::try_from(rated.len()).unwrap_or(u32::MAX);
    let enough = rated.len() >= CASTERS_MIN;
    UnitMeans {
        casters,
        means: enough.then(|| {
            let mut sums = [Decimal::ZERO; 3];
            for one in rated {
                for (sum, points) in sums.iter_mut().zip(one.items(params)) {
                    *sum += points;
                }
            }
            let n = Decimal::from(casters);
            let all = sums.iter().sum::<Decimal>() / (n * Decimal::from(3));
            (sums.map(|sum| shown(sum / n)), shown(all))
        }),
    }
}

/// How a caster's ballot compares with all ballots; for the office only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasterReport {
    /// Casting unit.
    pub from: Uuid,
    /// Units it rated.
    pub rated: u32,
    /// Its mean, two decimals.
    pub mean: Decimal,
    /// By how much it lies above the mean of all ballots; what B41 corrects.
    pub leniency: Decimal,
    /// Whether B41 corrects it: the caster rated enough units.
    pub corrected: bool,
    /// Whether it gave one level throughout, to twenty units or more.
    pub straight: bool,
}

/// The casters, the most lenient first.
pub fn casters(ballots: &[Rated], params: &PlanParams) -> Vec<CasterReport> {
    let mut by_caster: BTreeMap<Uuid, Vec<&Rated>> = BTreeMap::new();
    for rated in ballots {
        by_caster.entry(rated.from).or_default().push(rated);
    }
    let all = mean(ballots.iter(), params);
    let mut reports: Vec<CasterReport> = by_caster
        .into_iter()
        .map(|(from, rated)| {
            let own = mean(rated.iter().copied(), params);
            let count = u32::try_from(rated.len()).unwrap_or(u32::MAX);
            CasterReport {
                from,
                rated: count,
                mean: shown(own),
                leniency: shown(own - all),
                corrected: count >= params.leniency_min_units,
                straight: is_straight(&rated),
            }
        })
        .collect();
    reports.sort_by(|one, other| other.leniency.cmp(&one.leniency).then(one.from.cmp(&other.from)));
    reports
}

fn mean<'a>(ballots: impl Iterator<Item = &'a Rated>, params: &PlanParams) -> Decimal {
    let (mut sum, mut count) = (Decimal::ZERO, 0_u64);
    for rated in ballots {
        sum += rated.score(params);
        count += 1;
    }
    if count == 0 {
        Decimal::ZERO
    } else {
        sum / Decimal::from(count)
    }
}

fn is_straight(rated: &[&Rated]) -> bool {
    let mut levels = rated.iter().flat_map(|one| one.levels);
    let first = levels.next();
    rated.len() >= STRAIGHT_MIN && levels.all(|level| Some(level) == first)
}

/// Two units that gave each other full marks although the others give one of them less than 80.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// One unit and the mean the others give it, two decimals.
    pub one: (Uuid, Decimal),
    /// The other and the same.
    pub other: (Uuid, Decimal),
}

/// The reciprocal pairs (§5.6), each once.
pub fn pairs(ballots: &[Rated], params: &PlanParams) -> Vec<Pair> {
    let full = params
        .level_points
        .first()
        .copied()
        .unwrap_or(Decimal::ONE_HUNDRED);
    let given: BTreeMap<(Uuid, Uuid), Decimal> = ballots
        .iter()
        .map(|rated| ((rated.from, rated.to), rated.score(params)))
        .collect();
    let others = |of: Uuid, but: Uuid| {
        let (mut sum, mut count) = (Decimal::ZERO, 0_u64);
        for ((from, to), score) in &given {
            if *to == of && *from != but {
                sum += score;
                count += 1;
            }
        }
        (count > 0).then(|| sum / Decimal::from(count))
    };
    let mut found = Vec::new();
    for ((from, to), score) in &given {
        let back = given.get(&(*to, *from));
        if from >= to || *score != full || back != Some(&full) {
            continue;
        }
        let (Some(one), Some(other)) = (others(*from, *to), others(*to, *from)) else {
            continue;
        };
        let below = Decimal::from(RECIPROCAL_BELOW);
        if one < below || other < below {
            found.push(Pair {
                one: (*from, shown(one)),
                other: (*to, shown(other)),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn rated(from: u128, to: u128, level: RatingLevel) -> Rated {
        Rated {
            from: unit(from),
            to: unit(to),
            levels: [level; 3],
        }
    }

    #[test]
    fn means_are_shown_from_five_casters_on() {
        let mut ballots: Vec<Rated> = (2..6).map(|from| rated(from, 1, RatingLevel::L4)).collect();
        let params = PlanParams::default();
        assert_eq!(means(&ballots, &params)[&unit(1)].means, None);
        ballots.push(Rated {
            levels: [RatingLevel::L5, RatingLevel::L4, RatingLevel::L3],
            ..rated(6, 1, RatingLevel::L4)
        });
        let seen = &means(&ballots, &params)[&unit(1)];
        let eighty = Decimal::from(80);
        assert_eq!(seen.casters, 5);
        assert_eq!(
            seen.means,
            Some(([Decimal::from(84), eighty, Decimal::from(76)], eighty))
        );
    }

    /// §5.15: mean of the caster 70, of all ballots 80.
    #[test]
    fn leniency_is_the_distance_from_the_mean_of_all_ballots() {
        let levels = |n: u32| if n < 3 { RatingLevel::L4 } else { RatingLevel::L3 };
        let strict: Vec<Rated> = (0..6).map(|n| rated(1, 10 + u128::from(n), levels(n))).collect();
        let mild: Vec<Rated> = (0..6)
            .map(|n: u32| {
                rated(
                    2,
                    10 + u128::from(n),
                    if n < 3 { RatingLevel::L5 } else { RatingLevel::L4 },
                )
            })
            .collect();
        let ballots = [strict, mild].concat();
        let reports = casters(&ballots, &PlanParams::default());
        assert_eq!(reports[0].from, unit(2));
        assert_eq!(reports[1].mean, Decimal::from(70));
        assert_eq!(reports[1].leniency, Decimal::from(-10));
        assert!(reports.iter().all(|report| report.corrected && !report.straight));
    }

    #[test]
    fn one_level_for_twenty_units_is_reported() {
        let ballots: Vec<Rated> = (0..20).map(|n| rated(1, 100 + n, RatingLevel::L5)).collect();
        assert!(casters(&ballots, &PlanParams::default())[0].straight);
        assert!(!casters(&ballots[1..], &PlanParams::default())[0].straight);
    }

    #[test]
    fn two_that_give_each_other_full_marks_against_the_others_are_reported_once() {
        let mut ballots = vec![rated(1, 2, RatingLevel::L5), rated(2, 1, RatingLevel::L5)];
        assert_eq!(pairs(&ballots, &PlanParams::default()), []);
        ballots.extend(
            (3..6).flat_map(|from| [rated(from, 1, RatingLevel::L3), rated(from, 2, RatingLevel::L4)]),
        );
        let found = pairs(&ballots, &PlanParams::default());
        let (sixty, eighty) = (Decimal::from(60), Decimal::from(80));
        assert_eq!(
            found,
            [Pair {
                one: (unit(1), sixty),
                other: (unit(2), eighty),
            }]
        );
    }
}
