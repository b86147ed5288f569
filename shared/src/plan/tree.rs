//! The tree of indicators as the rules see it (§2 `Indicator`, §5.2).

mod structure;
mod weights;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{IndicatorChannel, IndicatorMethod, IndicatorPart, Perspective};

pub use structure::{Gap, gaps};
pub use weights::{Shift, WeightReport, weigh};

/// What the positive third-level weights of a plan sum to.
pub const FULL_WEIGHT: Decimal = Decimal::ONE_HUNDRED;

/// One node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Code such as `A11`, unique in the plan.
    pub code: String,
    /// 1 a part, 2, or 3 where values are measured.
    pub level: u8,
    /// Part it belongs to.
    pub part: IndicatorPart,
    /// Code of the node above.
    pub parent: Option<String>,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Weight in points, of positive third-level indicators.
    pub weight: Option<Decimal>,
    /// Most points it may cost, of negative third-level indicators.
    pub cap: Option<Decimal>,
    /// How values become points; third level only.
    pub method: Option<IndicatorMethod>,
    /// Lower bound of LINEAR.
    pub low: Option<Decimal>,
    /// Upper bound of LINEAR.
    pub high: Option<Decimal>,
    /// Where its values come from.
    pub channel: Option<IndicatorChannel>,
    /// What it looks at; none in the negative part.
    pub perspective: Option<Perspective>,
}

impl Node {
    /// Code and name, as a sentence names it.
    pub fn zh(&self) -> String {
        format!("{} {}", self.code, self.name_zh)
    }

    /// The same in English.
    pub fn en(&self) -> String {
        format!("{} {}", self.code, self.name_en)
    }

    /// Whether it is measured and adds to the score.
    pub fn is_positive_leaf(&self) -> bool {
        self.level == 3 && self.part != IndicatorPart::Negative
    }

    /// Whether it is measured and costs points.
    pub fn is_negative_leaf(&self) -> bool {
        self.level == 3 && self.part == IndicatorPart::Negative
    }
}

/// Thousandths, as weights and caps are stored, in points.
pub fn points(milli: i64) -> Decimal {
    Decimal::new(milli, 3).normalize()
}

/// Points in thousandths; `None` when there are more than three decimal places.
pub fn milli(points: Decimal) -> Option<i64> {
    let scaled = points.checked_mul(Decimal::ONE_THOUSAND)?.normalize();
    (scaled.scale() == 0).then(|| scaled.to_i64()).flatten()
}
