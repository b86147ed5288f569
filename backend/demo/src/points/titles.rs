//! What units promise: 24 patterns; a unit never uses one twice.

use remit_shared::plan::point::PointMeasure::{self, Milestone, Quantity, Ratio};

use crate::rng::Rng;

/// Title, target, measure; `{s}` is the theme of the section, `{n}` a number, `{p}` a percentage.
type Pattern = (&'static str, &'static str, PointMeasure);

const PATTERNS: [Pattern; 24] = [
    (
        "制定{s}年度工作方案",
        "印发{s}年度工作方案，明确任务、责任人和完成时间",
        Milestone,
    ),
    (
        "开展{s}专项检查",
        "全年检查不少于{n}家（次），问题整改台账完整",
        Quantity,
    ),
    ("{s}事项按期办结", "按期办结率达到{p}%以上", Ratio),
    (
        "组织{s}业务培训",
        "组织培训{n}期，覆盖13个镇街和相关单位经办人员",
        Quantity,
    ),
    (
        "修订{s}职责任务清单",
        "完成清单修订并报编办备案、向社会公开",
        Milestone,
    ),
    ("提升{s}信访事项办理满意率", "回访满意率达到{p}%", Ratio),
    ("推进{s}重点项目", "完成年度重点项目{n}个", Quantity),
    (
        "建立{s}协同工作机制",
        "与相关部门会签并印发协同工作规则",
        Milestone,
    ),
    ("归集共享{s}数据", "应归集数据归集率达到{p}%", Ratio),
    (
        "走访服务对象梳理{s}堵点",
        "走访企业、镇街不少于{n}家，形成问题清单并逐项销号",
        Quantity,
    ),
    (
        "编制{s}办事指南",
        "编制并公开办事指南，窗口和网站同步更新",
        Milestone,
    ),
    ("{s}事项网上可办", "网上可办率达到{p}%", Ratio),
    ("培育{s}示范点", "建成示范点{n}处并通过验收", Quantity),
    ("完成{s}年度评估报告", "形成评估报告并报市政府", Milestone),
    ("加快{s}经费预算执行", "预算执行率达到{p}%", Ratio),
    (
        "办理涉及{s}的建议提案",
        "按期办结建议提案{n}件，见面率100%",
        Quantity,
    ),
    ("完成{s}档案整理移交", "历年档案整理完毕并移交档案馆", Milestone),
    ("{s}问题整改销号", "上年度检查问题整改销号率达到{p}%", Ratio),
    ("开展{s}政策宣传", "开展集中宣传活动{n}场", Quantity),
    ("组织{s}应急演练", "完成演练并形成总结评估报告", Milestone),
    ("{s}投诉举报按时回复", "投诉举报按时回复率达到{p}%", Ratio),
    ("帮助镇街解决{s}难题", "为镇街解决具体问题{n}件", Quantity),
    ("完成{s}制度汇编", "完成现行制度梳理并汇编印发", Milestone),
    ("提高{s}抽查合格率", "抽查合格率达到{p}%", Ratio),
];

/// The `index`-th point of a unit: title, target, measure.
pub(super) fn of(
    rng: &mut Rng,
    index: usize,
    offset: usize,
    section: &str,
) -> (String, String, PointMeasure) {
    let (title, target, measure) = PATTERNS[(index + offset) % PATTERNS.len()];
    let theme = theme(section);
    let (n, p) = (rng.between(3, 30), rng.between(90, 99));
    let fill = |text: &str| {
        text.replace("{s}", &theme)
            .replace("{n}", &n.to_string())
            .replace("{p}", &p.to_string())
    };
    (fill(title), fill(target), measure)
}

/// What a section is about: its name without the word for section.
fn theme(section: &str) -> String {
    match section {
        "办公室" | "综合科" | "综合办公室" => "机关运行".to_owned(),
        name => name
            .trim_end_matches("办公室")
            .trim_end_matches("科")
            .trim_end_matches("室")
            .to_owned(),
    }
}
