//! What voters think: a unit has a quality, a voter a temper, and not everybody knows everybody.

use remit_shared::evaluation::paper::{Answers, Shape};
use remit_shared::evaluation::{BallotLevel, CampaignKind};

use crate::names::{Unit, units};
use crate::rng::Rng;

/// The units whose work is best thought of (§6.1: the three favoured ones lead).
const LEADING: [&str; 3] = ["市自然资源和规划局", "市发展和改革局", "市科学技术局"];

/// Share of very satisfied answers in per cent, from the unit's own stream.
fn quality(seed: u64, unit: &Unit, place: u64) -> u32 {
    let own = Rng::of(seed, "unit taste", place).between(38, 64);
    if LEADING.contains(&unit.name) {
        own.max(60) + 12
    } else {
        own
    }
}

/// Voters of a kind who do not know a unit, in per cent.
fn unknown(kind: CampaignKind, unit: &Unit) -> u32 {
    match kind {
        CampaignKind::Internal => 0,
        CampaignKind::Deputy => 12,
        CampaignKind::Grassroots | CampaignKind::Mutual if unit.towns => 6,
        CampaignKind::Grassroots | CampaignKind::Mutual => 68,
    }
}

fn level(rng: &mut Rng, quality: u32) -> BallotLevel {
    let drawn = rng.between(1, 100);
    match drawn.saturating_sub(quality) {
        0 => BallotLevel::L5,
        1..=32 => BallotLevel::L4,
        33..=52 => BallotLevel::L3,
        53..=58 => BallotLevel::L2,
        _ => BallotLevel::L1,
    }
}

/// One ballot about these units of the registry.
pub(super) fn ballot(
    seed: u64,
    kind: CampaignKind,
    questions: usize,
    places: &[usize],
    rng: &mut Rng,
) -> Answers {
    let all: Vec<&Unit> = units().collect();
    let shape = Shape {
        targets: places.len(),
        questions,
    };
    let mut answers = Answers::blank(shape);
    let temper = rng.between(0, 16);
    for (target, place) in places.iter().enumerate() {
        let Some(unit) = all.get(*place) else { continue };
        if rng.chance(unknown(kind, unit)) {
            answers.set_all(target, BallotLevel::DontKnow);
            continue;
        }
        let quality = quality(seed, unit, *place as u64) + temper;
        for question in 0..questions {
            answers.set(target, question, Some(level(rng, quality)));
        }
    }
    answers
}
