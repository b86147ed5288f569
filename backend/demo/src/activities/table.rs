//! The two activities as the tables tell them.

use chrono::NaiveDate;
use remit_shared::activity::ActivityKind;

use crate::hours::day;

/// An activity.
pub(super) struct Told {
    pub title: &'static str,
    pub kind: ActivityKind,
    pub planned_on: NaiveDate,
    pub notified_on: NaiveDate,
    pub doc_no: &'static str,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub put_on: NaiveDate,
    /// Problems grown out of it were raised before this day.
    pub raised_before: NaiveDate,
    pub units: &'static [&'static str],
    /// The units of the findings, in their order.
    pub found_at: &'static [&'static str],
    /// Linkage departments that took part.
    pub departments: &'static [&'static str],
    pub basis: &'static str,
    pub report: &'static str,
}

pub(super) const ACTIVITIES: [Told; 2] = [
    Told {
        title: "2022年上半年“三定”规定执行情况调研",
        kind: ActivityKind::ThreeFixedSurvey,
        planned_on: day(2022, 4, 22),
        notified_on: day(2022, 4, 28),
        doc_no: "诸编办发〔2022〕9号",
        from_on: day(2022, 5, 9),
        to_on: day(2022, 5, 11),
        put_on: day(2022, 5, 12),
        raised_before: day(2022, 7, 1),
        units: &[
            "jiaoti", "shuili", "nongye", "weijian", "wenlv", "minzheng", "yingji", "ziran", "zhujian",
            "jiaotong", "shangwu", "fagai",
        ],
        found_at: &["jiaoti", "shuili", "nongye", "weijian", "wenlv"],
        departments: &["renshe", "sifa"],
        basis: "单位职能配置、内设机构和人员编制规定",
        report: "对12个部门“三定”规定执行情况开展调研，与机构编制、人事、法治等检查同步进行、结果共用。发现职责未落实到科室、职责交叉、自行设立机构、权责清单未动态调整等问题5项，单位均已确认并转为履职问题跟踪整改。建议各部门对照职责任务清单逐科室自查，年底前完成“三定”规定执行情况自评。",
    },
    Told {
        title: "2022年机构编制执行情况和使用效益评估",
        kind: ActivityKind::StaffingEvaluation,
        planned_on: day(2022, 8, 19),
        notified_on: day(2022, 8, 30),
        doc_no: "诸编办发〔2022〕21号",
        from_on: day(2022, 9, 6),
        to_on: day(2022, 9, 7),
        put_on: day(2022, 9, 8),
        raised_before: day(2022, 12, 1),
        units: &[
            "gonglu", "touzi", "gongxin", "zhufang", "shebao", "gongxiao", "tongji", "shichang",
        ],
        found_at: &["gonglu", "touzi", "gongxin"],
        departments: &["renshe", "caizheng"],
        basis: "《机构编制监督检查工作条例》",
        report: "对8个单位机构编制执行情况和使用效益开展评估，结果由机构编制、事业机构、监督检查各科室共用，不再重复检查。发现擅自设立内设机构、实名制信息不一致、岗位职责未细化等问题3项，单位均已确认并转为履职问题。建议将评估结果作为下年度编制资源统筹的依据。",
    },
];
