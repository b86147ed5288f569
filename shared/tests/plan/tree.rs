//! The tree of §5.2 and what it may lack.

use remit_shared::plan::params::PlanParams;
use remit_shared::plan::template::default_tree;
use remit_shared::plan::tree::{Node, gaps, milli, points, weigh};
use remit_shared::plan::{IndicatorMethod, IndicatorPart, Perspective};
use remit_shared::refusal::RefusalCode;
use rust_decimal::Decimal;

fn node<'a>(nodes: &'a mut [Node], code: &str) -> &'a mut Node {
    nodes.iter_mut().find(|node| node.code == code).unwrap()
}

#[test]
fn the_default_tree_has_three_parts_eleven_and_fourteen_indicators_that_sum_to_one_hundred() {
    let tree = default_tree();
    let level = |level| tree.iter().filter(|node| node.level == level).count();
    assert_eq!([level(1), level(2), level(3)], [3, 11, 14]);
    assert_eq!(gaps(&tree, &PlanParams::default()), []);
    let report = weigh(&tree, &[]);
    assert!(report.is_full());
    let branch = |code: &str| report.branches.iter().find(|branch| branch.0 == code).unwrap().3;
    assert_eq!(
        ["A", "B", "A1", "A2", "A3", "B1", "B2", "B3", "B4", "B5", "B6"].map(branch),
        [55, 45, 40, 8, 7, 12, 12, 6, 5, 4, 6].map(Decimal::from)
    );
    let perspective = |perspective| {
        tree.iter()
            .filter(|node| node.perspective == Some(perspective))
            .count()
    };
    assert_eq!(
        [Perspective::Duty, Perspective::Collab, Perspective::Internal].map(perspective),
        [7, 3, 2]
    );
}

#[test]
fn a_gap_names_the_node_it_is_in() {
    type Damage = fn(&mut Vec<Node>);
    let cases: [(&str, Damage); 16] = [
        ("缺少一级指标“负面指标”", |tree| {
            tree.retain(|node| node.part != IndicatorPart::Negative);
        }),
        ("B5 社会评：下面没有三级指标", |tree| {
            tree.retain(|node| node.code != "B51");
        }),
        ("C 负面指标：下面没有二级指标", |tree| {
            tree.retain(|node| node.level == 1 || !node.code.starts_with('C'));
        }),
        ("编码重复", |tree| tree.push(tree[2].clone())),
        ("上级指标不存在", |tree| {
            node(tree, "A11").parent = Some("A9".to_owned());
        }),
        ("未挂接上级指标", |tree| node(tree, "A1").parent = None),
        ("层级或所属部分与上级指标不符", |tree| {
            node(tree, "A11").parent = Some("A".to_owned());
        }),
        ("编码应以上级指标编码开头", |tree| {
            node(tree, "A11").code = "X1".to_owned();
        }),
        ("缺少中文或英文名称", |tree| {
            node(tree, "A11").name_en = " ".to_owned();
        }),
        ("未选择计分方法", |tree| node(tree, "A11").method = None),
        ("权重应大于0", |tree| {
            node(tree, "A11").weight = Some(Decimal::new(10_001, 4));
        }),
        ("只有负面指标设扣分上限", |tree| {
            node(tree, "A11").cap = Some(Decimal::ONE);
        }),
        ("未选择评价角度", |tree| {
            node(tree, "A11").perspective = None;
        }),
        ("线性法应设上下限", |tree| {
            node(tree, "A11").method = Some(IndicatorMethod::Linear);
        }),
        ("负面指标不设权重", |tree| {
            node(tree, "C11").weight = Some(Decimal::ONE);
        }),
        ("与参数 cap_c11（10）不一致", |tree| {
            node(tree, "C11").cap = Some(Decimal::from(9));
        }),
    ];
    for (expected, damage) in cases {
        let mut tree = default_tree();
        damage(&mut tree);
        let found = gaps(&tree, &PlanParams::default());
        assert!(
            found.iter().any(|gap| gap.zh.contains(expected)),
            "{expected}: {found:?}"
        );
        assert!(found.iter().all(|gap| !gap.en.is_empty()));
    }
}

#[test]
fn weights_of_99_5_are_refused_and_the_refusal_says_what_is_missing_and_where() {
    let mut tree = default_tree();
    node(&mut tree, "A11").weight = Some(Decimal::new(245, 1));
    let report = weigh(&tree, &default_tree());
    assert_eq!(report.missing, Decimal::new(5, 1));
    let refusal = report.require_full().unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Weights);
    for part in [
        "99.5",
        "还差0.5",
        "核心业务54.5",
        "评价指标45",
        "A11 问效点按期完成24.5（原25）",
    ] {
        assert!(refusal.zh.contains(part), "{part}: {}", refusal.zh);
    }
    assert!(refusal.en.contains("missing 0.5") && refusal.en.contains("A11"));
}

#[test]
fn too_much_weight_and_a_missing_weight_are_named_too() {
    let mut tree = default_tree();
    node(&mut tree, "B61").weight = Some(Decimal::from(3));
    assert!(weigh(&tree, &[]).require_full().unwrap_err().zh.contains("超出1"));
    let mut tree = default_tree();
    node(&mut tree, "B61").weight = None;
    node(&mut tree, "B62").weight = Some(Decimal::from(6));
    let refusal = weigh(&tree, &[]).require_full().unwrap_err();
    assert!(
        refusal.zh.contains("未设权重的指标：B61 机关内部自评"),
        "{}",
        refusal.zh
    );
}

#[test]
fn weights_survive_storage_in_thousandths() {
    for (stored, value) in [(25_000, "25"), (24_500, "24.5"), (1, "0.001"), (0, "0")] {
        assert_eq!(points(stored).to_string(), value);
        assert_eq!(milli(value.parse().unwrap()), Some(stored));
    }
    assert_eq!(milli(Decimal::new(1, 4)), None);
    assert_eq!(milli(Decimal::MAX), None);
}
