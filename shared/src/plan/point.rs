//! Effectiveness points 问效点 (K04) and the daily ledger they stand in (K05; §2, §3.2).
//!
//! [`machine`] says what an event does; [`light`] how fresh a point's progress is; [`draw`] which points are
//! visited; [`entry`] what a unit may write; [`table`](mod@table) how a workbook is read.

pub mod draw;
pub mod entry;
pub mod light;
pub mod machine;
pub mod rules;
pub mod table;

use chrono::NaiveDate;

pub use rules::PointRules;

crate::wire_enum! {
    /// State of an effectiveness point (§3.2).
    pub enum PointState {
        Draft = "DRAFT", "草稿", "draft";
        Submitted = "SUBMITTED", "待审核", "submitted";
        Returned = "RETURNED", "已退回", "returned";
        Approved = "APPROVED", "已列台账", "in the ledger";
        Active = "ACTIVE", "推进中", "under way";
        ChangePending = "CHANGE_PENDING", "调整待批", "change pending";
        Claimed = "CLAIMED", "待核验", "claimed";
        Verified = "VERIFIED", "已完成", "verified";
        NotDone = "NOT_DONE", "未完成", "not done";
        Cancelled = "CANCELLED", "已取消", "cancelled";
        Archived = "ARCHIVED", "已归档", "archived";
    }
}

crate::wire_enum! {
    /// What a point's target is measured by (§2).
    pub enum PointMeasure {
        Quantity = "QUANTITY", "数量指标", "quantity";
        Milestone = "MILESTONE", "节点指标", "milestone";
        Ratio = "RATIO", "比率指标", "ratio";
    }
}

crate::wire_enum! {
    /// How well a verified point was done; graded for the points of the sample (§5.3, A12).
    pub enum PointQuality {
        Excellent = "EXCELLENT", "优秀", "excellent";
        Good = "GOOD", "良好", "good";
        Fair = "FAIR", "一般", "fair";
        Poor = "POOR", "较差", "poor";
    }
}

crate::wire_enum! {
    /// How a point ended (§5.4, A11).
    pub enum PointOutcome {
        OnTime = "ON_TIME", "按期完成", "on time";
        LateMonth = "LATE_MONTH", "逾期30日内完成", "late by 30 days at most";
        Later = "LATER", "逾期超过30日完成", "later";
        NotDone = "NOT_DONE", "未完成", "not done";
        Cancelled = "CANCELLED", "经批准取消", "cancelled by an approved change";
    }
}

impl PointOutcome {
    /// The outcome of a point that was done on a day (§5.4: on time, late by up to 30 days, later).
    pub fn of(due_on: NaiveDate, done_on: NaiveDate) -> Self {
        match (done_on - due_on).num_days() {
            ..=0 => Self::OnTime,
            1..=30 => Self::LateMonth,
            _ => Self::Later,
        }
    }
}

crate::wire_enum! {
    /// What happened to a point; also the name of the action that makes it happen (§3.2).
    pub enum PointEventKind {
        Create = "CREATE", "填报", "create";
        Edit = "EDIT", "修改", "edit";
        Submit = "SUBMIT", "签报", "sign and submit";
        Return = "RETURN", "退回修改", "return";
        Approve = "APPROVE", "审核通过", "approve";
        Activate = "ACTIVATE", "进入监管期", "activate";
        Progress = "PROGRESS", "填报进度", "report progress";
        AskChange = "ASK_CHANGE", "申请调整", "ask for a change";
        GrantChange = "GRANT_CHANGE", "同意调整", "grant the change";
        RefuseChange = "REFUSE_CHANGE", "不同意调整", "refuse the change";
        Claim = "CLAIM", "申报完成", "claim as done";
        Verify = "VERIFY", "核验通过", "verify";
        Reject = "REJECT", "核验不通过", "reject the claim";
        Overdue = "OVERDUE", "逾期转履职问题", "overdue, becomes a problem";
        Expire = "EXPIRE", "年度终结未完成", "not done at the year's end";
        Archive = "ARCHIVE", "归档", "archive";
    }
}

crate::wire_enum! {
    /// State of a request to change a point.
    pub enum PointChangeState {
        Asked = "ASKED", "待批", "asked";
        Granted = "GRANTED", "已同意", "granted";
        Refused = "REFUSED", "未同意", "refused";
    }
}
