//! Weights must sum to 100.000; what is missing, and where (§3.1 `E_WEIGHTS`).

use rust_decimal::Decimal;

use super::{FULL_WEIGHT, Node};
use crate::refusal::{Refusal, RefusalCode};

/// A third-level indicator whose weight differs from the version it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Code.
    pub code: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Weight before; zero when it is new.
    pub before: Decimal,
    /// Weight now; zero when it is gone or not set.
    pub after: Decimal,
}

/// How the weights of a tree add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightReport {
    /// Sum of the positive third-level weights.
    pub sum: Decimal,
    /// What is missing to 100; negative when there is too much.
    pub missing: Decimal,
    /// Sum below each first- and second-level node of the positive parts: code, Chinese, English, sum.
    pub branches: Vec<(String, String, String, Decimal)>,
    /// Positive third-level indicators without a weight.
    pub without: Vec<Node>,
    /// Where it differs from the version it is compared with.
    pub shifts: Vec<Shift>,
}

/// Adds the weights up, and compares them with another version where there is one.
pub fn weigh(nodes: &[Node], baseline: &[Node]) -> WeightReport {
    let leaves = || nodes.iter().filter(|node| node.is_positive_leaf());
    let sum: Decimal = leaves().filter_map(|node| node.weight).sum();
    let branches = nodes
        .iter()
        .filter(|node| node.level < 3 && node.part != super::IndicatorPart::Negative)
        .map(|node| {
            let below = leaves().filter(|leaf| leaf.code.starts_with(&node.code));
            let sum = below.filter_map(|leaf| leaf.weight).sum();
            (node.code.clone(), node.name_zh.clone(), node.name_en.clone(), sum)
        })
        .collect();
    WeightReport {
        sum: sum.normalize(),
        missing: (FULL_WEIGHT - sum).normalize(),
        branches,
        without: leaves()
            .filter(|leaf| leaf.weight.is_none_or(|weight| weight.is_zero()))
            .cloned()
            .collect(),
        shifts: shifts(nodes, baseline),
    }
}

fn shifts(nodes: &[Node], baseline: &[Node]) -> Vec<Shift> {
    if baseline.is_empty() {
        return Vec::new();
    }
    let weight = |nodes: &[Node], code: &str| {
        nodes
            .iter()
            .find(|node| node.is_positive_leaf() && node.code == code)
            .and_then(|node| node.weight)
            .unwrap_or_default()
    };
    let known = nodes.iter().filter(|node| node.is_positive_leaf());
    let gone = baseline
        .iter()
        .filter(|old| old.is_positive_leaf() && !nodes.iter().any(|node| node.code == old.code));
    known
        .chain(gone)
        .map(|node| Shift {
            code: node.code.clone(),
            name_zh: node.name_zh.clone(),
            name_en: node.name_en.clone(),
            before: weight(baseline, &node.code).normalize(),
            after: weight(nodes, &node.code).normalize(),
        })
        .filter(|shift| shift.before != shift.after)
        .collect()
}

impl WeightReport {
    /// Whether the weights sum to 100.000 and none is missing.
    pub fn is_full(&self) -> bool {
        self.missing.is_zero() && self.without.is_empty()
    }

    /// `E_WEIGHTS` with what is missing and where; `Ok` when nothing is.
    pub fn require_full(&self) -> Result<(), Refusal> {
        if self.is_full() {
            return Ok(());
        }
        Err(Refusal::new(RefusalCode::Weights, self.zh(), self.en()).on("weights"))
    }

    fn zh(&self) -> String {
        let amount = if self.missing.is_sign_negative() {
            format!("超出{}", -self.missing)
        } else {
            format!("还差{}", self.missing)
        };
        let mut text = vec![format!(
            "三级指标权重合计应为100.000，目前为{}，{amount}。",
            self.sum
        )];
        let parts = self.branches.iter().filter(|(code, ..)| code.len() == 1);
        let parts: Vec<String> = parts
            .map(|(_, zh, _, sum)| format!("{zh}{}", sum.normalize()))
            .collect();
        if !parts.is_empty() {
            text.push(format!("其中{}。", parts.join("、")));
        }
        if !self.without.is_empty() {
            let names: Vec<String> = self.without.iter().map(Node::zh).collect();
            text.push(format!("未设权重的指标：{}。", names.join("、")));
        }
        if !self.shifts.is_empty() {
            let changes = self.shifts.iter().map(|shift| {
                format!(
                    "{} {}{}（原{}）",
                    shift.code, shift.name_zh, shift.after, shift.before
                )
            });
            text.push(format!(
                "与上一版不同的：{}。",
                changes.collect::<Vec<_>>().join("、")
            ));
        }
        text.push("请调整后再办理。".to_owned());
        text.concat()
    }

    fn en(&self) -> String {
        let mut text = vec![format!(
            "The weights of the third level must sum to 100.000, they are {}, missing {}.",
            self.sum, self.missing
        )];
        let parts = self.branches.iter().filter(|(code, ..)| code.len() == 1);
        let parts: Vec<String> = parts
            .map(|(_, _, en, sum)| format!("{en} {}", sum.normalize()))
            .collect();
        if !parts.is_empty() {
            text.push(format!(" By part: {}.", parts.join(", ")));
        }
        if !self.without.is_empty() {
            let names: Vec<String> = self.without.iter().map(Node::en).collect();
            text.push(format!(" Without a weight: {}.", names.join(", ")));
        }
        if !self.shifts.is_empty() {
            let changes = self.shifts.iter().map(|shift| {
                format!(
                    "{} {} {} (was {})",
                    shift.code, shift.name_en, shift.after, shift.before
                )
            });
            text.push(format!(
                " Different from the previous version: {}.",
                changes.collect::<Vec<_>>().join(", ")
            ));
        }
        text.concat()
    }
}
