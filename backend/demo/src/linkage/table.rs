//! What the ten departments reported in 2022 beside the nine matters that became problems: eleven adopted as advice,
//! three noted. All of it is invented.

use remit_shared::linkage::LinkageKind::{self, Problem, Suggestion};

/// What became of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// A countermeasure: what is to be done, by which unit (its code), within how many working days.
    Advice(&'static str, &'static str, u32),
    /// Noted, with the reason.
    Noted(&'static str),
}

/// A submission: quarter, department, unit it is about, kind, text, what became of it.
pub(super) type Row = (u32, &'static str, &'static str, LinkageKind, &'static str, End);

pub(super) const ROWS: [Row; 14] = [
    (
        1,
        "zuzhibu",
        "renshe",
        Suggestion,
        "事业单位岗位聘用备案材料要求与干部档案审核要求不一致，基层反复补报，建议统一口径。",
        End::Advice(
            "由人社部门会同组织部门统一岗位聘用备案与档案审核材料清单，向各单位发布一次性告知单。",
            "renshe",
            40,
        ),
    ),
    (
        1,
        "jiguangongwei",
        "zhengfuban",
        Suggestion,
        "部分会议活动仍要求多个部门重复报送同一材料，建议建立材料共享目录。",
        End::Advice(
            "建立市级会议活动材料共享目录，凡目录内材料不再重复收取，每季度通报执行情况。",
            "zhengfuban",
            30,
        ),
    ),
    (
        1,
        "renshe",
        "jiaoti",
        Problem,
        "教师招聘计划报送时间晚于规定节点，影响全市公开招聘统一安排。",
        End::Noted("教体部门已于4月上旬调整报送节点并书面说明，本季度留存备查，下季度跟踪。"),
    ),
    (
        2,
        "jiwei",
        "weijian",
        Suggestion,
        "乡镇卫生院药品采购验收记录不全，存在廉洁风险，建议规范验收流程。",
        End::Advice(
            "卫健部门制定基层医疗机构药品验收规程，实行双人签字，三个月内完成全覆盖检查。",
            "weijian",
            60,
        ),
    ),
    (
        2,
        "shenji",
        "shuili",
        Problem,
        "小型水库维修养护资金支付进度偏慢，上半年支付率低于序时进度。",
        End::Advice(
            "水利、财政部门按月调度维修养护资金支付进度，三季度末支付率达到序时要求。",
            "shuili",
            60,
        ),
    ),
    (
        2,
        "caizheng",
        "nongye",
        Suggestion,
        "惠农项目绩效目标设置笼统，难以评价，建议细化到可核查的产出指标。",
        End::Advice(
            "农业农村部门修订项目绩效目标模板，明确产出数量、质量和时限指标。",
            "nongye",
            40,
        ),
    ),
    (
        2,
        "shenpi",
        "zhujian",
        Suggestion,
        "工程建设项目联合验收中部分事项仍需线下重复提交图纸，建议实现图纸共享。",
        End::Advice(
            "住建部门将竣工图纸纳入联合验收平台共享，取消线下重复提交。",
            "zhujian",
            40,
        ),
    ),
    (
        3,
        "jiwei",
        "jiaotong",
        Suggestion,
        "农村公路养护工程招标评审专家抽取范围偏窄，建议扩大专家库并公开抽取过程。",
        End::Advice(
            "交通运输部门扩充评审专家库，抽取过程全程留痕并向监管部门开放查询。",
            "jiaotong",
            60,
        ),
    ),
    (
        3,
        "xinfang",
        "ziran",
        Problem,
        "不动产登记历史遗留问题集中小区群众反复来访，答复口径不一。",
        End::Advice(
            "自然资源和规划部门逐小区制定化解方案，统一答复口径，明确包案责任人。",
            "ziran",
            60,
        ),
    ),
    (
        3,
        "zuzhibu",
        "wenlv",
        Suggestion,
        "部分下属单位负责人长期兼任多岗，影响履职，建议研究调整。",
        End::Noted("属干部管理事项，已转组织部门统筹研究，不列入履职问题，留存备查。"),
    ),
    (
        4,
        "jiwei",
        "shichang",
        Suggestion,
        "行政处罚裁量理由记载简单，同类案件处罚幅度差异较大，建议加强案例指导。",
        End::Advice(
            "市场监管部门发布典型案例裁量指引，每季度开展案卷交叉评查。",
            "shichang",
            60,
        ),
    ),
    (
        4,
        "xunchaban",
        "gongxin",
        Problem,
        "巡察反馈的惠企政策兑现台账不完整问题整改进度偏慢。",
        End::Advice(
            "工信部门建立惠企政策兑现电子台账，逐条对账销号，按月报送进度。",
            "gongxin",
            40,
        ),
    ),
    (
        4,
        "jiguangongwei",
        "tongji",
        Suggestion,
        "基层统计报表种类多、口径交叉，建议清理合并，减轻镇街负担。",
        End::Advice(
            "统计部门牵头清理向镇街布置的报表，合并同类报表，公布保留清单。",
            "tongji",
            40,
        ),
    ),
    (
        4,
        "sifa",
        "yingji",
        Suggestion,
        "安全生产行政执法文书格式不统一，建议使用新版文书范本。",
        End::Noted("应急管理部门已自2023年1月起启用新版文书范本，留存备查。"),
    ),
];

/// The departments' fields of view, in the order of §6.1.
pub(super) const TOPICS: [&str; 10] = [
    "纪检监察",
    "干部考核",
    "巡察反馈",
    "机关党建，作风建设",
    "审计监督",
    "信访诉求",
    "财政绩效",
    "行政执法，行政复议",
    "人事管理",
    "政务服务，办件评价",
];

/// The three partners' systems: name, unit, scopes, address ranges, public key. Nobody has the private keys; a city
/// that tries the interface out grants a client of its own.
pub(super) const CLIENTS: [(&str, &str, &str, &str, &str); 3] = [
    (
        "市信访局信访信息系统",
        "xinfang",
        "linkage:write linkage:read org:read change:read",
        "10.20.6.0/24",
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEjGxRGE4AK26Scqr3OWg/l2IbZfft\nr2fioVtXs8uRt8LnfMkaedm5lqSMw4GSJ/Uax9xctDo3FwzOW4Iwy1BQig==",
    ),
    (
        "12345政务热线平台",
        "dashuju",
        "receipt:write rating:write rating:aggregate",
        "10.20.45.0/24",
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEkriyij9IwYdy5JpuM93SVZU5D9bc\nad5GYWrqg1hRfJy1XBgjqt66GfZ6PKEkN8o3si3/W9CXn2njNq6dc9op3Q==",
    ),
    (
        "市综合绩效考核系统",
        "zuzhibu",
        "export:read",
        "10.20.3.10",
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEg6Qe1GLu9ay9RrnKm9MSdf1izaQl\nKiYwC2J1P6HvkAkcycJWqF/OyMU5pcUIuEJntG+z2JUb9zLXA4yvovBcJg==",
    ),
];
