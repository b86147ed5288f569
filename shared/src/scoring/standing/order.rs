//! Ranks (§5.9): descending, competition ranking (1, 2, 2, 4), ties broken by figures and never by names.

use core::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Figures, Standing};
use crate::scoring::indicator::IndicatorCode;

/// Writes overall rank, group rank and group size of the ranked units.
pub(super) fn rank(units: &[Figures], ranked: &[bool], standings: &mut [Standing]) {
    let mut order: Vec<usize> = (0..standings.len()).filter(|index| ranked[*index]).collect();
    order.sort_by(|a, b| better_first(units, standings, *a, *b));
    for (place, rank) in places(units, standings, &order) {
        standings[place].rank = Some(rank);
    }
    for group in units
        .iter()
        .map(|unit| unit.group)
        .collect::<std::collections::BTreeSet<_>>()
    {
        let members: Vec<usize> = order
            .iter()
            .copied()
            .filter(|index| units[*index].group == group)
            .collect();
        let size = u32::try_from(members.len()).unwrap_or(u32::MAX);
        for (place, rank) in places(units, standings, &members) {
            standings[place].group_rank = Some(rank);
            standings[place].group_size = size;
        }
    }
}

/// The rank of each unit of a sorted list: equal units share the better one.
fn places(units: &[Figures], standings: &[Standing], sorted: &[usize]) -> Vec<(usize, u32)> {
    let mut places = Vec::with_capacity(sorted.len());
    let (mut rank, mut before) = (0, None);
    for (index, place) in (1..).zip(sorted) {
        let tied =
            before.is_some_and(|before| better_first(units, standings, before, *place) == Ordering::Equal);
        if !tied {
            rank = index;
        }
        places.push((*place, rank));
        before = Some(*place);
    }
    places
}

/// Larger total, then smaller deduction, larger part A, larger B11.
fn better_first(units: &[Figures], standings: &[Standing], a: usize, b: usize) -> Ordering {
    let key = |index: usize| {
        let standing = &standings[index];
        let b11 = IndicatorCode::B11
            .position()
            .and_then(|at| units[index].scores[at]);
        (
            standing.total,
            -standing.deduction,
            standing.part_a,
            b11.unwrap_or(Decimal::NEGATIVE_ONE),
        )
    };
    key(b).cmp(&key(a))
}
