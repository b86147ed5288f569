//! Matters from July 2022 on.

use remit_shared::coordination::CaseScope::DeptDept;
use remit_shared::coordination::CitationKind::{Document, Law, ThreeFixed};
use remit_shared::coordination::DecisionKind;

use super::{Course, Ends, Matter, Settled, Then};
use crate::hours::day;

pub(super) const LEADS: Matter = Matter {
    title: "文化市场执法线索移送时限和责任分工",
    dispute: "职责衔接明确后，文化市场违法线索由发现到立案的移送时限、证据标准和反馈责任仍不清楚。",
    scope: DeptDept,
    parties: &["wenlv", "zhifa"],
    opened: day(2022, 7, 18),
    met: day(2022, 7, 27),
    minutes: "双方梳理了上半年23条线索的移送情况，对证据标准和退回情形未达成一致。",
    views: &[
        "线索应由文化和旅游局登记后移送，综合行政执法局应在5个工作日内反馈是否立案。",
        "移送线索应附初步证据，证据不足的可以退回补充，反馈时限应自补充齐全之日起算。",
    ],
    ends: Ends::Failed {
        on: day(2022, 8, 10),
        reason: "对线索移送的证据标准和反馈时限意见不一。",
        course: Course {
            applied: day(2022, 8, 15),
            statement: "请求明确文化市场执法线索移送的主办部门、证据标准、移送和反馈时限。",
            basis: (
                Law,
                "行政处罚法",
                "第二十五条",
                "两个以上行政机关都有管辖权的，由最先立案的行政机关管辖",
            ),
            opinions: &[
                (
                    day(2022, 8, 31),
                    0,
                    (
                        Law,
                        "旅游法",
                        "第八十三条",
                        "旅游主管部门依照职责分工对旅游市场实施监督管理",
                    ),
                ),
                (
                    day(2022, 9, 2),
                    1,
                    (Law, "行政处罚法", "第二十五条", "由最先立案的行政机关管辖"),
                ),
            ],
            then: Then::Settled(Settled {
                accepted: day(2022, 8, 19),
                asked: day(2022, 8, 23),
                meeting: None,
                session: Some((day(2022, 9, 13), "文化市场执法线索移送机制论证")),
                decided: day(2022, 9, 28),
                kind: DecisionKind::Decided,
                lead: 1,
                text: "文化市场执法线索的受理和立案由市综合行政执法局主办，市文化和旅游局协办。市文化和旅游局应在发现线索后3个工作日内附初步证据移送，重大线索当日移送；市综合行政执法局应在5个工作日内书面反馈，不得以证据形式为由退回。",
                basis: (Law, "行政处罚法", "第二十五条", "由最先立案的行政机关管辖"),
                commission: None,
                published: day(2022, 9, 30),
                doc_no: "诸编办协调〔2022〕5号",
            }),
        },
    },
    suggested: Some("wenlv"),
};

pub(super) const DRAINAGE: Matter = Matter {
    title: "城市排水防涝设施管护职责分工",
    dispute: "雨水管网与河道衔接段的清淤管护，市住房和城乡建设局与市水利局意见不一。",
    scope: DeptDept,
    parties: &["zhujian", "shuili"],
    opened: day(2022, 8, 1),
    met: day(2022, 8, 10),
    minutes: "双方现场查看了五处排口，对排口外河道段的清淤责任未达成一致。",
    views: &[
        "城市建成区内雨水管网由住建局管护，排口以外的河道段应由水利局负责。",
        "河道清淤由水利局负责，因管网淤积造成的排口清理应由管网管护单位负责。",
    ],
    ends: Ends::Failed {
        on: day(2022, 8, 24),
        reason: "对排口外衔接段的清淤责任意见不一。",
        course: Course {
            applied: day(2022, 8, 29),
            statement: "请求明确雨水排口外衔接段的清淤管护部门。",
            basis: (
                Law,
                "城镇排水与污水处理条例",
                "第五条",
                "城镇排水主管部门负责本行政区域内城镇排水的监督管理",
            ),
            opinions: &[],
            then: Then::Withdrawn {
                asked: day(2022, 8, 31),
                supplied: day(2022, 9, 5),
                accepted: day(2022, 9, 8),
                on: day(2022, 9, 16),
                reason: "两部门已达成一致：排口外20米以内由市住房和城乡建设局清淤，以外由市水利局负责，申请撤回。",
            },
        },
    },
    suggested: None,
};

