//! The panel of experts and information officers: appointments (§3.14, K13), expert sessions and their blind
//! reviews (K14), suggestions and their screening (§3.5, K15).

pub mod appointment;
pub mod session;
pub mod similar;
pub mod suggestion;

crate::wire_enum! {
    /// What a person is appointed as.
    pub enum AppointmentKind {
        Expert = "EXPERT", "监管专家", "expert";
        InfoOfficer = "INFO_OFFICER", "信息员", "information officer";
    }
}

crate::wire_enum! {
    /// Kind of body an appointee comes from; §1 counts these four.
    pub enum SourceKind {
        OversightDept = "OVERSIGHT_DEPT", "监管部门", "oversight department";
        University = "UNIVERSITY", "高校", "university";
        News = "NEWS", "新闻单位", "news unit";
        Town = "TOWN", "镇街", "town or subdistrict";
    }
}

crate::wire_enum! {
    /// State of an appointment (§3.14).
    pub enum AppointmentState {
        Nominated = "NOMINATED", "已提名", "nominated";
        Appointed = "APPOINTED", "已聘任", "appointed";
        Active = "ACTIVE", "在聘", "active";
        Expired = "EXPIRED", "已届满", "expired";
        Dismissed = "DISMISSED", "已解聘", "dismissed";
    }
}

crate::wire_enum! {
    /// What happens to an appointment; also the action's name (§3.14).
    pub enum AppointmentEventKind {
        Nominate = "NOMINATE", "提名", "nominate";
        Approve = "APPROVE", "聘任", "appoint";
        Begin = "BEGIN", "任期开始", "begin the term";
        Renew = "RENEW", "续聘", "renew";
        Expire = "EXPIRE", "任期届满", "expire";
        Dismiss = "DISMISS", "解聘", "dismiss";
    }
}

crate::wire_enum! {
    /// Why somebody is dismissed (§3.14).
    pub enum DismissReason {
        LeftPost = "LEFT_POST", "离开原工作岗位", "left the post";
        Secrecy = "SECRECY", "违反保密规定", "breach of secrecy";
        Inactive = "INACTIVE", "12个月未履行职责", "no activity in 12 months";
    }
}

crate::wire_enum! {
    /// Kind of an expert session (K14).
    pub enum SessionKind {
        Seminar = "SEMINAR", "专家论证研讨", "expert seminar";
        Evaluation = "EVALUATION", "运行情况评价", "operation evaluation";
    }
}

crate::wire_enum! {
    /// What an expert session is about (§2 `ExpertSession.subject`).
    pub enum SessionSubject {
        Plan = "PLAN", "年度监管方案", "yearly plan";
        Case = "CASE", "职责分工协调事项", "coordination case";
        Points = "POINTS", "问效点抽样", "sample of points";
        Result = "RESULT", "监管结果初稿", "draft results";
    }
}

crate::wire_enum! {
    /// State of an expert session.
    pub enum SessionState {
        Planned = "PLANNED", "已通知", "planned";
        Held = "HELD", "已召开", "held";
        Closed = "CLOSED", "已办结", "closed";
        Cancelled = "CANCELLED", "已取消", "cancelled";
    }
}

crate::wire_enum! {
    /// What happens to an expert session; also the action's name.
    pub enum SessionEventKind {
        Hold = "HOLD", "登记会议纪要", "record the minutes";
        Close = "CLOSE", "意见收齐", "all reviews are in";
        Cancel = "CANCEL", "取消", "cancel";
    }
}

crate::wire_enum! {
    /// State of one expert's review of one subject (§2 `ExpertReview`).
    pub enum ReviewState {
        Pending = "PENDING", "待提交", "pending";
        Submitted = "SUBMITTED", "已提交", "submitted";
        Recused = "RECUSED", "已回避", "recused";
        Waived = "WAIVED", "缺席免评", "waived";
    }
}

crate::wire_enum! {
    /// Grade that an expert gives.
    pub enum ReviewGrade {
        Excellent = "EXCELLENT", "优秀", "excellent";
        Good = "GOOD", "良好", "good";
        Fair = "FAIR", "一般", "fair";
        Poor = "POOR", "较差", "poor";
    }
}

crate::wire_enum! {
    /// State of a suggestion (§3.5).
    pub enum SuggestionState {
        Submitted = "SUBMITTED", "已提交", "submitted";
        Screening = "SCREENING", "筛选中", "being screened";
        Valid = "VALID", "有效", "valid";
        Invalid = "INVALID", "无效", "not valid";
        Duplicate = "DUPLICATE", "重复", "duplicate";
        Adopted = "ADOPTED", "已采纳", "adopted";
        Replied = "REPLIED", "已答复", "replied";
    }
}

crate::wire_enum! {
    /// What happens to a suggestion; also the action's name (§3.5).
    pub enum SuggestionEventKind {
        Take = "TAKE", "受理筛选", "take for screening";
        Judge = "JUDGE", "作出筛选结论", "give the verdict";
        AskAgain = "ASK_AGAIN", "申请复核", "ask for a second look";
        Adopt = "ADOPT", "采纳", "adopt";
        Reply = "REPLY", "答复", "reply";
    }
}

crate::wire_enum! {
    /// Verdict of a screening (§3.5).
    pub enum Verdict {
        Valid = "VALID", "有效", "valid";
        Invalid = "INVALID", "无效", "not valid";
        Duplicate = "DUPLICATE", "重复", "duplicate";
    }
}

crate::wire_enum! {
    /// Why a suggestion is not valid: the fixed list of §3.5.
    pub enum InvalidReason {
        OutsideFunctions = "OUTSIDE_FUNCTIONS", "不属于机关职能监管范围", "outside the functions supervised";
        NoFacts = "NO_FACTS", "缺少具体事实", "no facts";
        AlreadyKnown = "ALREADY_KNOWN", "已掌握并在办理", "already known";
        NotFeasible = "NOT_FEASIBLE", "现阶段不具备条件", "not feasible";
    }
}

crate::wire_enum! {
    /// What a valid suggestion leads to (§2 `Suggestion.linked`).
    pub enum SuggestionLink {
        Problem = "PROBLEM", "转履职问题", "a problem";
        Case = "CASE", "转职责分工协调", "a coordination case";
        Point = "POINT", "转问效点", "an effectiveness point";
        Note = "NOTE", "留作工作参考", "noted";
    }
}

impl SuggestionState {
    /// Whether it counts as valid: VALID or later (§1).
    pub fn is_valid(self) -> bool {
        matches!(self, Self::Valid | Self::Adopted | Self::Replied)
    }

    /// Whether nothing more is expected of the office.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Invalid | Self::Duplicate | Self::Replied)
    }
}
