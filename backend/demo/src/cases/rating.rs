//! Problems that groups of bad ratings raised by themselves: five on one window within thirty days.

use remit_shared::problem::{ProblemCategory as C, Severity as S};

use super::{Attempt, Case, Course, Origin};
use crate::hours::day;

pub(super) const CASES: &[Case] = &[
    Case {
        unit: "shenpi",
        section: 3,
        origin: Origin::Rating,
        category: C::SlowService,
        severity: S::Moderate,
        found: day(2022, 8, 22),
        title: "市场准入窗口30日内差评达5件",
        facts: "市场准入审批窗口30日内收到“不满意”以下评价6件，反映等候时间长、一次性告知不到位，其中4件反映同一事项需补正材料2次以上。",
        action: "增设窗口，规范一次性告知，逐件回访评价人。",
        plan: "高峰时段增设2个窗口；修订一次性告知单并对窗口人员培训；对6件差评逐件核实回访；每周通报窗口等候时间。",
        done: "针对退回意见，一次性告知单增加补正材料必填项并逐日抽查，窗口人员16名培训合格；平均等候时间降至9分钟。",
        check: "现场暗访窗口2次，抽查告知单20份，等候时间和告知质量达到要求。",
        course: Course::Returned(&[
            Attempt {
                done: "高峰时段已增设窗口，一次性告知单正在修订，6件差评已回访4件。",
                reason: "现场暗访时高峰时段仅增开1个窗口，等候时间仍超过25分钟，请按整改措施落实到位。",
            },
            Attempt {
                done: "高峰时段窗口由4个增至6个，一次性告知单已修订启用，6件差评全部回访。",
                reason: "抽查一次性告知单20份，有5份未列明补正材料，整改不彻底，请继续整改。",
            },
        ]),
    },
    Case {
        unit: "shebao",
        section: 1,
        origin: Origin::Rating,
        category: C::SlowService,
        severity: S::Minor,
        found: day(2022, 11, 14),
        title: "待遇核发窗口30日内差评达5件",
        facts: "待遇核发窗口30日内收到“不满意”以下评价5件，均反映中午时段无人值守、叫号系统未暂停，群众空等超过1小时。",
        action: "安排中午值守，完善叫号系统。",
        plan: "次日起实行中午轮流值守，叫号系统增加暂停提示，对5件差评逐件道歉回访。",
        done: "中午轮流值守已实行，叫号系统已增加暂停提示，5件差评全部回访，评价人表示认可。",
        check: "查看中午时段监控和值守登记，抽查回访记录，值守制度已落实。",
        course: Course::AtOnce,
    },
];
