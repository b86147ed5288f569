//! What officers and experts wrote in 2022, and what the office made of it (§6.1): 39 suggestions, of which the six
//! that became problems are tied to their cases. All of it is invented.

use chrono::NaiveDate;
use remit_shared::panel::InvalidReason;
use remit_shared::panel::InvalidReason::{AlreadyKnown, NoFacts, NotFeasible, OutsideFunctions};

use crate::hours::day;

/// Which suggestion a repetition repeats.
#[derive(Debug, Clone, Copy)]
pub(super) enum Original {
    /// The one that became the problem of this unit.
    Case(&'static str),
    /// A row of [`TEXTS`].
    Row(usize),
}

/// What came of a suggestion.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// Made into a coordination case: redacted text, reply.
    Case {
        why: &'static str,
        redacted: &'static str,
        reply: &'static str,
    },
    /// Noted.
    Note { why: &'static str, reply: &'static str },
    /// Not valid; `again` are the words with which the author asked for a second look.
    Invalid {
        reason: InvalidReason,
        reply: &'static str,
        again: Option<&'static str>,
    },
    /// Repeats an earlier one.
    Duplicate { of: Original, reply: &'static str },
}

/// One suggestion.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub on: NaiveDate,
    pub expert: bool,
    /// Unit it is about.
    pub unit: Option<&'static str>,
    pub text: &'static str,
    pub end: End,
}

/// What the reporters of the six problems had written, by the unit of the case: their own words, which no unit sees.
pub(super) const ORIGINALS: &[(&str, &str)] = &[
    (
        "yibao",
        "我们镇便民中心说能代办异地就医备案，上周三我陪村民去办，系统登录不进去，最后还是跑到市里，来回80里路。问了周边几个镇也一样。",
    ),
    (
        "gongan",
        "有群众反映办户口投靠，派出所明明能查到居住登记，还是让回村开居住证明，为这一张纸跑了两趟。",
    ),
    (
        "tuiyi",
        "村里有两位老退役军人行动不便，今年的优抚年度确认没接到通知，眼看要过期，担心优待被停发。",
    ),
    (
        "renshe",
        "调研中比对了部分企业用工备案与参保名册，发现二者长期不互通，未同步参保人员数量不小，建议建立按月比对机制。",
    ),
    (
        "linye",
        "村口那几棵老槐树的责任牌早就掉了，管护单位写的还是合并前的名字，树根下堆着建材，没人来管。",
    ),
    (
        "nongye",
        "秋收完农户去镇上申请农机补贴，受理点关着门，也没贴通知，有人跑了三趟，说是人员调走了。",
    ),
];

const fn told(on: NaiveDate, expert: bool, unit: Option<&'static str>, text: &'static str, end: End) -> Told {
    Told {
        on,
        expert,
        unit,
        text,
        end,
    }
}

const fn note(why: &'static str, reply: &'static str) -> End {
    End::Note { why, reply }
}

const fn invalid(reason: InvalidReason, reply: &'static str) -> End {
    End::Invalid {
        reason,
        reply,
        again: None,
    }
}

const OFFICER: bool = false;
const EXPERT: bool = true;

