//! k-anonymity of ballot aggregates (F3): what may be asked, and which cells of a row are withheld.
//!
//! Only three questions exist: a unit, a unit by town, a unit by class. None takes a date, a set of towns or both
//! a town and a class, so that no two answers differ by a handful of ballots.
//!
//! In a row, every cell below the minimum is withheld, and with it the smallest cell that is not, together with all
//! cells equal to it. So a withheld group always has at least the minimum of ballots, its members can be exchanged
//! without changing what is published, and nobody who knows this rule can tell the small cell from the others.

use uuid::Uuid;

use super::AggregateCut;
use crate::refusal::{Refusal, RefusalCode};

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
pub fn withheld(counts: &[u32], min_cell: u32) -> Vec<bool> {
    let floor = min_cell.max(FLOOR);
    if counts.iter().all(|count| *count >= floor) {
        return vec![false; counts.len()];
    }
    let cover = counts.iter().copied().filter(|count| *count >= floor).min();
    counts
        .iter()
        .map(|count| *count < floor || Some(*count) == cover)
        .collect()
}

/// Whether a unit's own total may be shown.
pub fn shows_total(count: u32, min_cell: u32) -> bool {
    count >= min_cell.max(FLOOR)
}

fn refuse(zh: &str, en: &str) -> Refusal {
    Refusal::new(RefusalCode::KAnon, zh, en).on("by")
}
