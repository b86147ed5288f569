//! Powers lists, duty-task lists and the duty adjustments that change them (K35, K36; §2, §3.12).
//!
//! [`adjustment`] is the machine of an adjustment, [`change`] what a list change may say, [`trigger`] the occasion on
//! which a unit has to revise its lists, [`tasks`] the difference between two versions of a duty-task list, [`table`]
//! a powers list as a workbook.

pub mod adjustment;
pub mod change;
pub mod table;
pub mod tasks;
pub mod trigger;

pub use crate::coordination::CheckResult;

crate::wire_enum! {
    /// Kind of power (§2 `PowerListItem.category`).
    pub enum PowerCategory {
        Permit = "PERMIT", "行政许可", "permit";
        Penalty = "PENALTY", "行政处罚", "penalty";
        Coercion = "COERCION", "行政强制", "coercion";
        Levy = "LEVY", "行政征收", "levy";
        Grant = "GRANT", "行政给付", "grant";
        Inspection = "INSPECTION", "行政检查", "inspection";
        Confirmation = "CONFIRMATION", "行政确认", "confirmation";
        Reward = "REWARD", "行政奖励", "reward";
        Ruling = "RULING", "行政裁决", "ruling";
        Other = "OTHER", "其他权力", "other power";
    }
}

crate::wire_enum! {
    /// State of an item on a day (§2 `PowerListItem.state`).
    pub enum PowerState {
        Active = "ACTIVE", "有效", "in force";
        Cancelled = "CANCELLED", "已取消", "cancelled";
    }
}

crate::wire_enum! {
    /// What a list change does with an item (§2 `ListChange.op`).
    pub enum ListOp {
        Add = "ADD", "新增", "add";
        Cancel = "CANCEL", "取消", "cancel";
        Change = "CHANGE", "变更", "change";
        Transfer = "TRANSFER", "划转", "transfer";
    }
}

crate::wire_enum! {
    /// Why duties are adjusted (§2 `DutyAdjustment.kind`).
    pub enum AdjustmentKind {
        EnforcementOverlap = "ENFORCEMENT_OVERLAP", "执法职能交叉", "overlap of enforcement";
        CaseResult = "CASE_RESULT", "协调决定", "result of a coordination case";
        LawChange = "LAW_CHANGE", "法律法规变动", "change of law";
        Finding = "FINDING", "监管发现", "finding of the supervision";
    }
}

crate::wire_enum! {
    /// State of a duty adjustment (§3.12).
    pub enum AdjustmentState {
        Proposed = "PROPOSED", "已提出", "proposed";
        Consulting = "CONSULTING", "商定中", "being consulted on";
        LegalCheck = "LEGAL_CHECK", "合法性审查", "legal check";
        Approved = "APPROVED", "已批准", "approved";
        ListsUpdated = "LISTS_UPDATED", "清单已调整", "lists updated";
        Published = "PUBLISHED", "已公布", "published";
        Checked = "CHECKED", "已检查", "checked";
        Rejected = "REJECTED", "不予调整", "rejected";
    }
}

crate::wire_enum! {
    /// What happens to a duty adjustment; also the name of the action that makes it happen (§3.12).
    pub enum AdjustmentEventKind {
        Propose = "PROPOSE", "提出", "propose";
        Consult = "CONSULT", "组织商定", "open the consultation";
        Sign = "SIGN", "签署商定意见", "sign the memo";
        DraftChange = "DRAFT_CHANGE", "拟定清单变动", "draft a list change";
        DropChange = "DROP_CHANGE", "撤下清单变动", "drop a list change";
        SendLegal = "SEND_LEGAL", "提交合法性审查", "send to the legal check";
        AttachOpinion = "ATTACH_OPINION", "上传审查意见", "attach the legal opinion";
        Approve = "APPROVE", "批准", "approve";
        Reject = "REJECT", "不予调整", "reject";
        WriteTaskList = "WRITE_TASK_LIST", "修订职责任务清单", "revise a duty-task list";
        UpdateLists = "UPDATE_LISTS", "调整清单", "update the lists";
        Publish = "PUBLISH", "公布", "publish";
        Check = "CHECK", "跟踪检查", "check";
    }
}

crate::wire_enum! {
    /// Why a unit has to revise its lists (§2 `ListTrigger.cause`).
    pub enum TriggerCause {
        LawChange = "LAW_CHANGE", "法律法规变动", "change of law";
        Decision = "DECISION", "职责决定", "decision on duties";
        Finding = "FINDING", "监管发现", "finding of the supervision";
    }
}

crate::wire_enum! {
    /// State of an occasion to revise lists (§2 `ListTrigger`).
    pub enum TriggerState {
        Open = "OPEN", "待修订", "to be revised";
        Submitted = "SUBMITTED", "已报送", "submitted";
        Voided = "VOIDED", "已撤销", "voided";
    }
}

crate::wire_enum! {
    /// What happens to an occasion to revise lists; also the name of the action that makes it happen.
    pub enum TriggerEventKind {
        Open = "OPEN", "登记", "register";
        Submit = "SUBMIT", "报送修订清单", "submit the revised lists";
        Return = "RETURN", "退回", "return";
        Void = "VOID", "撤销", "void";
    }
}

impl AdjustmentKind {
    /// The cause of the occasions that an approved adjustment opens for its units.
    pub fn cause(self) -> TriggerCause {
        match self {
            Self::EnforcementOverlap | Self::CaseResult => TriggerCause::Decision,
            Self::LawChange => TriggerCause::LawChange,
            Self::Finding => TriggerCause::Finding,
        }
    }
}
