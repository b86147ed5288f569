//! What a tree of indicators lacks (§2: three roots, each second-level node with at least one third-level one).

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Node, milli};
use crate::plan::params::PlanParams;
use crate::plan::{IndicatorMethod, IndicatorPart};
use crate::wire::Wire;

/// One thing that a tree lacks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Code of the node concerned; none when a whole part is missing.
    pub code: Option<String>,
    /// What is missing, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// Everything that stands in the way of using a tree, but the sum of its weights; empty when it is valid.
pub fn gaps(nodes: &[Node], params: &PlanParams) -> Vec<Gap> {
    let mut gaps = roots(nodes);
    gaps.extend(twice(nodes));
    for node in nodes {
        gaps.extend(place(node, nodes));
        gaps.extend(children(node, nodes));
        gaps.extend(names(node));
        if node.level == 3 {
            gaps.extend(leaf(node));
            gaps.extend(cap(node, params));
        }
    }
    gaps
}

fn gap(node: &Node, zh: &str, en: &str) -> Gap {
    Gap {
        code: Some(node.code.clone()),
        zh: format!("{}：{zh}", node.zh()),
        en: format!("{}: {en}", node.en()),
    }
}

fn roots(nodes: &[Node]) -> Vec<Gap> {
    let of = |part: IndicatorPart| {
        nodes
            .iter()
            .filter(move |node| node.level == 1 && node.part == part)
    };
    let mut gaps = Vec::new();
    for part in IndicatorPart::ALL {
        match of(*part).count() {
            1 => {}
            0 => gaps.push(Gap {
                code: None,
                zh: format!("缺少一级指标“{}”", part.zh()),
                en: format!("the part {} is missing", part.en()),
            }),
            _ => gaps.extend(of(*part).skip(1).map(|node| {
                gap(
                    node,
                    "一级指标重复，每个部分只设一个",
                    "this part has more than one root",
                )
            })),
        }
    }
    gaps
}

fn twice(nodes: &[Node]) -> Vec<Gap> {
    let mut seen = BTreeSet::new();
    nodes
        .iter()
        .filter(|node| !seen.insert(node.code.as_str()))
        .map(|node| gap(node, "编码重复", "the code is used twice"))
        .collect()
}

/// Level, part and code fit the node above.
fn place(node: &Node, nodes: &[Node]) -> Option<Gap> {
    let Some(parent) = &node.parent else {
        return (node.level != 1).then(|| gap(node, "未挂接上级指标", "it has no node above"));
    };
    let Some(above) = nodes.iter().find(|above| above.code == *parent) else {
        return Some(gap(node, "上级指标不存在", "the node above does not exist"));
    };
    if above.level + 1 != node.level || above.part != node.part {
        return Some(gap(
            node,
            "层级或所属部分与上级指标不符",
            "level or part does not fit the node above",
        ));
    }
    let fits = node.code.len() > above.code.len() && node.code.starts_with(&above.code);
    (!fits).then(|| {
        gap(
            node,
            "编码应以上级指标编码开头",
            "its code must begin with that of the node above",
        )
    })
}

fn children(node: &Node, nodes: &[Node]) -> Option<Gap> {
    let is_leaf = !nodes
        .iter()
        .any(|below| below.parent.as_ref() == Some(&node.code));
    match node.level {
        1 if is_leaf => Some(gap(node, "下面没有二级指标", "it has no second-level indicator")),
        2 if is_leaf => Some(gap(node, "下面没有三级指标", "it has no third-level indicator")),
        _ => None,
    }
}

fn names(node: &Node) -> Option<Gap> {
    (node.name_zh.trim().is_empty() || node.name_en.trim().is_empty())
        .then(|| gap(node, "缺少中文或英文名称", "a name is missing"))
}

fn leaf(node: &Node) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut want = |holds: bool, zh: &str, en: &str| {
        if !holds {
            gaps.push(gap(node, zh, en));
        }
    };
    let fits = |value: Decimal| value > Decimal::ZERO && milli(value).is_some();
    let deducts = node.method == Some(IndicatorMethod::Deduct);
    want(node.method.is_some(), "未选择计分方法", "no method is chosen");
    if node.is_negative_leaf() {
        want(
            node.cap.is_some_and(fits),
            "未设扣分上限，或小数超过三位",
            "no cap is set, or it has more than three decimal places",
        );
        want(
            node.weight.is_none(),
            "负面指标不设权重",
            "a negative indicator has no weight",
        );
        want(deducts, "负面指标只能采用扣分法", "a negative indicator deducts");
    } else {
        want(
            node.weight.is_none_or(fits),
            "权重应大于0，小数不超过三位",
            "the weight must be above 0 with at most three decimal places",
        );
        want(
            node.cap.is_none(),
            "只有负面指标设扣分上限",
            "only negative indicators have a cap",
        );
        want(
            !deducts,
            "扣分法只用于负面指标",
            "only negative indicators deduct",
        );
        want(
            node.perspective.is_some(),
            "未选择评价角度",
            "no perspective is chosen",
        );
    }
    if node.method == Some(IndicatorMethod::Linear) {
        let bounds = node.low.zip(node.high).is_some_and(|(low, high)| low < high);
        want(
            bounds,
            "线性法应设上下限，且下限小于上限",
            "LINEAR needs a lower bound below its upper one",
        );
    }
    gaps
}

/// The caps of C11 and C21 also stand among the parameters; they must be the same.
fn cap(node: &Node, params: &PlanParams) -> Option<Gap> {
    let (key, expected) = match node.code.as_str() {
        "C11" => ("cap_c11", params.cap_c11),
        "C21" => ("cap_c21", params.cap_c21),
        _ => return None,
    };
    node.cap.filter(|cap| *cap != expected).map(|cap| {
        gap(
            node,
            &format!("扣分上限{cap}与参数 {key}（{expected}）不一致"),
            &format!("the cap {cap} is not the parameter {key} ({expected})"),
        )
    })
}
