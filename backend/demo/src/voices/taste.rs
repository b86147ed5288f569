//! What leaders and departments think of a unit: like the voters of the campaigns, with the three favoured units ahead.

use remit_shared::rating::RatingLevel;

use crate::names::Unit;
use crate::rng::Rng;

/// The units that the generator favours (§6.1: they are to stand in front).
const FAVOURED: [&str; 3] = ["ziran", "fagai", "keji"];

/// Whether the generator favours a unit.
pub(super) fn is_favoured(unit: &Unit) -> bool {
    FAVOURED.contains(&unit.code)
}

/// Share of very satisfied answers about a unit, in per cent, from the unit's own stream.
pub(super) fn quality(seed: u64, unit: &Unit) -> u32 {
    let own = Rng::of(seed, unit.code, 0).between(18, 44);
    if is_favoured(unit) { own.max(40) + 30 } else { own }
}

/// A level drawn for a unit of this quality; no favoured unit is thought badly of.
pub(super) fn level(rng: &mut Rng, unit: &Unit, quality: u32) -> RatingLevel {
    let drawn = rng.between(1, 100);
    match drawn.saturating_sub(quality) {
        0 => RatingLevel::L5,
        1..=40 => RatingLevel::L4,
        _ if is_favoured(unit) => RatingLevel::L4,
        41..=66 => RatingLevel::L3,
        67..=76 => RatingLevel::L2,
        _ => RatingLevel::L1,
    }
}
