//! Problems that the daily ledger raised by itself: effectiveness points thirty days overdue.

use remit_shared::problem::{ProblemCategory as C, Severity as S};

use super::{Case, Course, Origin};
use crate::hours::day;

pub(super) const CASES: &[Case] = &[
    Case {
        unit: "tongji",
        section: 5,
        origin: Origin::Ledger,
        category: C::DutyNotDone,
        severity: S::Minor,
        found: day(2022, 8, 1),
        title: "问效点“基层统计规范化建设验收”逾期30日未完成",
        facts: "该局2022年问效点“完成13个镇街基层统计规范化建设验收”应于6月30日完成，截至7月30日仅完成7个镇街，逾期超过30日，由日常监管台账转为履职问题。",
        action: "倒排时间完成剩余镇街验收。",
        plan: "倒排剩余6个镇街验收时间表，每周验收2个。",
        done: "剩余6个镇街验收全部完成，验收报告已印发，问效点进展已补报。",
        check: "查阅13份验收报告和补报记录，问效点已完成。",
        course: Course::Silent,
    },
    Case {
        unit: "tuanshiwei",
        section: 5,
        origin: Origin::Ledger,
        category: C::DutyNotDone,
        severity: S::Minor,
        found: day(2022, 9, 1),
        title: "问效点“志愿服务站点信息公示”逾期30日未完成",
        facts: "该单位2022年问效点“完成全市志愿服务站点信息公示”应于7月31日完成，截至8月30日仍有9个站点未公示，由日常监管台账转为履职问题。",
        action: "立即完成9个站点信息公示。",
        plan: "2个工作日内完成9个站点信息公示并上报进展。",
        done: "9个站点信息已全部公示，问效点进展已补报。",
        check: "核对公示页面，9个站点信息齐全。",
        course: Course::AtOnce,
    },
    Case {
        unit: "zhufang",
        section: 1,
        origin: Origin::Ledger,
        category: C::DutyNotDone,
        severity: S::Moderate,
        found: day(2022, 11, 1),
        title: "问效点“公共租赁住房年度复核”逾期30日未完成",
        facts: "该中心2022年问效点“完成公共租赁住房承租家庭年度复核”应于9月30日完成，截至10月30日复核率为61%，仍有不符合条件的家庭未腾退，由日常监管台账转为履职问题。",
        action: "完成剩余家庭复核，对不符合条件的依法腾退。",
        plan: "增派复核人员，对剩余家庭入户复核；对不符合条件的家庭下达腾退通知；与民政、不动产登记数据比对。",
        done: "剩余412户全部复核完毕，不符合条件的19户中15户已腾退、4户签订限期腾退协议。",
        check: "现场核查复核档案30份并查看腾退房屋5套，复核和腾退工作落实到位。",
        course: Course::Late(11, 13),
    },
    Case {
        unit: "sifa",
        section: 4,
        origin: Origin::Ledger,
        category: C::DutyNotDone,
        severity: S::Minor,
        found: day(2022, 12, 1),
        title: "问效点“村居法律顾问履职考核”逾期30日未完成",
        facts: "该局2022年问效点“完成村居法律顾问上半年履职考核”应于10月31日完成，截至11月30日未印发考核结果，由日常监管台账转为履职问题。",
        action: "完成考核并公布结果。",
        plan: "汇总考核数据，集中评审后印发考核结果；对考核不合格的法律顾问约谈、调整。",
        done: "考核结果已印发，约谈法律顾问6名，调整2名，考核结果已通报镇街。",
        check: "查阅考核通报和约谈记录，问效点已完成。",
        course: Course::Plan,
    },
];
