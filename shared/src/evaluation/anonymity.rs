//! k-anonymity of ballot aggregates (F3): what may be asked, and which cells of a row are withheld.
//!
//! Only three questions exist: a unit, a unit by town, a unit by class. None takes a date, a set of towns or both
//! a town and a class, so that no two answers differ by a handful of ballots.
//!
//! In a row, every cell below the minimum is withheld, and with it the smallest cell that is not, together with all
//! cells equal to it. So a withheld group always has at least the minimum of ballots, its members can be exchanged
//! without changing what is published, and nobody who knows this rule can tell the small cell from the others.

use rust_decimal::Decimal;
use uuid::Uuid;

use super::{AggregateCut, BallotLevel};
use crate::refusal::{Refusal, RefusalCode};
use crate::wire::Wire;

/// Smallest number of ballots that a campaign may choose to show.
pub const FLOOR: u32 = 5;

/// A question to the aggregates, as it arrives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// How to cut the unit's ballots; none is the unit as a whole.
    pub cuts: Vec<AggregateCut>,
    /// Towns to narrow to.
    pub towns: Vec<Uuid>,
    /// Days to narrow to.
    pub by_day: bool,
}

/// The one cut asked for, or `E_KANON`.
pub fn allowed(ask: &Ask) -> Result<AggregateCut, Refusal> {
    let mut cuts = ask.cuts.clone();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|cut| *cut != AggregateCut::Unit);
    if cuts.len() > 1 {
        return Err(refuse(
            "不能同时按镇街和人员类别查看，否则可能认出填答人，请分别查看。",
            "Towns and classes cannot be crossed, or voters could be recognised; look at one at a time.",
        ));
    }
    if !ask.towns.is_empty() || ask.by_day {
        return Err(refuse(
            "问卷汇总不能按日期或部分镇街筛选：前后相减可能认出填答人，请查看全部镇街。",
            "Aggregates cannot be filtered by day or by some towns: differences could show a voter. Look at all towns.",
        ));
    }
    Ok(cuts.first().copied().unwrap_or(AggregateCut::Unit))
}

/// Which cells of one row are withheld, given how many ballots each has. A row is all cells of one unit in one cut.
/// `rest` says that some groups have no cell in this cut, because they were merged: then the whole cut is withheld. What
/// is left of the total for them could be bounded from the shown cells, and it is a sum of whole towns, so that the one
/// cut would be an equation about the other.
pub fn withheld(counts: &[u32], rest: bool, min_cell: u32) -> Vec<bool> {
    let floor = min_cell.max(FLOOR);
    if rest {
        return vec![true; counts.len()];
    }
    if counts.iter().all(|count| *count >= floor) {
        return vec![false; counts.len()];
    }
    let cover = counts.iter().copied().filter(|count| *count >= floor).min();
    counts
        .iter()
        .map(|count| *count < floor || Some(*count) == cover)
        .collect()
}

/// Ballots and their mean, of a unit or of one of its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Figure {
    /// Ballots.
    pub n: u32,
    /// Their mean; none without ballots.
    pub mean: Option<Decimal>,
}

/// What may be shown of one unit in one cut: everything that leaves the store for a reader passes here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct View {
    /// The unit as a whole; none if withheld.
    pub total: Option<Figure>,
    /// Mean of each question; none if too few have answered it. Counts of single levels are nobody's to see: they would
    /// be cells below the minimum.
    pub questions: Vec<Option<Decimal>>,
    /// The cells of the cut; none if withheld.
    pub cells: Vec<Option<Figure>>,
}

/// Shows one unit. Means are rounded to hundredths, so that they do not spell out the scores that they are made of.
pub fn show(total: Figure, levels: &[[u32; 6]], cells: &[Figure], rest: bool, min_cell: u32) -> View {
    let rounded = |figure: Figure| Figure {
        mean: figure.mean.map(|mean| mean.round_dp(2).normalize()),
        ..figure
    };
    if !shows_total(total.n, min_cell) {
        return View {
            total: None,
            questions: vec![None; levels.len()],
            cells: vec![None; cells.len()],
        };
    }
    let counts: Vec<u32> = cells.iter().map(|cell| cell.n).collect();
    let hidden = withheld(&counts, rest, min_cell);
    View {
        total: Some(rounded(total)),
        questions: levels
            .iter()
            .map(|counts| of_question(*counts, min_cell))
            .collect(),
        cells: cells
            .iter()
            .zip(hidden)
            .map(|(cell, hidden)| (!hidden).then(|| rounded(*cell)))
            .collect(),
    }
}

/// Mean of one question to tenths, if enough have answered it.
fn of_question(counts: [u32; 6], min_cell: u32) -> Option<Decimal> {
    let answers = || {
        let levels = BallotLevel::ALL.iter().zip(counts);
        levels.filter_map(|(level, count)| Some((level.points()?, count)))
    };
    let n: u32 = answers().map(|(_, count)| count).sum();
    let sum: Decimal = answers()
        .map(|(points, count)| points * Decimal::from(count))
        .sum();
    let mean = sum
        .checked_div(Decimal::from(n))
        .filter(|_| shows_total(n, min_cell))?;
    Some(mean.round_dp(1).normalize())
}

/// Whether a unit's own total may be shown.
pub fn shows_total(count: u32, min_cell: u32) -> bool {
    count >= min_cell.max(FLOOR)
}

fn refuse(zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::KAnon, zh, en).on("by")
}
