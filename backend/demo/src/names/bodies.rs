//! The office's sections, the towns and subdistricts, and the source bodies (universities and news units are
//! fictitious).

use remit_shared::organisation::OrgKind;

use super::Body;

/// The office's sections; the oversight section first.
pub(crate) const OFFICE_SECTIONS: [&str; 5] = [
    "职能运行监管科",
    "综合科",
    "体制改革科",
    "行政机构编制科",
    "事业机构编制科",
];

const fn body(code: &'static str, name: &'static str, short: &'static str, kind: OrgKind) -> Body {
    Body {
        code,
        name,
        short,
        kind,
    }
}

pub(crate) const TOWNS: [Body; 13] = [
    body("mizhou", "密州街道", "密州", OrgKind::Subdistrict),
    body("longdu", "龙都街道", "龙都", OrgKind::Subdistrict),
    body("shunwang", "舜王街道", "舜王", OrgKind::Subdistrict),
    body("zhigou", "枳沟镇", "枳沟", OrgKind::Town),
    body("jiayue", "贾悦镇", "贾悦", OrgKind::Town),
    body("shiqiaozi", "石桥子镇", "石桥子", OrgKind::Town),
    body("xiangzhou", "相州镇", "相州", OrgKind::Town),
    body("changcheng", "昌城镇", "昌城", OrgKind::Town),
    body("baichihe", "百尺河镇", "百尺河", OrgKind::Town),
    body("xinxing", "辛兴镇", "辛兴", OrgKind::Town),
    body("linjiacun", "林家村镇", "林家村", OrgKind::Town),
    body("huanghua", "皇华镇", "皇华", OrgKind::Town),
    body("taolin", "桃林镇", "桃林", OrgKind::Town),
];

pub(crate) const UNIVERSITIES: [Body; 3] = [
    body("weihe", "潍河学院", "潍河学院", OrgKind::University),
    body("mishui", "密水师范学院", "密水师院", OrgKind::University),
    body("changshan", "常山职业技术学院", "常山职院", OrgKind::University),
];

pub(crate) const NEWS: [Body; 2] = [
    body("weiheribao", "潍河日报社", "潍河日报", OrgKind::NewsMedia),
    body("mishuitai", "密水广播电视台", "密水台", OrgKind::NewsMedia),
];