pub(super) const CARE: Matter = Matter {
    title: "医养结合机构日常监管职责分工",
    dispute: "养老机构内设医疗机构的日常监管，市民政局与市卫生健康局存在交叉。",
    scope: DeptDept,
    parties: &["minzheng", "weijian"],
    opened: day(2022, 9, 19),
    met: day(2022, 9, 26),
    minutes: "双方同意按服务类别划分监管责任，共用检查结果，不再分别检查。",
    views: &[
        "养老服务由民政局监管，医疗服务由卫健局监管，建议统一检查计划。",
        "同意按服务类别划分，医疗机构校验结果与民政局共享。",
    ],
    ends: Ends::Agreed {
        memo_on: day(2022, 9, 29),
        signed_on: day(2022, 10, 10),
        memo: "养老服务质量由市民政局主办；内设医疗机构的诊疗行为由市卫生健康局主办。两部门每年共同制定检查计划，结果共用。",
    },
    suggested: None,
};

pub(super) const PUPILS: Matter = Matter {
    title: "校外托管机构日常监管职责分工",
    dispute: "小学生校外托管机构无证经营、食品安全等问题由哪个部门牵头监管，市教育和体育局与市市场监督管理局意见不一。",
    scope: DeptDept,
    parties: &["jiaoti", "shichang"],
    opened: day(2022, 10, 10),
    met: day(2022, 10, 19),
    minutes: "双方对食品安全由市场监管局负责无异议，对托管机构的备案和日常巡查由谁牵头未达成一致。",
    views: &[
        "托管机构属市场经营主体，登记和日常监管应由市场监督管理局牵头，教育和体育局配合做好家长引导。",
        "托管服务对象为学生，行业管理应由教育部门牵头。",
    ],
    ends: Ends::Failed {
        on: day(2022, 11, 2),
        reason: "对托管机构备案和日常巡查的牵头部门意见不一。",
        course: Course {
            applied: day(2022, 11, 7),
            statement: "请求明确校外托管机构监管的主办部门和协办部门。",
            basis: (
                Document,
                "校外托管机构管理暂行办法",
                "第四条",
                "建立部门联席会议制度，明确牵头部门",
            ),
            opinions: &[(
                day(2022, 11, 22),
                1,
                (Document, "校外托管机构管理暂行办法", "第四条", ""),
            )],
            then: Then::Settled(Settled {
                accepted: day(2022, 11, 11),
                asked: day(2022, 11, 15),
                meeting: Some((
                    day(2022, 12, 2),
                    "市市场监督管理局书面意见逾期未提交，会上表示服从协调决定，请求教育部门提供学校周边机构名单。",
                )),
                session: None,
                decided: day(2022, 12, 16),
                kind: DecisionKind::Decided,
                lead: 1,
                text: "校外托管机构的登记和日常监管由市市场监督管理局主办；市教育和体育局协办，负责提供学校周边机构名单、引导家长选择已登记机构。发现无证经营的，由市市场监督管理局在5个工作日内处理。",
                basis: (
                    Document,
                    "校外托管机构管理暂行办法",
                    "第四条",
                    "建立部门联席会议制度，明确牵头部门",
                ),
                commission: None,
                published: day(2022, 12, 21),
                doc_no: "诸编办协调〔2022〕6号",
            }),
        },
    },
    suggested: None,
};

pub(super) const WETLANDS: Matter = Matter {
    title: "湿地保护巡查和执法职责分工",
    dispute: "湿地范围内违法占用的巡查、制止由市自然资源和规划局还是市林业发展中心承担，双方意见不一。",
    scope: DeptDept,
    parties: &["ziran", "linye"],
    opened: day(2023, 2, 10),
    met: day(2023, 2, 20),
    minutes: "双方核对了湿地名录和边界，对日常巡查由林业发展中心承担取得共识，对违法行为的制止和立案未达成一致。",
    views: &[
        "湿地日常巡查由林业发展中心负责，发现违法占用的移交自然资源和规划局立案。",
        "林业发展中心为事业单位，不具备执法主体资格，巡查和制止应由主管部门组织。",
    ],
    ends: Ends::Failed {
        on: day(2023, 3, 8),
        reason: "对违法占用湿地行为的制止责任意见不一。",
        course: Course {
            applied: day(2023, 3, 14),
            statement: "请求明确湿地保护日常巡查、违法行为制止和立案查处的分工。",
            basis: (
                Law,
                "湿地保护法",
                "第五条",
                "县级以上地方人民政府林业草原主管部门负责湿地保护的监督管理",
            ),
            opinions: &[(
                day(2023, 3, 29),
                0,
                (
                    ThreeFixed,
                    "市自然资源和规划局“三定”规定",
                    "第三条第九项",
                    "负责湿地保护修复的监督管理",
                ),
            )],
            then: Then::Hearing {
                accepted: day(2023, 3, 20),
                asked: day(2023, 3, 22),
            },
        },
    },
    suggested: None,
};
