//! Matters of the first half of 2022.

use remit_shared::coordination::CaseScope::{DeptDept, EnforcementOverlap};
use remit_shared::coordination::CitationKind::{Document, Law, ThreeFixed};
use remit_shared::coordination::DecisionKind;

use super::{Course, Ends, Matter, Settled, Then};
use crate::hours::day;

pub(super) const ROADS: Matter = Matter {
    title: "农村公路安全防护设施养护职责分工",
    dispute: "县乡公路临水临崖路段护栏缺损，市交通运输局与市公路事业发展中心对养护和改造由谁负责意见不一。",
    scope: DeptDept,
    parties: &["jiaotong", "gonglu"],
    opened: day(2022, 1, 10),
    met: day(2022, 1, 18),
    minutes: "双方核对了路段清单，对日常养护由公路中心承担无异议，对新增防护设施的立项和资金由谁申报未达成一致。",
    views: &[
        "农村公路建设由交通运输局组织，已建成路段的防护设施养护应由公路事业发展中心承担。",
        "公路事业发展中心承担日常养护，新增和改造防护设施属建设项目，应由市交通运输局牵头立项。",
    ],
    ends: Ends::Failed {
        on: day(2022, 2, 10),
        reason: "对新增防护设施的立项主体意见不一。",
        course: Course {
            applied: day(2022, 2, 15),
            statement: "请求明确农村公路安全防护设施新增、改造与养护的主办部门和协办部门。",
            basis: (
                Law,
                "公路法",
                "第八条",
                "县级以上地方人民政府交通主管部门主管本行政区域内的公路工作",
            ),
            opinions: &[
                (day(2022, 3, 1), 0, (Law, "公路法", "第八条", "")),
                (
                    day(2022, 3, 3),
                    0,
                    (
                        ThreeFixed,
                        "市公路事业发展中心“三定”规定",
                        "第二条第三项",
                        "承担农村公路养护的技术服务",
                    ),
                ),
            ],
            then: Then::Settled(Settled {
                accepted: day(2022, 2, 18),
                asked: day(2022, 2, 22),
                meeting: None,
                session: None,
                decided: day(2022, 3, 18),
                kind: DecisionKind::Agreed,
                lead: 0,
                text: "农村公路安全防护设施的新增、改造由市交通运输局主办，负责立项和资金申报；市公路事业发展中心协办，负责日常巡查和养护，发现缺损的应在3个工作日内报告市交通运输局。",
                basis: (
                    Law,
                    "公路法",
                    "第八条",
                    "县级以上地方人民政府交通主管部门主管本行政区域内的公路工作",
                ),
                commission: None,
                published: day(2022, 3, 23),
                doc_no: "诸编办协调〔2022〕1号",
            }),
        },
    },
    suggested: None,
};

pub(super) const EMERGENCY: Matter = Matter {
    title: "综合行政执法改革后安全生产执法职责衔接",
    dispute: "改革后安全生产领域部分处罚权划转，市应急管理局与市综合行政执法局都在行使检查和立案职能，企业反映重复检查。",
    scope: EnforcementOverlap,
    parties: &["yingji", "zhifa"],
    opened: day(2022, 4, 18),
    met: day(2022, 4, 27),
    minutes: "双方逐项核对了划转事项清单，对日常监管与处罚的边界、线索移送的时限未达成一致。",
    views: &[
        "安全生产监督检查与处罚不可分割，应由应急管理部门统一行使，综合执法部门予以配合。",
        "划转事项的行政处罚权应由综合行政执法局集中行使，应急管理部门负责日常监管并移送线索。",
    ],
    ends: Ends::Failed {
        on: day(2022, 5, 10),
        reason: "对划转事项的立案、处罚由哪个部门行使意见不一。",
        course: Course {
            applied: day(2022, 5, 16),
            statement: "请求明确综合行政执法改革后安全生产领域日常监管、立案查处、线索移送的职责分工。",
            basis: (
                Law,
                "安全生产法",
                "第十条",
                "应急管理部门对安全生产工作实施综合监督管理",
            ),
            opinions: &[
                (
                    day(2022, 5, 31),
                    0,
                    (
                        Law,
                        "安全生产法",
                        "第十条",
                        "应急管理部门对安全生产工作实施综合监督管理",
                    ),
                ),
                (
                    day(2022, 6, 2),
                    1,
                    (
                        Law,
                        "行政处罚法",
                        "第十八条",
                        "国家在城市管理、市场监管等领域推行建立综合行政执法制度",
                    ),
                ),
            ],
            then: Then::Settled(Settled {
                accepted: day(2022, 5, 20),
                asked: day(2022, 5, 23),
                meeting: Some((
                    day(2022, 6, 10),
                    "双方对日常监管由应急管理局负责达成共识，对处罚权集中行使的范围保留意见，同意组织专家论证。",
                )),
                session: Some((day(2022, 6, 15), "应急管理与综合执法职责衔接论证")),
                decided: day(2022, 7, 1),
                kind: DecisionKind::Decided,
                lead: 0,
                text: "安全生产日常监管和行政许可由市应急管理局主办；已划转的行政处罚事项由市综合行政执法局集中行使。市应急管理局发现违法线索应在3个工作日内移送，市综合行政执法局应在5个工作日内反馈受理情况。同一企业的检查由市应急管理局统筹，不得重复检查。",
                basis: (
                    Law,
                    "安全生产法",
                    "第十条",
                    "应急管理部门对安全生产工作实施综合监督管理",
                ),
                commission: Some("诸编委〔2022〕6号"),
                published: day(2022, 7, 6),
                doc_no: "诸编办协调〔2022〕2号",
            }),
        },
    },
    suggested: None,
};

