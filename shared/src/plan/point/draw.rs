//! The sample of points that are visited when verified (§3.2: at least 20 % of the points and three a unit).
//!
//! Anybody can recompute the draw: sort the codes of the ledger bytewise, run SplitMix64 (§5.10) from the seed,
//! give each code the next number as its lot; in every unit the smallest lots are visited.

use std::collections::BTreeMap;

use super::PointRules;

/// One point that takes part, in the order of the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket<'a, U> {
    /// Code of the point, its place in the draw.
    pub code: &'a str,
    /// Unit, in which it competes.
    pub unit: U,
}

/// What the draw gave one point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot {
    /// The lot: the generator's number.
    pub number: u64,
    /// Place among the unit's points, from 1.
    pub place: u32,
    /// Whether the point is visited.
    pub chosen: bool,
}

/// How many of a unit's points are visited.
pub fn quota(points: u32, rules: &PointRules) -> u32 {
    let share = (points * rules.point_sample_percent).div_ceil(100);
    share.max(rules.point_sample_min).min(points)
}

/// Draws. The tickets have to be in the order of their codes; the lots come back in the same order.
pub fn draw<U: Copy + Ord>(seed: u64, tickets: &[Ticket<'_, U>], rules: &PointRules) -> Vec<Lot> {
    let mut stream = SplitMix64(seed);
    let mut lots: Vec<Lot> = tickets
        .iter()
        .map(|_| Lot {
            number: stream.next(),
            place: 0,
            chosen: false,
        })
        .collect();
    let mut units: BTreeMap<U, Vec<usize>> = BTreeMap::new();
    for (index, ticket) in tickets.iter().enumerate() {
        units.entry(ticket.unit).or_default().push(index);
    }
    for members in units.into_values() {
        let most = quota(u32::try_from(members.len()).unwrap_or(u32::MAX), rules);
        let mut ordered: Vec<(u64, usize)> = members
            .into_iter()
            .filter_map(|index| lots.get(index).map(|lot| (lot.number, index)))
            .collect();
        ordered.sort_unstable();
        for (place, (_, index)) in (1u32..).zip(ordered) {
            if let Some(lot) = lots.get_mut(index) {
                lot.place = place;
                lot.chosen = place <= most;
            }
        }
    }
    lots
}

/// The generator of §5.10.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}
