//! Joint activities 督管活动: what several inspections of one kind look for is looked for once, and the result is
//! shared (K06, K07; §2 `JointActivity`, `Finding`; §3.13).
//!
//! [`machine`] is the life of an activity, [`finding`] that of a finding, [`gap`] the check that nobody is inspected
//! twice, [`checklist`] what is looked at on site.

pub mod checklist;
pub mod finding;
pub mod gap;
pub mod machine;

use crate::wire::Wire;

crate::wire_enum! {
    /// What an activity inspects (§2 `JointActivity.kinds`).
    pub enum ActivityKind {
        ThreeFixedSurvey = "THREE_FIXED_SURVEY", "“三定”规定调研", "survey of the three fixes";
        StaffingEvaluation = "STAFFING_EVALUATION", "机构编制评估", "staffing evaluation";
        LedgerCheck = "LEDGER_CHECK", "监管台账检查", "check of the ledgers";
        DecisionCheck = "DECISION_CHECK", "协调决定落实检查", "check of decisions";
    }
}

crate::wire_enum! {
    /// State of an activity (§3.13).
    pub enum ActivityState {
        Planned = "PLANNED", "已计划", "planned";
        Notified = "NOTIFIED", "已通知", "notified";
        OnSite = "ON_SITE", "现场检查", "on site";
        Findings = "FINDINGS", "结果反馈", "findings put to the units";
        Reported = "REPORTED", "已报告", "reported";
        Closed = "CLOSED", "已办结", "closed";
        Cancelled = "CANCELLED", "已取消", "cancelled";
    }
}

crate::wire_enum! {
    /// What happens to an activity; also the name of the action that makes it happen (§3.13).
    pub enum ActivityEventKind {
        Plan = "PLAN", "制定计划", "plan";
        Notify = "NOTIFY", "通知单位", "notify the units";
        Enter = "ENTER", "进场检查", "go on site";
        Put = "PUT", "反馈发现", "put the findings to the units";
        Report = "REPORT", "形成报告", "report";
        Close = "CLOSE", "办结", "close";
        Cancel = "CANCEL", "取消活动", "cancel";
    }
}

crate::wire_enum! {
    /// Where a member of the team comes from (§2 `JointActivity.team`).
    pub enum TeamPart {
        Office = "OFFICE", "编办人员", "office";
        Expert = "EXPERT", "监管专家", "expert";
        Linkage = "LINKAGE", "联动部门", "linkage department";
    }
}

crate::wire_enum! {
    /// State of a finding (§3.13).
    pub enum FindingState {
        Recorded = "RECORDED", "已记录", "recorded";
        Put = "PUT", "待单位确认", "put to the unit";
        Confirmed = "CONFIRMED", "单位已确认", "confirmed by the unit";
        Contested = "CONTESTED", "单位有异议", "contested by the unit";
        Converted = "CONVERTED", "已转为问题", "converted to a problem";
        Dropped = "DROPPED", "不作问题处理", "dropped";
    }
}

crate::wire_enum! {
    /// What happens to a finding; also the name of the action that makes it happen (§3.13).
    pub enum FindingEventKind {
        Record = "RECORD", "记录发现", "record";
        Put = "PUT", "反馈单位", "put to the unit";
        Confirm = "CONFIRM", "确认事实", "confirm";
        Contest = "CONTEST", "提出异议", "contest";
        Lapse = "LAPSE", "逾期未反馈", "no answer in time";
        Convert = "CONVERT", "转为问题", "convert to a problem";
        Drop = "DROP", "不作问题处理", "drop";
    }
}

impl ActivityState {
    /// Whether the year counts it: REPORTED or CLOSED (§1).
    pub fn counts(self) -> bool {
        matches!(self, Self::Reported | Self::Closed)
    }

    /// Whether units know of it: from the notice on.
    pub fn is_announced(self) -> bool {
        !matches!(self, Self::Planned)
    }

    /// Whether it still moves.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Cancelled)
    }
}

impl FindingState {
    /// Converted or dropped: nothing more is to be decided about it.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Converted | Self::Dropped)
    }
}

/// The kinds of an activity as they lie in storage: codes joined by commas.
pub fn write_kinds(kinds: &[ActivityKind]) -> String {
    let codes: Vec<_> = ActivityKind::ALL
        .iter()
        .filter(|kind| kinds.contains(kind))
        .map(|kind| kind.code())
        .collect();
    codes.join(",")
}

/// Reads them back; codes that are not known are left out.
pub fn read_kinds(text: &str) -> Vec<ActivityKind> {
    text.split(',').filter_map(ActivityKind::parse).collect()
}
