//! Parameters of scoring, ranking and export (§5.3–§5.12).

use super::{ParamGroup, Spec};

const fn spec(
    group: ParamGroup,
    key: &'static str,
    (min, max, places): (u64, u64, u32),
    zh: &'static str,
    en: &'static str,
) -> Spec {
    Spec {
        key,
        group,
        zh,
        en,
        min,
        max,
        places,
    }
}

const POINTS: (u64, u64, u32) = (0, 100, 2);
const SHARE: (u64, u64, u32) = (0, 1, 4);
const COUNT: (u64, u64, u32) = (0, 100_000, 2);
const AT_LEAST_ONE: (u64, u64, u32) = (1, 100_000, 0);
const PRIOR: (u64, u64, u32) = (0, 1_000, 2);
const DEDUCTION: (u64, u64, u32) = (0, 100, 3);

#[rustfmt::skip] // one parameter a line, so that it reads as a table
pub(super) const SPECS: &[Spec] = {
    use ParamGroup as G;
    &[
        spec(G::Points, "level_points.0", POINTS, "“非常满意”折算的得分", "Points of very satisfied"),
        spec(G::Points, "level_points.1", POINTS, "“满意”折算的得分", "Points of satisfied"),
        spec(G::Points, "level_points.2", POINTS, "“基本满意”折算的得分，视为及格线", "Points of basically satisfied, the pass line"),
        spec(G::Points, "level_points.3", POINTS, "“不满意”折算的得分", "Points of dissatisfied"),
        spec(G::Points, "level_points.4", POINTS, "“非常不满意”折算的得分", "Points of very dissatisfied"),
        spec(G::Points, "quality_points.EXCELLENT", POINTS, "问效点完成质量为优时的得分", "Points of a point done excellently"),
        spec(G::Points, "quality_points.GOOD", POINTS, "问效点完成质量为良时的得分", "Points of a point done well"),
        spec(G::Points, "quality_points.FAIR", POINTS, "问效点完成质量为中时的得分", "Points of a point done fairly"),
        spec(G::Points, "quality_points.POOR", POINTS, "问效点完成质量为差时的得分", "Points of a point done poorly"),
        spec(G::Points, "appraisal_points.A", POINTS, "事业单位绩效考核A等的得分", "Points of appraisal grade A"),
        spec(G::Points, "appraisal_points.B", POINTS, "事业单位绩效考核B等的得分", "Points of appraisal grade B"),
        spec(G::Points, "appraisal_points.C", POINTS, "事业单位绩效考核C等的得分", "Points of appraisal grade C"),
        spec(G::Points, "appraisal_points.D", POINTS, "事业单位绩效考核D等的得分", "Points of appraisal grade D"),
        spec(G::Points, "topic_weights.TERRITORIAL_LISTS", POINTS, "基层问卷“属地管理”清单落实主题的权重，四个主题合计100", "Weight of the topic territorial lists; the four sum to 100"),
        spec(G::Points, "topic_weights.CALL_RESPONSE", POINTS, "基层问卷“乡呼县应”主题的权重", "Weight of the topic town calls, county answers"),
        spec(G::Points, "topic_weights.BURDEN", POINTS, "基层问卷为镇街减负主题的权重", "Weight of the topic burden reduction"),
        spec(G::Points, "topic_weights.SUPPORT", POINTS, "基层问卷支持镇街发展主题的权重", "Weight of the topic support for towns"),

        spec(G::Sample, "prior_k.A12", PRIOR, "问效点完成质量：样本少时向全市均值靠拢的力度，相当于多少份样本，0为不靠拢", "Quality of points: pull towards the city mean, in samples; 0 is none"),
        spec(G::Sample, "prior_k.B11", PRIOR, "基层评价问卷：向全市均值靠拢的力度（份）", "Grassroots questionnaire: pull towards the city mean, in ballots"),
        spec(G::Sample, "prior_k.B21", PRIOR, "窗口“好差评”：向全市均值靠拢的力度（件）", "Window ratings: pull towards the city mean, in ratings"),
        spec(G::Sample, "prior_k.B22", PRIOR, "网上平台与热线评价：向全市均值靠拢的力度（件）", "Platforms and hotline: pull towards the city mean, in ratings"),
        spec(G::Sample, "prior_k.B31", PRIOR, "市级领导点评：向全市均值靠拢的力度（份）", "City leaders' comments: pull towards the city mean, in comments"),
        spec(G::Sample, "prior_k.B41", PRIOR, "部门互评：向全市均值靠拢的力度（份）", "Mutual evaluation: pull towards the city mean, in ballots"),
        spec(G::Sample, "prior_k.B51", PRIOR, "“两代表一委员”评价：向全市均值靠拢的力度（份）", "Deputies' evaluation: pull towards the city mean, in ballots"),
        spec(G::Sample, "trim_share", SHARE, "基层问卷去掉最高、最低部分的比例（每端）", "Share of the grassroots scores cut off at each end"),
        spec(G::Sample, "trim_min_n", AT_LEAST_ONE, "基层问卷达到多少份时才去掉两端", "Ballots from which the ends are cut off"),
        spec(G::Sample, "extremes_min_n", AT_LEAST_ONE, "部门互评达到多少份时去掉一个最高分和一个最低分", "Mutual ballots from which the highest and lowest are dropped"),
        spec(G::Sample, "leniency_min_units", AT_LEAST_ONE, "评价多少家以上单位的，其打分尺度才予校正", "Units a caster must have scored for the leniency correction"),
        spec(G::Sample, "min_cell", (5, 1_000, 0), "匿名评价少于多少份时不显示，不得低于5", "Fewest ballots of a cell that is shown, never below 5"),
        spec(G::Sample, "public_min_n", AT_LEAST_ONE, "公开页面显示评价均分所需的最少件数", "Ratings from which the public page shows a mean"),

        spec(G::Ratings, "unreceipted_weight", SHARE, "无办件编号的评价每件折算的权重", "Weight of a rating without a receipt"),
        spec(G::Ratings, "unreceipted_floor", COUNT, "无办件编号评价合计权重的保底值（件）", "Total weight that ratings without a receipt may always have"),
        spec(G::Ratings, "unreceipted_share", SHARE, "无办件编号评价合计权重占有编号评价的最高比例", "Their total weight as a share of the ratings with a receipt"),
        spec(G::Ratings, "coverage_min", SHARE, "评价件数与办件数之比低于此值时，视为评价覆盖不足", "Ratings per receipt below which coverage counts as too low"),
        spec(G::Ratings, "coverage_min_receipts", AT_LEAST_ONE, "办件达到多少件时才判断评价覆盖是否不足", "Receipts from which coverage is judged"),
        spec(G::Ratings, "coverage_prior_cap", POINTS, "评价覆盖不足的单位，靠拢的均值最高取多少分", "Highest prior for a unit whose coverage is too low"),
        spec(G::Ratings, "limit_device_window_day", AT_LEAST_ONE, "无编号评价：同一设备同一窗口每天计入的件数", "Counted ratings without a receipt per device, window and day"),
        spec(G::Ratings, "limit_device_day", AT_LEAST_ONE, "无编号评价：同一设备每天计入的件数", "Counted ratings without a receipt per device and day"),
        spec(G::Ratings, "limit_net_window_hour", AT_LEAST_ONE, "无编号评价：同一网段同一窗口每小时计入的件数", "Counted ratings without a receipt per network, window and hour"),

        spec(G::Deduction, "deduct_base.MINOR", DEDUCTION, "一般问题的基础扣分", "Base deduction of a minor problem"),
        spec(G::Deduction, "deduct_base.MODERATE", DEDUCTION, "较重问题的基础扣分", "Base deduction of a moderate problem"),
        spec(G::Deduction, "deduct_base.SEVERE", DEDUCTION, "严重问题的基础扣分", "Base deduction of a severe problem"),
        spec(G::Deduction, "cap_total", DEDUCTION, "负面指标合计最多扣多少分", "Most points the negative part may cost"),
        spec(G::Deduction, "cap_c11", DEDUCTION, "C11 履职问题及整改不力最多扣多少分", "Most points C11 may cost"),
        spec(G::Deduction, "cap_c21", DEDUCTION, "C21 机构编制违规、通报批评与败诉最多扣多少分", "Most points C21 may cost"),
        spec(G::Deduction, "subcap_bad", DEDUCTION, "差评办理逾期合计最多扣多少分（计入 C11）", "Most points overdue bad-rating cases may cost, within C11"),
        spec(G::Deduction, "bad_overdue", DEDUCTION, "差评办理逾期每件扣多少分", "Points one overdue bad-rating case costs"),

        spec(G::Grade, "grade_cuts.0", POINTS, "“优秀”等次的分数线", "Total from which a unit is graded excellent"),
        spec(G::Grade, "grade_cuts.1", POINTS, "“良好”等次的分数线", "Total from which a unit is graded good"),
        spec(G::Grade, "grade_cuts.2", POINTS, "“合格”等次的分数线，低于此分为“较差”", "Total from which a unit passes"),
        spec(G::Grade, "grade_top_share", SHARE, "每个排名组“优秀”名额占本组单位的比例", "Share of a ranking group that may be graded excellent"),
        spec(G::Grade, "band_share", SHARE, "“靠前”和“靠后”各占本组单位的比例", "Share of a ranking group in front and at the back"),
        spec(G::Grade, "min_nominal_weight", POINTS, "适用指标权重合计低于多少时只计分、不排名", "Applicable weight below which a unit is scored but not ranked"),

        spec(G::Sensitivity, "mc_draws", (100, 1_000_000, 0), "敏感性分析的抽样次数", "Draws of the sensitivity analysis"),
        spec(G::Sensitivity, "mc_seed", (0, u64::MAX, 0), "随机种子，任何人据此可复算出相同结果", "Seed from which anyone can recompute the same result"),
        spec(G::Sensitivity, "mc_delta", SHARE, "权重上下浮动的幅度", "How far weights are moved up and down"),

        spec(G::Export, "export_weight", SHARE, "监管结果占全市综合绩效考核的比重", "Share of the result in the comprehensive assessment"),
        spec(G::Export, "export_base", (1, 10_000, 2), "全市综合绩效考核的总分", "Total points of the comprehensive assessment"),
    ]
};
