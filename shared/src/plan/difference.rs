//! What one version of a plan changes in another, in words (§3.1: an amendment records its difference).

use rust_decimal::Decimal;

use super::params::{PlanParams, leaves};
use super::tree::Node;
use crate::wire::Wire;

crate::wire_enum! {
    /// What kind of change a line of a difference is.
    pub enum DifferenceKind {
        Added = "ADDED", "新增", "added";
        Removed = "REMOVED", "取消", "removed";
        Changed = "CHANGED", "调整", "changed";
    }
}

crate::wire_enum! {
    /// What a line of a difference is about.
    pub enum DifferenceSubject {
        Indicator = "INDICATOR", "指标", "indicator";
        Parameter = "PARAMETER", "参数", "parameter";
        Applicability = "APPLICABILITY", "适用范围", "applicability";
    }
}

/// The same words in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// What reads alike in both.
    fn same(text: impl Into<String>) -> Self {
        let zh: String = text.into();
        Self { en: zh.clone(), zh }
    }
}

/// One line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Added, removed or changed.
    pub kind: DifferenceKind,
    /// What it is about.
    pub subject: DifferenceSubject,
    /// Code of the indicator, or key of the parameter.
    pub code: String,
    /// What changed: name and field.
    pub what: Words,
    /// Before; none when added.
    pub before: Option<Words>,
    /// After; none when removed.
    pub after: Option<Words>,
}

/// A unit to which an indicator does not apply.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exception {
    /// Code of the indicator.
    pub code: String,
    /// Name of the unit.
    pub org: String,
    /// Why.
    pub reason: String,
}

/// A version of a plan as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// Its tree.
    pub nodes: &'a [Node],
    /// Its parameters.
    pub params: &'a PlanParams,
    /// What does not apply to whom.
    pub exceptions: &'a [Exception],
}

/// The lines by which `new` differs from `old`: indicators in the order of the tree, then parameters, then
/// applicability.
pub fn difference(old: Version<'_>, new: Version<'_>) -> Vec<Difference> {
    let mut lines = indicators(old.nodes, new.nodes);
    lines.extend(parameters(old.params, new.params));
    lines.extend(exceptions(old.exceptions, new.exceptions));
    lines
}

fn indicators(old: &[Node], new: &[Node]) -> Vec<Difference> {
    let mut lines = Vec::new();
    for node in new {
        match old.iter().find(|before| before.code == node.code) {
            Some(before) => lines.extend(fields(before, node)),
            None => lines.push(whole(DifferenceKind::Added, node)),
        }
    }
    let gone = old
        .iter()
        .filter(|before| !new.iter().any(|node| node.code == before.code));
    lines.extend(gone.map(|node| whole(DifferenceKind::Removed, node)));
    lines
}

fn whole(kind: DifferenceKind, node: &Node) -> Difference {
    let size = node.weight.or(node.cap).map(|points| {
        let points = points.normalize();
        if node.cap.is_some() {
            Words::new(format!("扣分上限{points}"), format!("cap {points}"))
        } else {
            Words::new(format!("权重{points}"), format!("weight {points}"))
        }
    });
    let value = Some(size.unwrap_or_else(|| Words::new(node.name_zh.clone(), node.name_en.clone())));
    let added = kind == DifferenceKind::Added;
    Difference {
        kind,
        subject: DifferenceSubject::Indicator,
        code: node.code.clone(),
        what: Words::new(node.name_zh.clone(), node.name_en.clone()),
        before: value.clone().filter(|_| !added),
        after: value.filter(|_| added),
    }
}

/// One line for each field that changed.
fn fields(old: &Node, new: &Node) -> Vec<Difference> {
    let pairs: [(&str, &str, Option<Words>, Option<Words>); 9] = [
        ("中文名称", "Chinese name", text(&old.name_zh), text(&new.name_zh)),
        ("英文名称", "English name", text(&old.name_en), text(&new.name_en)),
        ("权重", "weight", number(old.weight), number(new.weight)),
        ("扣分上限", "cap", number(old.cap), number(new.cap)),
        ("计分方法", "method", word(old.method), word(new.method)),
        ("下限", "lower bound", number(old.low), number(new.low)),
        ("上限", "upper bound", number(old.high), number(new.high)),
        ("数据来源", "channel", word(old.channel), word(new.channel)),
        (
            "评价角度",
            "perspective",
            word(old.perspective),
            word(new.perspective),
        ),
    ];
    pairs
        .into_iter()
        .filter(|(_, _, before, after)| before != after)
        .map(|(zh, en, before, after)| Difference {
            kind: DifferenceKind::Changed,
            subject: DifferenceSubject::Indicator,
            code: new.code.clone(),
            what: Words::new(format!("{} {zh}", new.name_zh), format!("{}: {en}", new.name_en)),
            before,
            after,
        })
        .collect()
}

fn parameters(old: &PlanParams, new: &PlanParams) -> Vec<Difference> {
    leaves(old)
        .into_iter()
        .zip(leaves(new))
        .filter(|(before, after)| before.value != after.value)
        .map(|(before, after)| Difference {
            kind: DifferenceKind::Changed,
            subject: DifferenceSubject::Parameter,
            code: after.spec.key.to_owned(),
            what: Words::new(after.spec.zh, after.spec.en),
            before: Some(Words::same(before.value.normalize().to_string())),
            after: Some(Words::same(after.value.normalize().to_string())),
        })
        .collect()
}

fn exceptions(old: &[Exception], new: &[Exception]) -> Vec<Difference> {
    let same = |a: &Exception, b: &Exception| a.code == b.code && a.org == b.org;
    let mut lines = Vec::new();
    for exception in new {
        match old.iter().find(|before| same(before, exception)) {
            Some(before) if before.reason == exception.reason => {}
            Some(before) => lines.push(line(DifferenceKind::Changed, Some(before), Some(exception))),
            None => lines.push(line(DifferenceKind::Added, None, Some(exception))),
        }
    }
    let gone = old
        .iter()
        .filter(|before| !new.iter().any(|now| same(before, now)));
    lines.extend(gone.map(|before| line(DifferenceKind::Removed, Some(before), None)));
    lines
}

fn line(kind: DifferenceKind, before: Option<&Exception>, after: Option<&Exception>) -> Difference {
    let (code, org) = after.or(before).map_or_else(
        || (String::new(), String::new()),
        |exception| (exception.code.clone(), exception.org.clone()),
    );
    Difference {
        kind,
        subject: DifferenceSubject::Applicability,
        what: Words::new(
            format!("{org}不适用{code}"),
            format!("{code} does not apply to {org}"),
        ),
        code,
        before: before.map(|exception| Words::same(exception.reason.clone())),
        after: after.map(|exception| Words::same(exception.reason.clone())),
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "used beside the words that may be missing"
)]
fn text(value: &str) -> Option<Words> {
    Some(Words::same(value))
}

fn number(value: Option<Decimal>) -> Option<Words> {
    value.map(|value| Words::same(value.normalize().to_string()))
}

fn word<W: Wire>(value: Option<W>) -> Option<Words> {
    value.map(|value| Words::new(value.zh(), value.en()))
}
