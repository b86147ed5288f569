//! The 2-3-3-3 tree of the source article (domain §1, S02–S36): what the city's regime is made of.

/// A node: code, code of the node above, Chinese, English.
pub(crate) type Node = (&'static str, Option<&'static str>, &'static str, &'static str);

/// Codes of the four roots: 两个办法, 三项机制, 三项举措, 三个挂钩.
pub const REGIME_ROOTS: [&str; 4] = ["MEASURES", "MECHANISMS", "MOVES", "LINKS"];

const MEASURES: Option<&str> = Some(REGIME_ROOTS[0]);
const MECHANISMS: Option<&str> = Some(REGIME_ROOTS[1]);
const MOVES: Option<&str> = Some(REGIME_ROOTS[2]);
const LINKS: Option<&str> = Some(REGIME_ROOTS[3]);

/// The tree, each root before its children, in the order of the article.
pub(crate) const NODES: [Node; 15] = [
    (REGIME_ROOTS[0], None, "两个办法", "Two sets of measures"),
    (
        "MEASURES.1",
        MEASURES,
        "机关职能运行监管办法（试行）",
        "Measures for overseeing how departments perform their functions (trial)",
    ),
    (
        "MEASURES.2",
        MEASURES,
        "部门职责分工协调办法（试行）",
        "Measures for coordinating the division of duties between departments (trial)",
    ),
    (REGIME_ROOTS[1], None, "三项机制", "Three mechanisms"),
    (
        "MECHANISMS.1",
        MECHANISMS,
        "监管专家和信息员聘任机制",
        "Appointed experts and information officers",
    ),
    (
        "MECHANISMS.2",
        MECHANISMS,
        "部门联动履职监督机制",
        "Linkage with ten departments, every quarter",
    ),
    (
        "MECHANISMS.3",
        MECHANISMS,
        "信息推送和问题销号机制",
        "Push sheets between sections, and close-out of every problem",
    ),
    (REGIME_ROOTS[2], None, "三项举措", "Three evaluation moves"),
    (
        "MOVES.1",
        MOVES,
        "基层评价人员“下评上”",
        "Grassroots evaluators judge the departments above them",
    ),
    (
        "MOVES.2",
        MOVES,
        "办事群众“好差评”",
        "The public rates the services it used",
    ),
    (
        "MOVES.3",
        MOVES,
        "多维评价印证履职",
        "Leaders, peers, deputies, staff and appraisals bear each other out",
    ),
    (REGIME_ROOTS[3], None, "三个挂钩", "Three linkages of the results"),
    (
        "LINKS.1",
        LINKS,
        "与机构编制资源配置挂钩",
        "With the allocation of sections and posts",
    ),
    (
        "LINKS.2",
        LINKS,
        "与综合绩效考核挂钩",
        "With the city's comprehensive assessment (4 %)",
    ),
    (
        "LINKS.3",
        LINKS,
        "与部门职责调整挂钩",
        "With the adjustment of duties and powers lists",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roots_have_two_three_three_and_three_children() {
        let children = REGIME_ROOTS.map(|root| NODES.iter().filter(|node| node.1 == Some(root)).count());
        assert_eq!(children, [2, 3, 3, 3]);
        assert_eq!(NODES.iter().filter(|node| node.1.is_none()).count(), 4);
    }
}
