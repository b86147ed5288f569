//! What is looked at on site: a first checklist by kind, which the planner changes as needed (§3.13).

use super::ActivityKind;

/// The first checklist of a kind, in Chinese as the office works with it.
pub fn of(kind: ActivityKind) -> &'static [&'static str] {
    match kind {
        ActivityKind::ThreeFixedSurvey => &[
            "“三定”规定的职责是否逐项落实到科室和岗位",
            "内设机构设置、领导职数与“三定”规定是否一致",
            "与其他部门的职责边界是否清楚，有无推诿扯皮",
            "权责清单、职责任务清单是否及时修订并公示",
        ],
        ActivityKind::StaffingEvaluation => &[
            "编制使用台账与实名制信息是否一致",
            "有无超编进人、混编混岗、擅自设立机构",
            "岗位职责是否细化，工作量是否饱满",
            "人员借调、抽调是否按规定办理",
        ],
        ActivityKind::LedgerCheck => &[
            "问效点进展与佐证材料是否相符",
            "整改台账措施是否落实，有无虚假销号",
            "台账记录是否及时、完整",
        ],
        ActivityKind::DecisionCheck => &[
            "协调决定明确的牵头、配合职责是否执行",
            "相关事项有无再次出现推诿或空档",
            "清单和办事指南是否按决定更新",
        ],
    }
}

/// The first checklist of an activity of several kinds.
pub fn of_all(kinds: &[ActivityKind]) -> Vec<&'static str> {
    kinds.iter().flat_map(|kind| of(*kind)).copied().collect()
}
