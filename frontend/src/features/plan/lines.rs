//! The tree while it is edited: one line a node, every field a signal, so that typing redraws nothing else.

use leptos::prelude::*;
use remit_shared::plan::tree::Node;
use remit_shared::plan::{IndicatorChannel, IndicatorMethod, IndicatorPart, Perspective};
use remit_shared::wire::Wire;
use rust_decimal::Decimal;

use super::{plan_page, save_tree};

/// One node being edited. Its fields live as long as it does: it is made in a click on a button that goes with the
/// view it stood in. Its code and place are fixed; a new node gets the next code below its parent.
#[derive(Clone)]
pub(super) struct Line {
    pub code: String,
    pub level: u8,
    pub part: IndicatorPart,
    pub parent: Option<String>,
    pub name_zh: ArcRwSignal<String>,
    pub name_en: ArcRwSignal<String>,
    /// Weight, or cap in the negative part.
    pub size: ArcRwSignal<String>,
    pub method: ArcRwSignal<String>,
    pub low: ArcRwSignal<String>,
    pub high: ArcRwSignal<String>,
    pub channel: ArcRwSignal<String>,
    pub perspective: ArcRwSignal<String>,
}

/// A node as the rules see it.
pub(super) fn node(row: &plan_page::PlanPagePlanIndicators) -> Node {
    Node {
        code: row.code.clone(),
        level: u8::try_from(row.level).unwrap_or_default(),
        part: row.part,
        parent: row.parent.clone(),
        name_zh: row.name_zh.clone(),
        name_en: row.name_en.clone(),
        weight: row.weight,
        cap: row.cap,
        method: row.method,
        low: row.low,
        high: row.high,
        channel: row.channel,
        perspective: row.perspective,
    }
}

fn code_of<W: Wire>(value: Option<W>) -> String {
    value.map_or_else(String::new, |value| value.code().to_owned())
}

fn number_of(value: Option<Decimal>) -> String {
    value.map_or_else(String::new, |value| value.normalize().to_string())
}

fn parsed(text: &ArcRwSignal<String>) -> Option<Decimal> {
    text.with(|text| text.trim().parse().ok())
}

impl Line {
    /// The line of a node.
    pub fn of(node: &Node) -> Self {
        let text = |text: &str| ArcRwSignal::new(text.to_owned());
        Self {
            code: node.code.clone(),
            level: node.level,
            part: node.part,
            parent: node.parent.clone(),
            name_zh: text(&node.name_zh),
            name_en: text(&node.name_en),
            size: ArcRwSignal::new(number_of(node.weight.or(node.cap))),
            method: ArcRwSignal::new(code_of(node.method)),
            low: ArcRwSignal::new(number_of(node.low)),
            high: ArcRwSignal::new(number_of(node.high)),
            channel: ArcRwSignal::new(code_of(node.channel)),
            perspective: ArcRwSignal::new(code_of(node.perspective)),
        }
    }

    /// The node as it is typed now; follows every field.
    pub fn node(&self) -> Node {
        let leaf = self.level == 3;
        let negative = self.part == IndicatorPart::Negative;
        let size = parsed(&self.size).filter(|_| leaf);
        Node {
            code: self.code.clone(),
            level: self.level,
            part: self.part,
            parent: self.parent.clone(),
            name_zh: self.name_zh.get(),
            name_en: self.name_en.get(),
            weight: size.filter(|_| !negative),
            cap: size.filter(|_| negative),
            method: IndicatorMethod::parse(&self.method.get()).filter(|_| leaf),
            low: parsed(&self.low).filter(|_| leaf),
            high: parsed(&self.high).filter(|_| leaf),
            channel: IndicatorChannel::parse(&self.channel.get()).filter(|_| leaf),
            perspective: Perspective::parse(&self.perspective.get()).filter(|_| leaf && !negative),
        }
    }

    /// A new node below a parent, after its last child.
    pub fn below(parent: &Self, lines: &[Self]) -> Self {
        let used = |number: u32| {
            let code = format!("{}{number}", parent.code);
            lines.iter().any(|line| line.code == code)
        };
        let number = (1..=u32::MAX).find(|number| !used(*number)).unwrap_or(1);
        let level = parent.level + 1;
        let negative = parent.part == IndicatorPart::Negative;
        let method = negative.then_some(IndicatorMethod::Deduct).filter(|_| level == 3);
        Self::of(&Node {
            code: format!("{}{number}", parent.code),
            level,
            part: parent.part,
            parent: Some(parent.code.clone()),
            name_zh: String::new(),
            name_en: String::new(),
            weight: None,
            cap: None,
            method,
            low: None,
            high: None,
            channel: None,
            perspective: (!negative && level == 3).then_some(Perspective::Duty),
        })
    }
}

/// The tree as it is sent.
pub(super) fn input(node: Node) -> save_tree::IndicatorInput {
    save_tree::IndicatorInput {
        code: node.code,
        level: i64::from(node.level),
        part: node.part,
        parent: node.parent,
        name_zh: node.name_zh,
        name_en: node.name_en,
        weight: node.weight,
        cap: node.cap,
        method: node.method,
        low: node.low,
        high: node.high,
        channel: node.channel,
        perspective: node.perspective,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use remit_shared::plan::template::default_tree;

    #[test]
    fn a_tree_survives_the_editor_and_a_new_node_gets_the_next_code() {
        let owner = Owner::new();
        owner.with(|| {
            let tree = default_tree();
            let lines: Vec<Line> = tree.iter().map(Line::of).collect();
            let back: Vec<Node> = lines.iter().map(Line::node).collect();
            assert_eq!(back, tree);
            let parent = lines.iter().find(|line| line.code == "B2").cloned();
            let added = parent.map(|parent| Line::below(&parent, &lines));
            assert_eq!(
                added.map(|line| (line.code, line.level)),
                Some(("B23".to_owned(), 3))
            );
        });
    }
}
