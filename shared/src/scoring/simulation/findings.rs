//! What the draws say of each unit.

use serde::{Deserialize, Serialize};

use super::Simulation;
use crate::scoring::standing::share_of;

crate::wire_enum! {
    /// Whether a unit lies in front or at the back in (almost) every draw (§5.10); REDUCE needs BACK (§3.11).
    pub enum RankSecurity {
        Front = "FRONT", "稳居靠前", "securely in front";
        Back = "BACK", "稳居靠后", "securely at the back";
        None = "NONE", "位次不稳", "neither for sure";
    }
}

/// What the draws say of one ranked unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankFindings {
    /// Mean rank.
    pub mean_rank: f64,
    /// Overall rank at the 5th percentile (nearest rank).
    pub rank_p5: u32,
    /// Overall rank at the 95th percentile.
    pub rank_p95: u32,
    /// The same in the group.
    pub group_rank_p5: u32,
    /// The same in the group.
    pub group_rank_p95: u32,
    /// Securely in front or at the back of its group.
    pub security: RankSecurity,
    /// Draws per rank: `rank_draws[r]` is how often it had rank r + 1.
    pub rank_draws: Vec<u32>,
    /// Draws in which it lay strictly above each unit of the caller's list; zero for units not ranked.
    pub wins: Vec<u32>,
    /// Total in the first draw, not rounded: lets anybody check the generator.
    pub first_total: f64,
}

/// Neighbours whose win share lies between these are not reliably different (§5.10).
const UNRELIABLE: core::ops::RangeInclusive<f64> = 0.05..=0.95;

impl RankFindings {
    /// Whether the draws cannot tell this unit from the one at `place` of the caller's list.
    pub fn is_close_to(&self, place: usize, draws: u32) -> bool {
        let wins = self.wins.get(place).copied().unwrap_or_default();
        draws > 0 && UNRELIABLE.contains(&(f64::from(wins) / f64::from(draws)))
    }
}

impl Simulation {
    /// The findings so far, in the order of the caller's list; `None` for units that are not ranked.
    pub fn findings(&self) -> Vec<Option<RankFindings>> {
        let mut findings = vec![None; self.size];
        for (i, unit) in self.units.iter().enumerate() {
            findings[unit.place] = Some(self.findings_of(i));
        }
        findings
    }

    fn findings_of(&self, i: usize) -> RankFindings {
        let n = self.units.len();
        let row = |table: &[u32]| table[i * n..(i + 1) * n].to_vec();
        let (ranks, group_ranks) = (row(&self.ranks), row(&self.group_ranks));
        let sum: f64 = (1..)
            .zip(&ranks)
            .map(|(rank, draws)| f64::from(rank) * f64::from(*draws))
            .sum();
        let mut wins = vec![0; self.size];
        for (other, draws) in self.units.iter().zip(row(&self.wins)) {
            wins[other.place] = draws;
        }
        let (p5, p95) = (
            self.percentile(&group_ranks, 5),
            self.percentile(&group_ranks, 95),
        );
        RankFindings {
            mean_rank: if self.drawn == 0 {
                0.0
            } else {
                sum / f64::from(self.drawn)
            },
            rank_p5: self.percentile(&ranks, 5),
            rank_p95: self.percentile(&ranks, 95),
            group_rank_p5: p5,
            group_rank_p95: p95,
            security: self.security(i, p5, p95),
            rank_draws: ranks,
            wins,
            first_total: self.first_totals.get(i).copied().unwrap_or_default(),
        }
    }

    /// Nearest rank: the value at sorted position ⌈percent·N/100⌉.
    fn percentile(&self, draws_per_rank: &[u32], percent: u64) -> u32 {
        let position = (u64::from(self.drawn) * percent).div_ceil(100);
        let mut passed = 0;
        for (rank, draws) in (1..).zip(draws_per_rank) {
            passed += u64::from(*draws);
            if passed >= position && passed > 0 {
                return rank;
            }
        }
        0
    }

    fn security(&self, i: usize, p5: u32, p95: u32) -> RankSecurity {
        let n = self.units.len();
        let size: u32 = self.same[i * n..(i + 1) * n].iter().sum();
        let share = share_of(self.band_share, size);
        if self.drawn == 0 {
            RankSecurity::None
        } else if p95 <= share {
            RankSecurity::Front
        } else if p5 > size.saturating_sub(share) {
            RankSecurity::Back
        } else {
            RankSecurity::None
        }
    }
}