pub(super) const CULTURE: Matter = Matter {
    title: "综合行政执法改革后文化和旅游市场执法职责衔接",
    dispute: "文化市场综合执法队伍整合后，市文化和旅游局与市综合行政执法局对网吧、旅行社的检查和处罚均在行使职能。",
    scope: EnforcementOverlap,
    parties: &["wenlv", "zhifa"],
    opened: day(2022, 4, 19),
    met: day(2022, 4, 28),
    minutes: "双方对许可和行业管理由文旅局负责无异议，对现场检查和立案的分工未达成一致。",
    views: &[
        "行业管理与现场检查由文化和旅游局承担，处罚按划转清单执行，重大案件由两部门会商。",
        "划转后文化市场领域的检查、处罚应由综合行政执法局统一负责，避免多头执法。",
    ],
    ends: Ends::Failed {
        on: day(2022, 5, 11),
        reason: "对网吧、旅行社现场检查由哪个部门负责意见不一。",
        course: Course {
            applied: day(2022, 5, 17),
            statement: "请求明确文化和旅游市场日常检查、行政处罚的主办部门，避免两部门重复行使。",
            basis: (
                Law,
                "旅游法",
                "第八十三条",
                "旅游主管部门和有关部门依照职责分工对旅游市场实施监督管理",
            ),
            opinions: &[
                (
                    day(2022, 6, 1),
                    0,
                    (
                        Law,
                        "旅游法",
                        "第八十三条",
                        "旅游主管部门和有关部门依照职责分工对旅游市场实施监督管理",
                    ),
                ),
                (
                    day(2022, 6, 6),
                    1,
                    (
                        Document,
                        "市综合行政执法事项划转清单",
                        "第十二项",
                        "文化市场领域行政处罚权",
                    ),
                ),
            ],
            then: Then::Settled(Settled {
                accepted: day(2022, 5, 20),
                asked: day(2022, 5, 24),
                meeting: Some((
                    day(2022, 6, 15),
                    "双方同意按“谁许可谁监管、谁划转谁处罚”的原则划分，对联合检查频次提出建议。",
                )),
                session: None,
                decided: day(2022, 7, 1),
                kind: DecisionKind::Decided,
                lead: 0,
                text: "文化和旅游市场的许可、行业管理和日常检查由市文化和旅游局主办；网吧、旅行社、娱乐场所的行政处罚由市综合行政执法局行使。节假日联合检查由市文化和旅游局牵头，每季度不超过一次。",
                basis: (
                    Law,
                    "旅游法",
                    "第八十三条",
                    "旅游主管部门和有关部门依照职责分工对旅游市场实施监督管理",
                ),
                commission: Some("诸编委〔2022〕7号"),
                published: day(2022, 7, 6),
                doc_no: "诸编办协调〔2022〕3号",
            }),
        },
    },
    suggested: None,
};

