//! The difference between two versions, in words.

use remit_shared::plan::difference::{
    DifferenceKind as K, DifferenceSubject as S, Exception, Version, difference,
};
use remit_shared::plan::params::PlanParams;
use remit_shared::plan::template::default_tree;
use rust_decimal::Decimal;

#[test]
fn a_version_does_not_differ_from_itself() {
    let (tree, params) = (default_tree(), PlanParams::default());
    let version = Version {
        nodes: &tree,
        params: &params,
        exceptions: &[],
    };
    assert_eq!(difference(version, version), []);
}

#[test]
fn each_change_is_one_line_that_names_what_was_and_what_is() {
    let (old, params) = (default_tree(), PlanParams::default());
    let mut new = old.clone();
    new.retain(|node| node.code != "B62");
    new.iter_mut().find(|node| node.code == "A11").unwrap().weight = Some(Decimal::from(29));
    let mut added = old.iter().find(|node| node.code == "A21").unwrap().clone();
    (added.code, added.name_zh) = ("A22".to_owned(), "权责清单公开".to_owned());
    new.push(added);
    let later = params.with("prior_k.B21", "20").unwrap();
    let exception = |org: &str, reason: &str| Exception {
        code: "B21".to_owned(),
        org: org.to_owned(),
        reason: reason.to_owned(),
    };
    let before = [exception("统计局", "无窗口"), exception("审计局", "无窗口")];
    let after = [exception("统计局", "未设办事窗口"), exception("外办", "无窗口")];
    let lines = difference(
        Version {
            nodes: &old,
            params: &params,
            exceptions: &before,
        },
        Version {
            nodes: &new,
            params: &later,
            exceptions: &after,
        },
    );
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            let word = |words: &Option<remit_shared::plan::difference::Words>| {
                words.as_ref().map_or_else(String::new, |words| words.zh.clone())
            };
            (
                line.kind,
                line.subject,
                line.code.as_str(),
                word(&line.before),
                word(&line.after),
            )
        })
        .collect();
    let expected = [
        (K::Changed, S::Indicator, "A11", "25", "29"),
        (K::Added, S::Indicator, "A22", "", "权重8"),
        (K::Removed, S::Indicator, "B62", "权重4", ""),
        (K::Changed, S::Parameter, "prior_k.B21", "30", "20"),
        (K::Changed, S::Applicability, "B21", "无窗口", "未设办事窗口"),
        (K::Added, S::Applicability, "B21", "", "无窗口"),
        (K::Removed, S::Applicability, "B21", "无窗口", ""),
    ]
    .map(|(kind, subject, code, before, after)| (kind, subject, code, before.to_owned(), after.to_owned()));
    assert_eq!(told, expected);
    assert_eq!(lines[0].what.zh, "问效点按期完成 权重");
    assert!(lines[3].what.zh.contains("窗口“好差评”"));
}
