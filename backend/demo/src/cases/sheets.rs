//! Problems born from sheets that other sections of the office pushed, and the two sheets that were filed.

use remit_shared::problem::{ProblemCategory as C, Severity as S, Urgency};

use super::{Case, Course, Origin, Sheet};
use crate::hours::day;

const LIST_OUTDATED: Sheet = Sheet {
    from: 3,
    found: day(2022, 5, 12),
    unit: "minzheng",
    matter: "职责任务清单修订不及时",
    basis: "行政机构编制科核对部门职责任务清单时发现，市民政局养老服务职责于2022年3月调整后，职责任务清单仍为2021年版，涉及养老服务科、社会救助科职责任务5项未修订，超过规定的20个工作日。",
    urgency: Urgency::Normal,
    action: "请监管科督促市民政局限期修订职责任务清单。",
    filed: None,
};

const BOUNDARY: Sheet = Sheet {
    from: 2,
    found: day(2022, 7, 14),
    unit: "yingji",
    matter: "救灾物资调拨职责在科室间未衔接",
    basis: "体制改革科在防汛职责专项核查中发现，市应急管理局救灾和物资保障科与防汛抗旱科对物资调拨审批各执一套流程，7月上旬两次暴雨预警期间，有3个镇街的物资申请超过4小时未答复。",
    urgency: Urgency::Urgent,
    action: "请监管科立即督促市应急管理局统一调拨流程，汛期内不得再出现申请无人答复。",
    filed: None,
};

const LEGAL_PERSON: Sheet = Sheet {
    from: 4,
    found: day(2022, 10, 19),
    unit: "xumu",
    matter: "事业单位法人变更登记不及时",
    basis: "事业机构编制科在年度报告公示抽查中发现，市畜牧业发展中心法定代表人、住所变更后超过30日未申请变更登记，对外签订的2份合同仍使用原法定代表人名章。",
    urgency: Urgency::Normal,
    action: "请监管科督促其限期办理变更登记，清理使用原名章的文书。",
    filed: None,
};

/// The two internal sheets that founded no problem.
pub(crate) const FILED: [Sheet; 2] = [
    Sheet {
        from: 1,
        found: day(2022, 6, 21),
        unit: "tongji",
        matter: "窗口咨询电话更换后未及时公布",
        basis: "综合科接到镇街反映，市统计局普查业务咨询电话更换后一周内未在门户网站更新。",
        urgency: Urgency::Normal,
        action: "请监管科了解情况。",
        filed: Some(
            "经核实，该局已于推送前一日在门户网站更新号码并向镇街发出通知，事项已自行纠正，不再立项，归档备查。",
        ),
    },
    Sheet {
        from: 3,
        found: day(2022, 11, 16),
        unit: "zonggonghui",
        matter: "个别工作人员考勤不规范",
        basis: "行政机构编制科在实地调研中发现，市总工会2名工作人员上午迟到且未履行请假手续。",
        urgency: Urgency::Normal,
        action: "建议纳入日常监管。",
        filed: Some(
            "所反映事项属于单位内部人事管理，不属于部门职能运行监管范围，已转市总工会自行处理，归档。",
        ),
    },
];

pub(super) const CASES: &[Case] = &[
    Case {
        unit: "minzheng",
        section: 1,
        origin: Origin::Sheet(&LIST_OUTDATED),
        category: C::ListOutdated,
        severity: S::Minor,
        found: LIST_OUTDATED.found,
        title: LIST_OUTDATED.matter,
        facts: LIST_OUTDATED.basis,
        action: "对照职责调整文件修订职责任务清单，经局党组会议审定后公布。",
        plan: "3个工作日内完成5项职责任务的修订，经局党组会议审定后在门户网站公布，并报市委编办备案。",
        done: "5项职责任务已修订，修订后的清单经局党组会议审定并在门户网站公布，已报市委编办备案。",
        check: "核对修订后的清单与职责调整文件，5项内容一致，已公布并备案。",
        course: Course::AtOnce,
    },
    Case {
        unit: "yingji",
        section: 5,
        origin: Origin::Sheet(&BOUNDARY),
        category: C::Shifting,
        severity: S::Moderate,
        found: BOUNDARY.found,
        title: BOUNDARY.matter,
        facts: BOUNDARY.basis,
        action: "统一救灾物资调拨流程，明确一个科室受理、限时答复。",
        plan: "当日起由应急指挥科统一受理物资申请，1小时内答复、4小时内调拨到位；两科流程合并为一套并通知13个镇街。",
        done: "统一调拨流程已印发，13个镇街全部通知到位；7月以来新收申请5件，均在1小时内答复、4小时内到位。",
        check: "现场核查应急值班室受理登记和仓库出库单，5件申请答复、到位时间均符合要求。",
        course: Course::AtOnce,
    },
    Case {
        unit: "xumu",
        section: 0,
        origin: Origin::Sheet(&LEGAL_PERSON),
        category: C::Other,
        severity: S::Minor,
        found: LEGAL_PERSON.found,
        title: LEGAL_PERSON.matter,
        facts: LEGAL_PERSON.basis,
        action: "补办法人变更登记，收回原名章，纠正已签合同。",
        plan: "2个工作日内提交变更登记申请，收回原法定代表人名章，与合同相对方补签说明。",
        done: "变更登记已办结，新的法人证书已领取，原名章已收回封存，2份合同均已补签说明。",
        check: "核验法人证书、名章封存记录和补签说明，问题已纠正。",
        course: Course::AtOnce,
    },
];
