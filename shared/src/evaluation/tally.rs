//! Counting: the score of a ballot, the mean of many, the cells, and the hash of the whole (§3.8, §5.4 B11 B51 B61).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::paper::Answers;
use super::{AggregateCut, BallotLevel};

/// Topics that have to be answered before a ballot counts for a unit, where that many are asked (§5.4 B11).
const TOPICS_NEEDED: usize = 2;
/// From this many scores on, the extremes are cut off.
const TRIM_FROM: usize = 20;

/// A ballot as it is counted: who its voter is like, and what it says about which units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted<'a> {
    /// Town of its stratum, if it has one.
    pub town: Option<Uuid>,
    /// Class of its stratum, as a code, if it has one.
    pub class: Option<&'a str>,
    /// Units in the order of its answers.
    pub targets: &'a [Uuid],
    /// What it says.
    pub answers: Answers,
}

/// A group of ballots about one unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellKey {
    /// Unit.
    pub org: Uuid,
    /// Cut.
    pub cut: AggregateCut,
    /// Town as text, or the code of the class; empty for the unit as a whole.
    pub group: String,
}

/// What a group of ballots says about one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Which group.
    pub key: CellKey,
    /// Ballots that count.
    pub n: u32,
    /// Their mean, unrounded; none without ballots.
    pub mean: Option<Decimal>,
    /// For the unit as a whole: answers by question, L5 to L1 and 不了解.
    pub levels: Vec<[u32; 6]>,
}

/// e = Σ w·p / Σ w over the answered topics; none if too few are answered (§5.4 B11).
pub fn ballot_score(levels: &[Option<BallotLevel>], weights: &[u32]) -> Option<Decimal> {
    let answered: Vec<(Decimal, Decimal)> = levels
        .iter()
        .zip(weights)
        .filter_map(|(level, weight)| Some(((*level)?.points()?, Decimal::from(*weight))))
        .collect();
    if answered.is_empty() || answered.len() < TOPICS_NEEDED.min(weights.len()) {
        return None;
    }
    let whole: Decimal = answered.iter().map(|(_, weight)| *weight).sum();
    let sum: Decimal = answered.iter().map(|(points, weight)| *points * *weight).sum();
    sum.checked_div(whole)
}

/// The mean of scores. Trimmed: g = ⌊0.05·n⌋ off each end when n ≥ 20.
pub fn mean(scores: &[Decimal], trims: bool) -> Option<Decimal> {
    let mut sorted = scores.to_vec();
    sorted.sort_unstable();
    let cut = if trims && sorted.len() >= TRIM_FROM {
        sorted.len() / 20
    } else {
        0
    };
    let kept = sorted.get(cut..sorted.len().checked_sub(cut)?)?;
    let count = Decimal::from(u64::try_from(kept.len()).ok()?);
    kept.iter().copied().sum::<Decimal>().checked_div(count)
}

/// Every cell of a campaign: each unit as a whole, by town, by class, in the order of their keys. `expected` names
/// the cells that exist even if nobody answered in them, so that a missing cell tells nothing.
pub fn cells(ballots: &[Counted<'_>], weights: &[u32], trims: bool, expected: Vec<CellKey>) -> Vec<Cell> {
    let mut groups: BTreeMap<CellKey, Vec<Decimal>> =
        expected.into_iter().map(|key| (key, Vec::new())).collect();
    let mut levels: BTreeMap<Uuid, Vec<[u32; 6]>> = BTreeMap::new();
    for ballot in ballots {
        for (target, org) in ballot.targets.iter().enumerate() {
            let answers = ballot.answers.of_target(target);
            note_levels(levels.entry(*org).or_default(), answers);
            let whole = group(*org, AggregateCut::Unit, String::new());
            let score = ballot_score(answers, weights);
            let town = ballot
                .town
                .map(|town| group(*org, AggregateCut::Town, town.to_string()));
            let class = ballot
                .class
                .map(|class| group(*org, AggregateCut::Class, class.to_owned()));
            for key in [Some(whole), town, class].into_iter().flatten() {
                groups.entry(key).or_default().extend(score);
            }
        }
    }
    let cell = |(key, scores): (CellKey, Vec<Decimal>)| Cell {
        n: u32::try_from(scores.len()).unwrap_or(u32::MAX),
        // Only the unit's own figure is the one that is scored.
        mean: mean(&scores, trims && key.cut == AggregateCut::Unit),
        levels: match key.cut {
            AggregateCut::Unit => levels.remove(&key.org).unwrap_or_default(),
            AggregateCut::Town | AggregateCut::Class => Vec::new(),
        },
        key,
    };
    groups.into_iter().map(cell).collect()
}

fn group(org: Uuid, cut: AggregateCut, group: String) -> CellKey {
    CellKey { org, cut, group }
}

fn note_levels(counts: &mut Vec<[u32; 6]>, answers: &[Option<BallotLevel>]) {
    counts.resize(answers.len(), [0; 6]);
    for (count, level) in counts.iter_mut().zip(answers) {
        if let Some(slot) = level.and_then(|level| count.get_mut(level as usize)) {
            *slot = slot.saturating_add(1);
        }
    }
}

/// SHA-256 over the sorted hashes of the counted ballots and every cell: the tally cannot be changed afterwards.
pub fn tally_hash(campaign: Uuid, ballots: &[String], cells: &[Cell]) -> String {
    let mut sorted: Vec<&str> = ballots.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let mut hash = Sha256::new();
    hash.update(b"remit-tally-1");
    hash.update(campaign.as_bytes());
    for ballot in sorted {
        hash.update(ballot.as_bytes());
        hash.update(b"\n");
    }
    for cell in cells {
        let mean = cell
            .mean
            .map(|mean| mean.normalize().to_string())
            .unwrap_or_default();
        let line = format!(
            "{} {} {} {} {mean}\n",
            cell.key.org, cell.key.cut, cell.key.group, cell.n
        );
        hash.update(line.as_bytes());
    }
    hex::encode(hash.finalize())
}
