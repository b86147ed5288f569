//! Five levels and how many answers each got.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::record::RatingLevel;
use crate::plan::params::PlanParams;

/// Answers per level, L5 first. DONT_KNOW and NO_DEALINGS are not answers and not counted (§5.3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LevelCounts(pub [u64; 5]);

impl LevelCounts {
    /// All answers.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// Whether nobody answered.
    pub fn is_empty(&self) -> bool {
        self.total() == 0
    }

    /// Points of each level and how many answers have it, those with none left out.
    pub(crate) fn points(self, params: &PlanParams) -> impl Iterator<Item = (Decimal, u64)> {
        params
            .level_points
            .into_iter()
            .zip(self.0)
            .filter(|(_, count)| *count > 0)
    }
}

/// Points of one level (§5.3).
pub(crate) fn points_of(level: RatingLevel, params: &PlanParams) -> Decimal {
    params
        .level_points
        .get(level as usize)
        .copied()
        .unwrap_or_default()
}
