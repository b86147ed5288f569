//! The eight adjustments of 2022: what about, between whom, and how many changes of each kind (§6.1).

use chrono::NaiveDate;
use remit_shared::list::AdjustmentKind::{self, CaseResult, EnforcementOverlap, Finding, LawChange};

use crate::hours::day;

/// One adjustment.
pub(super) struct Course {
    pub kind: AdjustmentKind,
    /// Units concerned; transfers go from the first to the second.
    pub orgs: &'static [&'static str],
    pub title: &'static str,
    pub text: &'static str,
    pub basis: &'static str,
    pub proposed: NaiveDate,
    /// The unit that proposes; none for the office.
    pub by: Option<&'static str>,
    /// Additions, cancellations, changes, transfers.
    pub ops: [usize; 4],
    pub doc_no: &'static str,
    /// What is added, a name for each.
    pub adds: &'static [&'static str],
    /// What a changed item says more, after its name.
    pub suffix: &'static str,
    /// The line that the units' duty-task lists gain.
    pub duty: &'static str,
    /// What the check found; none while it is still to come.
    pub found: Option<&'static str>,
}

pub(super) const COURSES: [Course; 8] = [
    Course {
        kind: LawChange,
        orgs: &["shichang", "nongye", "ziran"],
        title: "法律法规修订涉及权责事项调整",
        text: "《市场主体登记管理条例》《种子法》《噪声污染防治法》等修订施行，相关权责事项的名称、依据和层级发生变化，应同步调整清单。",
        basis: "《中华人民共和国市场主体登记管理条例》第二条、《中华人民共和国种子法》第三条",
        proposed: day(2022, 3, 7),
        by: None,
        ops: [3, 2, 4, 0],
        doc_no: "诸编发〔2022〕8号",
        adds: &["市场主体歇业备案", "种子生产经营备案", "临时用地复垦验收"],
        suffix: "（2022年修订）",
        duty: "按照新修订的法律法规履行监督管理职责，及时更新权责清单并向社会公布",
        found: Some("三个单位的清单已按新法公布，办事指南、窗口告知单同步更新，抽查12项事项依据均准确。"),
    },
    Course {
        kind: Finding,
        orgs: &["minzheng"],
        title: "养老服务和社会救助职责清单修订",
        text: "监管中发现养老服务职责调整后清单未及时修订，涉及养老服务、社会救助事项5项，应按现行职责修订权责清单和职责任务清单。",
        basis: "《诸城市民政局职能配置、内设机构和人员编制规定》第四条",
        proposed: day(2022, 5, 26),
        by: Some("minzheng"),
        ops: [1, 2, 2, 0],
        doc_no: "诸编发〔2022〕15号",
        adds: &["养老机构备案"],
        suffix: "（含社区养老服务设施）",
        duty: "统筹推进养老服务体系建设，开展养老机构备案和综合监管",
        found: Some("养老机构备案已在窗口办理，清单与实际职责一致。"),
    },
    Course {
        kind: EnforcementOverlap,
        orgs: &["yingji", "zhifa"],
        title: "应急管理领域行政执法职能交叉调整",
        text: "综合行政执法改革后，安全生产部分处罚事项由两个部门同时行使，执法主体不清。经协调，相关处罚权划转市综合行政执法局，日常监管仍由市应急管理局负责。",
        basis: "《中华人民共和国安全生产法》第一百一十五条、诸城市综合行政执法改革实施方案第三条",
        proposed: day(2022, 7, 4),
        by: None,
        ops: [2, 1, 4, 7],
        doc_no: "诸编发〔2022〕21号",
        adds: &["安全生产违法线索移送", "安全生产领域综合执法巡查"],
        suffix: "（日常监管环节）",
        duty: "建立安全生产监管与执法衔接机制，发现违法线索2个工作日内移送",
        found: Some("移送线索23件均在2个工作日内移送并立案，未再发生两个部门就同一事项重复检查。"),
    },
    Course {
        kind: EnforcementOverlap,
        orgs: &["wenlv", "zhifa"],
        title: "文化旅游领域行政执法职能交叉调整",
        text: "文化市场执法改革后，日常巡查与立案查处衔接不畅。经协调，相关处罚权由市综合行政执法局集中行使，市文化和旅游局负责行业管理和日常巡查。",
        basis: "《中华人民共和国旅游法》第八十三条、诸城市综合行政执法改革实施方案第三条",
        proposed: day(2022, 7, 5),
        by: None,
        ops: [2, 1, 3, 6],
        doc_no: "诸编发〔2022〕22号",
        adds: &["文化和旅游市场违法线索移送", "文化和旅游市场综合执法巡查"],
        suffix: "（行业管理环节）",
        duty: "落实文化和旅游市场日常巡查责任，按时限移送违法线索",
        found: Some("巡查与立案衔接顺畅，移送线索11件全部办结。"),
    },
    Course {
        kind: CaseResult,
        orgs: &["shichang", "zhifa"],
        title: "流动摊点监管职责调整",
        text: "农贸市场外流动摊点由谁监管长期不清。协调决定由市综合行政执法局主办、市市场监督管理局协办，应据此调整权责清单。",
        basis: "职责分工协调决定、《城市市容和环境卫生管理条例》第十四条",
        proposed: day(2022, 8, 15),
        by: Some("zhifa"),
        ops: [1, 1, 3, 1],
        doc_no: "诸编发〔2022〕27号",
        adds: &["流动摊点临时经营区备案"],
        suffix: "（固定经营场所内）",
        duty: "按主办、协办分工落实流动摊点监管，建立信息通报制度",
        found: Some("设置临时经营区4处，投诉量较调整前下降，主办、协办责任落实。"),
    },
    Course {
        kind: CaseResult,
        orgs: &["zhujian", "shuili"],
        title: "城区河道沿岸管护职责调整",
        text: "城区河道蓝线与绿化带交叉区域管护责任不明。协调决定按堤顶线划分，应据此调整权责清单。",
        basis: "职责分工协调决定、《中华人民共和国水法》第三十七条",
        proposed: day(2022, 9, 5),
        by: None,
        ops: [1, 1, 3, 0],
        doc_no: "诸编发〔2022〕30号",
        adds: &["河道管理范围内建设项目工程建设方案会审"],
        suffix: "（堤顶线以外）",
        duty: "按堤顶线划分落实河道沿岸管护责任，汛期联合巡查",
        found: Some("责任界桩已设置完毕，汛后联合巡查2次，未发现管护空白区。"),
    },
    Course {
        kind: CaseResult,
        orgs: &["jiaotong", "gongan"],
        title: "农村客运和接送学生车辆监管职责调整",
        text: "农村客运与接送学生车辆的路面检查、企业监管职责交叉。协调决定按环节划分，应据此调整权责清单。",
        basis: "职责分工协调决定、《中华人民共和国道路运输条例》第五十八条",
        proposed: day(2022, 10, 10),
        by: None,
        ops: [2, 2, 3, 0],
        doc_no: "诸编发〔2022〕34号",
        adds: &["农村客运企业安全考核", "接送学生车辆路面联合检查"],
        suffix: "（企业监管环节）",
        duty: "按环节落实农村客运和接送学生车辆监管责任，每月会商",
        found: Some("按月会商制度已执行3个月，联合检查记录完整。"),
    },
    Course {
        kind: CaseResult,
        orgs: &["weijian", "jiaoti"],
        title: "托育机构监管职责调整",
        text: "幼儿园开设托班与独立托育机构的备案、监管职责不清。协调决定按机构类型划分，应据此调整权责清单。",
        basis: "职责分工协调决定、《托育机构登记和备案办法（试行）》第三条",
        proposed: day(2022, 10, 31),
        by: None,
        ops: [1, 1, 2, 0],
        doc_no: "诸编发〔2022〕37号",
        adds: &["托育机构备案"],
        suffix: "（独立设置的托育机构）",
        duty: "按机构类型落实托育服务监管责任，共享备案信息",
        found: None,
    },
];

#[cfg(test)]
mod tests {
    use super::COURSES;

    #[test]
    fn the_changes_are_sixty_two_by_the_quota_of_each_adjustment_and_operation() {
        let of = |title: &str| {
            let course = COURSES
                .iter()
                .find(|course| course.title.starts_with(title))
                .unwrap();
            course.ops.iter().sum::<usize>()
        };
        assert_eq!([of("应急"), of("文化"), of("法律"), of("养老")], [14, 12, 9, 5]);
        let cases = COURSES[4..].iter().map(|course| course.ops.iter().sum::<usize>());
        assert_eq!(cases.collect::<Vec<_>>(), [6, 5, 7, 4]);
        let by_op = |op: usize| COURSES.iter().map(|course| course.ops[op]).sum::<usize>();
        assert_eq!([by_op(0), by_op(1), by_op(2), by_op(3)], [13, 11, 24, 14]);
        for course in &COURSES {
            assert_eq!(course.adds.len(), course.ops[0], "{}", course.title);
        }
    }
}