/// The other 33, in the order of their days.
pub(super) const TEXTS: &[Told] = &[
    told(
        day(2022, 3, 9),
        OFFICER,
        Some("renshe"),
        "镇便民服务中心社保窗口中午11点半后没有人值班，赶早班车来的老人要等到下午两点，建议安排午间轮值。",
        note(
            "事实清楚，属于部门窗口服务范围，可推动面上改进。",
            "已将午间轮值纳入窗口服务规范提示，各镇街便民服务中心社保窗口4月起实行午间轮值。",
        ),
    ),
    told(
        day(2022, 3, 16),
        OFFICER,
        Some("zhengfuban"),
        "市里几个部门同一周先后来镇里查同一项环境整治台账，材料格式还不一样，建议合并检查、统一表格。",
        note(
            "反映多头检查问题，属于减负监测内容。",
            "已列入年度督管活动统筹，同类检查合并进行、结果共用。",
        ),
    ),
    told(
        day(2022, 3, 23),
        EXPERT,
        Some("sifa"),
        "部分部门权责清单中的行政处罚事项仍引用修订前的条款，建议结合行政处罚法修订开展一次清单集中核对。",
        note(
            "依据明确，对清单动态调整有参考价值。",
            "已纳入权责清单年度核对工作安排，请各部门对照修订。",
        ),
    ),
    told(
        day(2022, 4, 6),
        OFFICER,
        Some("jiaoti"),
        "学校放学时门口堵车严重，建议交警增派人员。",
        invalid(
            OutsideFunctions,
            "校门口交通疏导属日常勤务安排，不属于机关职能运行监管范围，已转请公安交管部门参考。",
        ),
    ),
    told(
        day(2022, 4, 13),
        OFFICER,
        Some("renshe"),
        "社保窗口中午没人值班，群众办事要等到下午，建议设午间值班岗。",
        End::Duplicate {
            of: Original::Row(0),
            reply: "您反映的情况与在先意见建议重复，已合并研究并落实午间轮值，感谢您的关注。",
        },
    ),
    told(
        day(2022, 4, 20),
        OFFICER,
        Some("ziran"),
        "设施农用地备案镇里审核完还要把纸质材料送市里重新核一遍，内容完全一样，建议以镇街备案数据为准。",
        note(
            "情况属实，涉及审核环节重复。",
            "已建议市自然资源和规划局简化备案流程，自6月起以系统备案数据为准，不再报送纸质材料。",
        ),
    ),
    told(
        day(2022, 4, 27),
        EXPERT,
        Some("fagai"),
        "建议对重大项目前期手续中各部门的牵头职责逐项列明，避免项目单位在多个部门之间往返咨询。",
        note(
            "建议具体，可作为职责任务清单修订参考。",
            "已在职责任务清单修订中增加项目前期牵头事项说明。",
        ),
    ),
    told(
        day(2022, 5, 11),
        OFFICER,
        Some("zhifa"),
        "农贸市场外流动摊点，综合执法队说归市场监管，市场监管所说归综合执法，来回推了一个多月没人管。",
        End::Case {
            why: "涉及两个部门执法边界，事实清楚，应通过职责分工协调解决。",
            redacted: "监管渠道反映，农贸市场周边流动摊点管理存在职责边界不清、相互推诿的情况。",
            reply: "已转入职责分工协调程序，明确由市综合行政执法局牵头、市市场监督管理局配合。",
        },
    ),
    told(
        day(2022, 5, 18),
        OFFICER,
        None,
        "希望上级多关心基层干部，提高待遇。",
        invalid(
            OutsideFunctions,
            "干部待遇政策不属于机关职能运行监管范围，建议通过组织人事渠道反映。",
        ),
    ),
    told(
        day(2022, 5, 25),
        OFFICER,
        Some("weijian"),
        "听说有的医院服务态度不太好，希望改进。",
        invalid(
            NoFacts,
            "所述情况缺少时间、地点和具体事项，无法核实；如有具体情况请补充后另行提交。",
        ),
    ),
    told(
        day(2022, 6, 6),
        OFFICER,
        Some("shuili"),
        "村级河道管护，水利站说由环卫负责，环卫公司说合同只管路面，枯枝垃圾在河里漂了半个月，手机信号不好，补交一张照片。",
        note(
            "情况属实，经现场核实已清理，管护责任界定可供参考。",
            "现场已清理完毕，市水利局已会同镇街明确管护责任人并公示。",
        ),
    ),
    told(
        day(2022, 6, 13),
        EXPERT,
        Some("wenlv"),
        "文化市场执法改革后，文旅部门与综合执法部门在日常巡查与立案查处之间衔接不畅，建议明确线索移送时限和责任。",
        End::Case {
            why: "涉及改革后职责衔接，依据充分，应通过职责分工协调明确。",
            redacted: "监管渠道反映，文化市场执法改革后日常巡查与立案查处衔接机制不健全，线索移送时限和责任不明确。",
            reply: "已转入职责分工协调程序，两部门已商定线索移送时限和责任分工。",
        },
    ),
    told(
        day(2022, 6, 22),
        OFFICER,
        Some("jiaotong"),
        "村道上的限高架妨碍收割机通行，建议拆除。",
        invalid(
            NotFeasible,
            "限高架系按农村公路保护规定设置，现阶段不具备拆除条件；收割期间已协调临时通行。",
        ),
    ),
    told(
        day(2022, 6, 27),
        OFFICER,
        Some("yibao"),
        "镇上代办不了异地就医备案，系统一直进不去，群众还得跑市里。",
        End::Duplicate {
            of: Original::Case("yibao"),
            reply: "与在先意见建议重复，所涉问题已转办并督促整改。",
        },
    ),
    told(
        day(2022, 7, 6),
        OFFICER,
        Some("minzheng"),
        "高龄津贴认证要本人到场，瘫痪在床的老人没法去，村干部代办又说不行，建议开通视频认证。",
        note(
            "群众需求明确，可推动改进。",
            "市民政局已开通视频认证和上门认证两种方式，镇街可直接受理。",
        ),
    ),
    told(
        day(2022, 7, 12),
        EXPERT,
        Some("caizheng"),
        "涉农资金分配方案公开不够及时，建议在部门网站固定栏目公开。",
        invalid(
            AlreadyKnown,
            "该事项已在审计整改中掌握并在办理，预计第三季度完成。",
        ),
    ),
    told(
        day(2022, 7, 15),
        OFFICER,
        Some("nongye"),
        "农资监管检查频次太高，合作社一个月迎检三次，建议按信用分级减少检查。",
        note(
            "反映具体，对分级分类监管有参考价值。",
            "已建议市农业农村局按信用等级确定检查频次，守信主体每年检查不超过两次。",
        ),
    ),
    told(
        day(2022, 7, 27),
        OFFICER,
        Some("gongan"),
        "群众办投靠落户还是要开居住证明，派出所系统里都有登记。",
        End::Duplicate {
            of: Original::Case("gongan"),
            reply: "与在先意见建议重复，所涉问题已转办，全市派出所将统一口径。",
        },
    ),
    told(
        day(2022, 8, 3),
        OFFICER,
        Some("zhujian"),
        "老旧小区改造施工噪音大，住户有意见。",
        invalid(
            OutsideFunctions,
            "施工噪音属日常执法事项，不属于机关职能运行监管范围，请拨打12345反映。",
        ),
    ),
    told(
        day(2022, 8, 10),
        OFFICER,
        Some("shenpi"),
        "网上办事大厅个体户注销提交后三天没有任何提示，窗口说线上线下不通，建议增加办理进度提示。",
        note(
            "事实清楚，属服务流程改进建议。",
            "市行政审批服务局已增加短信提示，办理进度可在线查询。",
        ),
    ),
    told(
        day(2022, 8, 17),
        EXPERT,
        Some("shenji"),
        "建议将审计发现的共性问题纳入部门职能运行监管年度清单。",
        invalid(
            AlreadyKnown,
            "联动机制已包含审计成果共享，相关内容已在季度联动窗口研究。",
        ),
    ),
    told(
        day(2022, 8, 24),
        OFFICER,
        Some("tuiyi"),
        "优抚对象年度确认有的老人没收到通知。",
        End::Duplicate {
            of: Original::Case("tuiyi"),
            reply: "与在先意见建议重复，所涉问题已转办并逐户核对。",
        },
    ),
    told(
        day(2022, 8, 31),
        OFFICER,
        Some("yingji"),
        "应急局要求每周报三张安全生产报表，内容大同小异，建议合并成一张。",
        note(
            "反映报表重复，属于减负监测内容。",
            "三张报表已合并为一张，按月报送。",
        ),
    ),
    told(
        day(2022, 9, 7),
        OFFICER,
        Some("dashuju"),
        "镇里报数要填五个系统，建议数据打通。",
        End::Invalid {
            reason: NotFeasible,
            reply: "系统整合需省级统一部署，现阶段不具备条件，已列入需求清单。",
            again: Some("并非要求整合省级系统，其中两个是市里自建的，表格字段一样，希望先把这两个打通。"),
        },
    ),
    told(
        day(2022, 9, 15),
        OFFICER,
        Some("keji"),
        "科技特派员半年没到村里来过。",
        invalid(
            NoFacts,
            "经与市科学技术局核对，所述村未安排科技特派员；如有其他具体情况请补充。",
        ),
    ),
    told(
        day(2022, 9, 21),
        EXPERT,
        Some("tongji"),
        "企业一套表培训集中在城区，偏远镇街企业统计员参训困难，建议分片开展。",
        note(
            "建议可行，成本较低。",
            "市统计局已在三个片区组织培训，覆盖全部镇街。",
        ),
    ),
    told(
        day(2022, 10, 10),
        OFFICER,
        Some("shangwu"),
        "加油站涨价太快，建议管一管。",
        invalid(
            OutsideFunctions,
            "成品油价格由国家统一调整，不属于机关职能运行监管范围。",
        ),
    ),
    told(
        day(2022, 10, 19),
        OFFICER,
        Some("gonglu"),
        "县道两侧行道树补植，公路中心说路肩外归镇里，镇里说栽植协议是公路中心签的，建议明确管护边界。",
        note(
            "情况属实，管护界限不清，已协调明确。",
            "已明确路肩外2米内由市公路事业发展中心管护，其余由镇街管护。",
        ),
    ),
    told(
        day(2022, 10, 26),
        OFFICER,
        Some("linye"),
        "古树的牌子都丢了，没人管。",
        End::Duplicate {
            of: Original::Case("linye"),
            reply: "与在先意见建议重复，所涉问题已转办，正在逐株核查补牌。",
        },
    ),
    told(
        day(2022, 11, 2),
        EXPERT,
        Some("renshe"),
        "建议尽快出台全市编外用工管理办法。",
        invalid(NotFeasible, "需待上级政策明确后研究，现阶段不具备条件。"),
    ),
    told(
        day(2022, 11, 9),
        OFFICER,
        Some("shichang"),
        "食品小作坊登记证到期没有提醒，业主忘了换证被要求停业，建议到期前一个月短信提醒。",
        note("建议具体可行。", "市市场监督管理局已开通到期前30日短信提醒。"),
    ),
    told(
        day(2022, 11, 23),
        OFFICER,
        Some("rongmei"),
        "镇里的新闻稿报上去很久不用，建议多采用。",
        invalid(
            OutsideFunctions,
            "稿件采用由媒体按新闻规律确定，不属于机关职能运行监管范围。",
        ),
    ),
    told(
        day(2022, 12, 7),
        OFFICER,
        Some("jiaoti"),
        "部分村小的校车路线与公交重叠，建议统筹。",
        invalid(
            AlreadyKnown,
            "该事项已由市教育和体育局会同交通运输部门研究，方案在征求意见。",
        ),
    ),
];
