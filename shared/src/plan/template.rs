//! The tree that a first plan starts from: 3 parts, 11 second-level and 14 third-level indicators (§5.2).

use rust_decimal::Decimal;

use super::tree::Node;
use super::{IndicatorChannel, IndicatorMethod, IndicatorPart, Perspective};

/// Code, code above, Chinese, English, and for the third level: weight or cap in points, method, channel.
type Row = (
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
    Option<(i64, IndicatorMethod, IndicatorChannel)>,
);

use IndicatorChannel as C;
use IndicatorMethod as M;

#[rustfmt::skip] // a table
const ROWS: &[Row] = &[
    ("A", None, "核心业务", "Core business", None),
    ("A1", Some("A"), "履职质效", "Duty performance", None),
    ("A11", Some("A1"), "问效点按期完成", "Points done on time", Some((25, M::Ratio, C::Points))),
    ("A12", Some("A1"), "问效点完成质量", "Quality of points done", Some((15, M::Grade, C::Points))),
    ("A2", Some("A"), "清单管理", "List management", None),
    ("A21", Some("A2"), "职责任务清单与权责清单调整及时", "Lists adjusted in time", Some((8, M::Ratio, C::Lists))),
    ("A3", Some("A"), "协同履职", "Collaboration", None),
    ("A31", Some("A3"), "协商协调与联动事项按时办理", "Requests answered in time", Some((7, M::Ratio, C::Requests))),
    ("B", None, "评价指标", "Evaluation", None),
    ("B1", Some("B"), "镇街评作为", "Towns' evaluation", None),
    ("B11", Some("B1"), "基层评价问卷（下评上）", "Grassroots questionnaire", Some((12, M::Level5, C::Grassroots))),
    ("B2", Some("B"), "群众评服务", "Public's evaluation", None),
    ("B21", Some("B2"), "窗口服务“好差评”", "Window ratings", Some((8, M::Level5, C::Windows))),
    ("B22", Some("B2"), "网上平台与政务热线评价", "Platforms and hotline", Some((4, M::Level5, C::Platforms))),
    ("B3", Some("B"), "上评下", "Superiors", None),
    ("B31", Some("B3"), "市级领导点评", "City leaders' comments", Some((6, M::Level5, C::Leaders))),
    ("B4", Some("B"), "左右评", "Peers", None),
    ("B41", Some("B4"), "部门互评", "Mutual evaluation", Some((5, M::Level5, C::Peers))),
    ("B5", Some("B"), "社会评", "Society", None),
    ("B51", Some("B5"), "“两代表一委员”评价", "Delegates, deputies, members", Some((4, M::Level5, C::Deputies))),
    ("B6", Some("B"), "内部评", "Internal", None),
    ("B61", Some("B6"), "机关内部自评", "Staff self-evaluation", Some((2, M::Level5, C::Staff))),
    ("B62", Some("B6"), "事业单位绩效考核", "Institution appraisal", Some((4, M::Grade, C::Appraisals))),
    ("C", None, "负面指标", "Negative part", None),
    ("C1", Some("C"), "履职问题", "Problems in duty", None),
    ("C11", Some("C1"), "履职问题及整改不力", "Problems and failed rectification", Some((10, M::Deduct, C::Problems))),
    ("C2", Some("C"), "违规通报", "Violations", None),
    ("C21", Some("C2"), "机构编制违规、通报批评与败诉", "Violations, criticism, lost suits", Some((5, M::Deduct, C::Violations))),
];

/// The default tree, each node before those below it.
pub fn default_tree() -> Vec<Node> {
    ROWS.iter().map(node).collect()
}

fn node(&(code, parent, zh, en, leaf): &Row) -> Node {
    let part = match code.as_bytes().first() {
        Some(b'A') => IndicatorPart::Core,
        Some(b'B') => IndicatorPart::Evaluation,
        _ => IndicatorPart::Negative,
    };
    let points = leaf.map(|(points, ..)| Decimal::from(points));
    let negative = part == IndicatorPart::Negative;
    Node {
        code: code.to_owned(),
        level: u8::try_from(code.len()).unwrap_or(3),
        part,
        parent: parent.map(str::to_owned),
        name_zh: zh.to_owned(),
        name_en: en.to_owned(),
        weight: points.filter(|_| !negative),
        cap: points.filter(|_| negative),
        method: leaf.map(|(_, method, _)| method),
        low: None,
        high: None,
        channel: leaf.map(|(_, _, channel)| channel),
        perspective: leaf.and_then(|_| perspective(code)),
    }
}

/// DUTY = A1, A2, B1, B2, B3; COLLAB = A3, B4, B5; INTERNAL = B6; the negative part names none (§5.2).
fn perspective(code: &str) -> Option<Perspective> {
    match code.get(..2)? {
        "A1" | "A2" | "B1" | "B2" | "B3" => Some(Perspective::Duty),
        "A3" | "B4" | "B5" => Some(Perspective::Collab),
        "B6" => Some(Perspective::Internal),
        _ => None,
    }
}