pub(super) const WAGES: Matter = Matter {
    title: "公益性岗位人员补贴经费承担责任",
    dispute: "公益性岗位人员社保补贴缺口由市人力资源和社会保障局还是用人单位预算承担，两部门意见不一。",
    scope: DeptDept,
    parties: &["renshe", "caizheng"],
    opened: day(2022, 5, 9),
    met: day(2022, 5, 18),
    minutes: "双方对岗位管理分工无异议，对补贴缺口的资金来源未达成一致。",
    views: &[
        "岗位开发和人员管理由人社局负责，补贴缺口应由财政专项予以保障。",
        "补贴应在就业补助资金中统筹，预算安排按年度预算程序办理。",
    ],
    ends: Ends::Failed {
        on: day(2022, 6, 1),
        reason: "对补贴缺口的资金来源意见不一。",
        course: Course {
            applied: day(2022, 6, 6),
            statement: "请求明确公益性岗位补贴缺口的承担部门。",
            basis: (
                Document,
                "公益性岗位开发管理办法",
                "第十五条",
                "补贴资金由就业补助资金列支",
            ),
            opinions: &[],
            then: Then::Refused {
                proposed: day(2022, 6, 9),
                confirmed: day(2022, 6, 10),
                reason: "申请事项属于经费预算安排，不属于职责分工争议，应按预算管理程序办理。",
                clause: (
                    Document,
                    "职责分工协调办法（试行）",
                    "第五条第二项",
                    "涉及经费预算的事项不适用本办法",
                ),
            },
        },
    },
    suggested: None,
};

pub(super) const BICYCLES: Matter = Matter {
    title: "电动自行车停放充电管理职责分工",
    dispute: "公共区域电动自行车违规停放、充电，市公安局与市交通运输局对日常管理的分工不清。",
    scope: DeptDept,
    parties: &["gongan", "jiaotong"],
    opened: day(2022, 6, 13),
    met: day(2022, 6, 21),
    minutes: "双方同意按道路和场站划分管理责任，由市公安局牵头建立联合巡查机制。",
    views: &[
        "道路停放秩序由公安局负责，客运场站内的停放充电由交通运输局负责，可以书面明确。",
        "同意按道路、场站划分，场站充电设施的安全由交通运输局督促运营单位落实。",
    ],
    ends: Ends::Agreed {
        memo_on: day(2022, 6, 24),
        signed_on: day(2022, 6, 28),
        memo: "道路上的停放秩序由市公安局主办；客运场站内的停放和充电由市交通运输局负责，市公安局协办。双方每月联合巡查一次。",
    },
    suggested: None,
};

pub(super) const MARKETS: Matter = Matter {
    title: "农贸市场周边流动摊点管理职责分工",
    dispute: "农贸市场门前流动摊点由市综合行政执法局还是市市场监督管理局管理，双方长期意见不一，群众多次反映。",
    scope: DeptDept,
    parties: &["zhifa", "shichang"],
    opened: day(2022, 6, 20),
    met: day(2022, 6, 29),
    minutes: "双方到三处农贸市场现场查看，对市场红线内外的界线取得共识，对占道经营的劝离由谁负责未达成一致。",
    views: &[
        "市场红线外的占道经营由综合执法局负责；进入市场内的经营行为由市场监管部门负责。",
        "摊点的食品安全和计量由市场监管局负责，占道经营的劝离和处罚应由综合执法局负责。",
    ],
    ends: Ends::Failed {
        on: day(2022, 7, 12),
        reason: "对摊点引导入市和日常劝离的衔接意见不一。",
        course: Course {
            applied: day(2022, 7, 15),
            statement: "请求明确农贸市场周边流动摊点日常劝离、引导入市和食品安全监管的分工。",
            basis: (
                Law,
                "城市市容和环境卫生管理条例",
                "第十四条",
                "不得在街道两侧和公共场地堆放物料、摆摊设点",
            ),
            opinions: &[
                (
                    day(2022, 7, 29),
                    0,
                    (Law, "城市市容和环境卫生管理条例", "第十四条", ""),
                ),
                (
                    day(2022, 8, 3),
                    0,
                    (
                        Law,
                        "食品安全法",
                        "第六条",
                        "食品安全监督管理部门按照职责分工监管",
                    ),
                ),
            ],
            then: Then::Settled(Settled {
                accepted: day(2022, 7, 20),
                asked: day(2022, 7, 22),
                meeting: None,
                session: None,
                decided: day(2022, 8, 19),
                kind: DecisionKind::Agreed,
                lead: 0,
                text: "农贸市场红线以外的流动摊点由市综合行政执法局主办，负责劝离和处罚；市市场监督管理局协办，负责引导入市经营和食品安全、计量监管。群众投诉由首接部门先行处置，5个工作日内移交。",
                basis: (
                    Law,
                    "城市市容和环境卫生管理条例",
                    "第十四条",
                    "不得在街道两侧和公共场地堆放物料、摆摊设点",
                ),
                commission: None,
                published: day(2022, 8, 24),
                doc_no: "诸编办协调〔2022〕4号",
            }),
        },
    },
    suggested: Some("zhifa"),
};
