//! Problems in performing duties, push sheets and the rectification ledger (K08, K09, K18; §3.3, §3.4).

pub mod deadlines;
pub mod deduction;
pub mod leftover;
pub mod machine;
pub mod sheet;

pub use deadlines::Deadlines;

crate::wire_enum! {
    /// State of a problem (§3.3).
    pub enum ProblemState {
        Raised = "RAISED", "已登记", "raised";
        Verifying = "VERIFYING", "核实中", "verifying";
        Rejected = "REJECTED", "不予立项", "rejected";
        Merged = "MERGED", "已合并", "merged";
        Assigned = "ASSIGNED", "已交办", "assigned";
        Immediate = "IMMEDIATE", "立行立改", "immediate rectification";
        Ledgered = "LEDGERED", "已列入台账", "in the ledger";
        Rectifying = "RECTIFYING", "整改中", "rectifying";
        Submitted = "SUBMITTED", "待复核", "submitted";
        Reverifying = "REVERIFYING", "复核中", "re-verifying";
        Returned = "RETURNED", "已退回", "returned";
        Closed = "CLOSED", "已销号", "closed out";
    }
}

crate::wire_enum! {
    /// Where a problem came from; one problem has one source (§10.4).
    pub enum ProblemSource {
        JointActivity = "JOINT_ACTIVITY", "督管活动", "joint activity";
        PushSheet = "PUSH_SHEET", "信息推送", "push sheet";
        Linkage = "LINKAGE", "部门联动", "linkage department";
        Suggestion = "SUGGESTION", "意见建议", "suggestion";
        Ledger = "LEDGER", "日常台账", "daily ledger";
        Questionnaire = "QUESTIONNAIRE", "问卷调查", "questionnaire";
        Rating = "RATING", "群众评价", "public rating";
        LeaderComment = "LEADER_COMMENT", "领导点评", "leader's comment";
        SelfReport = "SELF_REPORT", "单位自查", "self-report";
        CaseCheck = "CASE_CHECK", "协调事项检查", "check after a case";
    }
}

crate::wire_enum! {
    /// What kind of failing it is.
    pub enum ProblemCategory {
        DutyNotDone = "DUTY_NOT_DONE", "履职不到位", "duty not done";
        ListOutdated = "LIST_OUTDATED", "清单修订不及时", "list outdated";
        Shifting = "SHIFTING", "推诿扯皮", "duty shifted to others";
        SlowService = "SLOW_SERVICE", "服务效率不高", "slow service";
        StaffingViolation = "STAFFING_VIOLATION", "机构编制违规", "staffing violation";
        Other = "OTHER", "其他", "other";
    }
}

crate::wire_enum! {
    /// How grave it is; decides deadlines, who may assign and close, and the deduction (§5.7).
    pub enum Severity {
        Minor = "MINOR", "一般", "minor";
        Moderate = "MODERATE", "较重", "moderate";
        Severe = "SEVERE", "严重", "severe";
    }
}

crate::wire_enum! {
    /// Alert that runs beside the state (§3.3).
    pub enum Alert {
        None = "NONE", "正常", "none";
        Blue = "BLUE", "蓝色预警", "blue";
        Yellow = "YELLOW", "黄色预警", "yellow";
        Red = "RED", "红色预警", "red";
    }
}

crate::wire_enum! {
    /// Which ledger an entry belongs to (K05, K09).
    pub enum LedgerKind {
        Daily = "DAILY", "日常监管台账", "daily ledger";
        Rectify = "RECTIFY", "整改台账", "rectification ledger";
    }
}

crate::wire_enum! {
    /// State of a ledger entry.
    pub enum LedgerState {
        Open = "OPEN", "未销号", "open";
        Closed = "CLOSED", "已销号", "closed out";
    }
}

crate::wire_enum! {
    /// State of a request for more time.
    pub enum ExtensionState {
        Asked = "ASKED", "待答复", "asked";
        Granted = "GRANTED", "已同意", "granted";
        Refused = "REFUSED", "未同意", "refused";
    }
}

crate::wire_enum! {
    /// What happened to a problem; also the name of the action that makes it happen (§3.3).
    pub enum ProblemEventKind {
        Raise = "RAISE", "登记", "raise";
        Take = "TAKE", "受理核实", "take for verification";
        Reject = "REJECT", "不予立项", "reject";
        Merge = "MERGE", "合并", "merge";
        Assign = "ASSIGN", "交办", "assign";
        Contest = "CONTEST", "提出异议", "contest";
        AcceptNow = "ACCEPT_NOW", "立行立改", "accept now";
        AcceptPlan = "ACCEPT_PLAN", "列账整改", "accept with a plan";
        AcceptByDefault = "ACCEPT_BY_DEFAULT", "逾期未答复自动列账", "entered by default";
        NotImmediate = "NOT_IMMEDIATE", "未立行立改转入台账", "not immediate";
        Start = "START", "开始整改", "start";
        AskExtension = "ASK_EXTENSION", "申请延期", "ask for an extension";
        GrantExtension = "GRANT_EXTENSION", "同意延期", "grant the extension";
        RefuseExtension = "REFUSE_EXTENSION", "不同意延期", "refuse the extension";
        Submit = "SUBMIT", "申请销号", "submit";
        TakeReverification = "TAKE_REVERIFICATION", "受理复核", "take for re-verification";
        Return = "RETURN", "退回整改", "return";
        Resume = "RESUME", "退回后继续整改", "resume after a return";
        CloseOut = "CLOSE_OUT", "销号", "close out";
        Reopen = "REOPEN", "重新整改", "reopen";
        Escalate = "ESCALATE", "预警升级", "escalate";
    }
}

crate::wire_enum! {
    /// Direction of a push sheet (§3.4).
    pub enum SheetDirection {
        Internal = "INTERNAL", "内部推送", "internal";
        ToUnit = "TO_UNIT", "推送单位", "to the unit";
    }
}

crate::wire_enum! {
    /// State of a push sheet (§3.4).
    pub enum SheetState {
        Draft = "DRAFT", "草稿", "draft";
        Pushed = "PUSHED", "已推送", "pushed";
        Received = "RECEIVED", "已签收", "received";
        Converted = "CONVERTED", "已转问题", "converted";
        Filed = "FILED", "已归档", "filed";
        Done = "DONE", "已办结", "done";
    }
}

crate::wire_enum! {
    /// What happened to a push sheet; also the action's name.
    pub enum SheetEventKind {
        Write = "WRITE", "填写", "write";
        Push = "PUSH", "推送", "push";
        Receive = "RECEIVE", "签收", "receive";
        Convert = "CONVERT", "转为履职问题", "convert";
        File = "FILE", "归档", "file";
        Finish = "FINISH", "办结", "finish";
    }
}

crate::wire_enum! {
    /// How urgent a push sheet is.
    pub enum Urgency {
        Normal = "NORMAL", "一般", "normal";
        Urgent = "URGENT", "紧急", "urgent";
    }
}
