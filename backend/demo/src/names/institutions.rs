//! The 12 public institutions directly under the city.

use remit_shared::organisation::{OrgKind, RankingGroup};

use super::Unit;

const fn unit(
    code: &'static str,
    name: &'static str,
    short: &'static str,
    window: bool,
    towns: bool,
    sections: &'static [&'static str],
) -> Unit {
    Unit {
        code,
        name,
        short,
        kind: OrgKind::PublicInstitution,
        group: RankingGroup::Institution,
        window,
        towns,
        sections,
    }
}

pub(super) const UNITS: &[Unit] = &[
    unit(
        "rongmei",
        "市融媒体中心",
        "融媒体中心",
        false,
        false,
        &["综合部", "新闻采编部", "技术运维部"],
    ),
    unit(
        "touzi",
        "市投资促进服务中心",
        "投促中心",
        false,
        false,
        &["综合科", "招商服务科", "项目推进科"],
    ),
    unit(
        "dashuju",
        "市大数据中心",
        "大数据中心",
        false,
        false,
        &["综合科", "数据资源科", "网络运维科"],
    ),
    unit(
        "jiguanshiwu",
        "市机关事务服务中心",
        "机关事务中心",
        false,
        false,
        &["综合科", "资产管理科", "后勤服务科"],
    ),
    unit(
        "zhufang",
        "市住房保障服务中心",
        "住房保障中心",
        true,
        false,
        &["综合科", "保障房管理科", "房屋交易科"],
    ),
    unit(
        "xumu",
        "市畜牧业发展中心",
        "畜牧中心",
        false,
        true,
        &["综合科", "畜禽生产科", "疫病防控科"],
    ),
    unit(
        "gongxiao",
        "市供销合作社联合社",
        "供销社",
        false,
        true,
        &["办公室", "合作指导科", "资产监督科"],
    ),
    unit(
        "gonglu",
        "市公路事业发展中心",
        "公路中心",
        false,
        true,
        &["综合科", "养护科", "路产管理科"],
    ),
    unit(
        "linye",
        "市林业发展中心",
        "林业中心",
        false,
        true,
        &["综合科", "森林资源科", "森林防火科"],
    ),
    unit(
        "yiyuan",
        "市人民医院",
        "人民医院",
        true,
        false,
        &["院办公室", "医务科", "门诊部"],
    ),
    unit(
        "shebao",
        "市社会保险服务中心",
        "社保中心",
        true,
        true,
        &["综合科", "待遇核发科", "稽核科"],
    ),
    unit(
        "wenyi",
        "市文化艺术中心",
        "文化艺术中心",
        false,
        false,
        &["综合科", "活动策划科", "场馆服务科"],
    ),
];
