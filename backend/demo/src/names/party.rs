//! The 12 party and mass organisations.

use remit_shared::organisation::{OrgKind, RankingGroup};

use super::Unit;

const fn unit(
    code: &'static str,
    name: &'static str,
    short: &'static str,
    kind: OrgKind,
    towns: bool,
    sections: &'static [&'static str],
) -> Unit {
    Unit {
        code,
        name,
        short,
        kind,
        group: RankingGroup::PartyMass,
        window: false,
        towns,
        sections,
    }
}

const ORGAN: OrgKind = OrgKind::PartyOrgan;
const MASS: OrgKind = OrgKind::MassOrg;

pub(super) const UNITS: &[Unit] = &[
    unit(
        "jiwei",
        "市纪委监委机关",
        "纪委监委",
        ORGAN,
        false,
        &[
            "办公室",
            "组织部",
            "党风政风监督室",
            "信访室",
            "案件监督管理室",
            "案件审理室",
        ],
    ),
    unit(
        "shiweiban",
        "市委办公室",
        "市委办",
        ORGAN,
        false,
        &["综合科", "秘书科", "信息科", "督查科", "法规科", "机要保密科"],
    ),
    unit(
        "zuzhibu",
        "市委组织部",
        "组织部",
        ORGAN,
        true,
        &[
            "办公室",
            "组织科",
            "干部科",
            "人才工作科",
            "公务员科",
            "干部监督科",
        ],
    ),
    unit(
        "xuanchuanbu",
        "市委宣传部",
        "宣传部",
        ORGAN,
        true,
        &[
            "办公室",
            "理论科",
            "新闻科",
            "文艺科",
            "精神文明建设科",
            "网络信息科",
        ],
    ),
    unit(
        "tongzhanbu",
        "市委统战部",
        "统战部",
        ORGAN,
        false,
        &[
            "办公室",
            "党派工作科",
            "民族宗教科",
            "非公有制经济科",
            "侨务科",
            "港澳台科",
        ],
    ),
    unit(
        "zhengfawei",
        "市委政法委",
        "政法委",
        ORGAN,
        true,
        &[
            "办公室",
            "综治督导科",
            "执法监督科",
            "维稳指导科",
            "基层治理科",
            "队伍建设科",
        ],
    ),
    unit(
        "xunchaban",
        "市委巡察办",
        "巡察办",
        ORGAN,
        false,
        &["综合科", "联络一科", "联络二科", "督导科", "信息科", "整改督办科"],
    ),
    unit(
        "jiguangongwei",
        "市直机关工委",
        "机关工委",
        ORGAN,
        false,
        &[
            "办公室",
            "组织科",
            "宣传科",
            "纪律检查科",
            "群众工作科",
            "机关作风科",
        ],
    ),
    Unit {
        window: true,
        ..unit(
            "xinfang",
            "市信访局",
            "信访局",
            ORGAN,
            true,
            &[
                "办公室",
                "来访接待科",
                "办信科",
                "网上信访科",
                "督查科",
                "复查复核科",
            ],
        )
    },
    unit(
        "zonggonghui",
        "市总工会",
        "总工会",
        MASS,
        false,
        &[
            "办公室",
            "组织科",
            "宣教科",
            "权益保障科",
            "经济技术科",
            "女职工科",
        ],
    ),
    unit(
        "tuanshiwei",
        "团市委",
        "团市委",
        MASS,
        true,
        &[
            "办公室",
            "组织科",
            "宣传科",
            "学校少年科",
            "青年发展科",
            "志愿服务科",
        ],
    ),
    unit(
        "fulian",
        "市妇联",
        "妇联",
        MASS,
        true,
        &["办公室", "组织联络科", "宣传科", "权益科", "发展科", "家庭儿童科"],
    ),
];
