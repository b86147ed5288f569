//! The fourteen third-level indicators the engine knows how to measure, and their weights (§5.2).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::plan::template::default_tree;
use crate::plan::{IndicatorPart, Perspective};
use crate::wire::Wire;

/// Number of indicators that give points; the other two take them away.
pub const POSITIVE: usize = 12;

crate::wire_enum! {
    /// A third-level indicator (§5.2), in the order of the codes, which is the order of the simulation (§5.10).
    pub enum IndicatorCode {
        A11 = "A11", "问效点按期完成", "points done on time";
        A12 = "A12", "问效点完成质量", "quality of points done";
        A21 = "A21", "职责任务清单与权责清单调整及时", "lists adjusted in time";
        A31 = "A31", "协商协调与联动事项按时办理", "requests answered in time";
        B11 = "B11", "基层评价问卷", "grassroots questionnaire";
        B21 = "B21", "窗口服务“好差评”", "window ratings";
        B22 = "B22", "网上平台与政务热线评价", "platforms and hotline";
        B31 = "B31", "市级领导点评", "city leaders' comments";
        B41 = "B41", "部门互评", "mutual evaluation";
        B51 = "B51", "“两代表一委员”评价", "delegates, deputies, members";
        B61 = "B61", "机关内部自评", "staff self-evaluation";
        B62 = "B62", "事业单位绩效考核", "institution appraisal";
        C11 = "C11", "履职问题及整改不力", "problems and failed rectification";
        C21 = "C21", "机构编制违规、通报批评与败诉", "violations, criticism, lost suits";
    }
}

impl IndicatorCode {
    /// The indicators that give points, in code order.
    pub fn positive() -> &'static [Self] {
        &Self::ALL[..POSITIVE]
    }

    /// Position among the positive indicators; `None` for the two that deduct.
    pub fn position(self) -> Option<usize> {
        Some(self as usize).filter(|index| *index < POSITIVE)
    }

    /// Code of its second-level parent, such as `A1`.
    pub fn second(self) -> &'static str {
        &self.code()[..2]
    }

    /// The part it belongs to.
    pub fn part(self) -> IndicatorPart {
        match self.code().as_bytes() {
            [b'A', ..] => IndicatorPart::Core,
            [b'B', ..] => IndicatorPart::Evaluation,
            _ => IndicatorPart::Negative,
        }
    }

    /// The perspective it tells about; `None` for the negative part, which counts in all three.
    pub fn perspective(self) -> Option<Perspective> {
        match self.second() {
            "A1" | "A2" | "B1" | "B2" | "B3" => Some(Perspective::Duty),
            "A3" | "B4" | "B5" => Some(Perspective::Collab),
            "B6" => Some(Perspective::Internal),
            _ => None,
        }
    }
}

/// Weights of the twelve positive indicators in code order; they sum to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights([Decimal; POSITIVE]);

impl Weights {
    /// The weights of a plan, or `None` when one is negative or they do not sum to 100 (`E_WEIGHTS`).
    pub fn new(weights: [Decimal; POSITIVE]) -> Option<Self> {
        let valid = weights.iter().all(|weight| *weight >= Decimal::ZERO)
            && weights.iter().sum::<Decimal>() == Decimal::ONE_HUNDRED;
        valid.then_some(Self(weights))
    }

    /// Any weights, scaled to sum 100 (what-if); `None` when one is negative or all are zero.
    pub fn scaled(weights: [Decimal; POSITIVE]) -> Option<Self> {
        let sum = weights.iter().sum::<Decimal>();
        let valid = sum > Decimal::ZERO && weights.iter().all(|weight| *weight >= Decimal::ZERO);
        valid.then(|| Self(weights.map(|weight| weight * Decimal::ONE_HUNDRED / sum)))
    }

    /// In code order.
    pub fn as_array(&self) -> &[Decimal; POSITIVE] {
        &self.0
    }

    /// The weight of one indicator; zero for the negative part.
    pub fn of(&self, code: IndicatorCode) -> Decimal {
        code.position()
            .and_then(|index| self.0.get(index).copied())
            .unwrap_or_default()
    }
}

impl Default for Weights {
    /// Those of the tree that a first plan starts from (§5.2).
    fn default() -> Self {
        let mut weights = [Decimal::ZERO; POSITIVE];
        for node in default_tree() {
            let place = IndicatorCode::parse(&node.code).and_then(IndicatorCode::position);
            if let Some((place, weight)) = place.zip(node.weight) {
                weights[place] = weight;
            }
        }
        Self(weights)
    }
}
