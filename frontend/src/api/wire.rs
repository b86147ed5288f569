//! Enumerations that operations use: those of the rules, and those that exist only in the API.

pub use remit_shared::activity::{ActivityEventKind, ActivityKind, ActivityState, FindingState, TeamPart};
pub use remit_shared::audit::Outcome;
pub use remit_shared::burden::RequestKind;
pub use remit_shared::coordination::{
    CaseScope, CaseState, CheckResult, CitationKind, CitationSource, ConsultationState, DecisionKind,
    PartyRole, RefusalGround,
};
pub use remit_shared::evaluation::pool::EvaluatorEventKind;
pub use remit_shared::evaluation::{
    AggregateCut, CampaignEventKind, CampaignKind, CampaignState, EvaluatorClass, EvaluatorState, Topic,
};
pub use remit_shared::identity::{AccountState, GrantState, Role};
pub use remit_shared::linkage::{
    LinkageKind, SubmissionEventKind, SubmissionOutcome, SubmissionState, WindowEventKind, WindowState,
};
pub use remit_shared::list::tasks::LineChange;
pub use remit_shared::list::{
    AdjustmentEventKind, AdjustmentKind, AdjustmentState, ListOp, PowerCategory, PowerState, TriggerCause,
    TriggerState,
};
pub use remit_shared::notice::NoticeKind;
pub use remit_shared::organisation::{OrgKind, RankingGroup};
pub use remit_shared::panel::{
    AppointmentKind, AppointmentState, DismissReason, InvalidReason, ReviewGrade, ReviewState, SessionKind,
    SessionState, SessionSubject, SourceKind, SuggestionLink, SuggestionState, Verdict,
};
pub use remit_shared::plan::difference::{DifferenceKind, DifferenceSubject};
pub use remit_shared::plan::params::spec::ParamGroup;
pub use remit_shared::plan::point::light::PointLight;
pub use remit_shared::plan::point::{
    PointChangeState, PointEventKind, PointMeasure, PointOutcome, PointQuality, PointState,
};
pub use remit_shared::plan::regulation::RegulationEventKind;
pub use remit_shared::plan::{
    ApplicabilityStatus, DutySource, IndicatorChannel, IndicatorMethod, IndicatorPart, OpinionKind,
    Perspective, PlanEventKind, PlanState, RegulationKind, RegulationState,
};
pub use remit_shared::policy::Reach;
pub use remit_shared::problem::{
    Alert, ExtensionState, LedgerKind, LedgerState, ProblemCategory, ProblemEventKind, ProblemSource,
    ProblemState, Severity, SheetDirection, SheetEventKind, SheetState, Urgency,
};
pub use remit_shared::rating::{
    AppealGround, BadEventKind, BadRatingState, FlagRule, FlagState, FlagVerdict, RatingChannel, RatingLevel,
    RatingReason, RatingStatus, RevisitResult,
};
pub use remit_shared::refusal::RefusalCode;
pub use remit_shared::scoring::life::{AppealState, RunState};
pub use remit_shared::scoring::measure::TraceSource;
pub use remit_shared::scoring::redistribution::MoveScope;
pub use remit_shared::scoring::simulation::RankSecurity;
pub use remit_shared::scoring::{Band, Grade, IndicatorCode, ScoreStatus};
pub use remit_shared::staffing::{ProposalBasis, ProposalEventKind, ProposalKind, ProposalState};
pub use remit_shared::voice::{
    AppraisalMark, MutualState, ViolationEventKind, ViolationKind, ViolationState, VoiceKind,
    VoiceWindowEventKind, VoiceWindowState,
};
use remit_shared::wire_enum;

wire_enum! {
    /// Order of the unit registry.
    pub enum OrgSort {
        Registry = "REGISTRY", "名录顺序", "registry order";
        Name = "NAME", "名称", "name";
        OpenProblems = "OPEN_PROBLEMS", "未销号问题数", "open problems";
    }
}
wire_enum! {
    /// Order of push sheets.
    pub enum PushSheetSort {
        Newest = "NEWEST", "最新在前", "newest first";
        Oldest = "OLDEST", "最早在前", "oldest first";
        Due = "DUE", "时限", "deadline";
    }
}
wire_enum! {
    /// Order of linkage submissions.
    pub enum LinkageSubmissionSort {
        Newest = "NEWEST", "最新在前", "newest first";
        Oldest = "OLDEST", "最早在前", "oldest first";
        Due = "DUE", "时限", "deadline";
    }
}
wire_enum! {
    /// Order of a powers list.
    pub enum PowerListSort {
        Code = "CODE", "编码", "code";
        Category = "CATEGORY", "权力类别", "category";
        Changed = "CHANGED", "最近变动在前", "changed last first";
    }
}
wire_enum! {
    /// Order of joint activities.
    pub enum JointActivitySort {
        Newest = "NEWEST", "最新在前", "newest first";
        Oldest = "OLDEST", "最早在前", "oldest first";
        No = "NO", "编号", "number";
    }
}
wire_enum! {
    /// Order of duty adjustments.
    pub enum DutyAdjustmentSort {
        Newest = "NEWEST", "最新在前", "newest first";
        Due = "DUE", "时限", "deadline";
        No = "NO", "编号", "number";
    }
}
wire_enum! {
    /// Order of occasions to revise lists.
    pub enum ListTriggerSort {
        Due = "DUE", "时限", "deadline";
        Newest = "NEWEST", "最新在前", "newest first";
    }
}
wire_enum! {
    /// Order of problems.
    pub enum ProblemSort {
        Due = "DUE", "时限由近到远", "deadline, nearest first";
        DueDesc = "DUE_DESC", "时限由远到近", "deadline, farthest first";
        Newest = "NEWEST", "最新在前", "newest first";
        Oldest = "OLDEST", "最早在前", "oldest first";
        Code = "CODE", "编号", "number";
        Severity = "SEVERITY", "严重程度", "severity";
    }
}
wire_enum! {
    /// Saved views of problems; the workbench's counts lead to them.
    pub enum ProblemView {
        Mine = "MINE", "我经办", "handled by me";
        DueSoon = "DUE_SOON", "临期", "due soon";
        Overdue = "OVERDUE", "逾期", "overdue";
        ToVerify = "TO_VERIFY", "待核实", "to verify";
        ToReverify = "TO_REVERIFY", "待复核", "to re-verify";
        ToAnswer = "TO_ANSWER", "待答复", "to answer";
        ToRectify = "TO_RECTIFY", "待整改", "to rectify";
        Red = "RED", "红色预警", "red alerts";
        Open = "OPEN", "未销号", "open";
        Closed = "CLOSED", "已销号", "closed out";
    }
}
wire_enum! {
    /// Order of ledger entries.
    pub enum LedgerSort {
        Opened = "OPENED", "列账时间由早到晚", "opened, oldest first";
        OpenedDesc = "OPENED_DESC", "列账时间由晚到早", "opened, newest first";
        Due = "DUE", "时限", "deadline";
        CloseNo = "CLOSE_NO", "销号编号", "close-out number";
    }
}
wire_enum! {
    /// Order of appointments.
    pub enum AppointmentSort {
        Letter = "LETTER", "聘书文号", "letter number";
        TermTo = "TERM_TO", "届满日期由近到远", "end of the term, nearest first";
        Newest = "NEWEST", "最新在前", "newest first";
    }
}
wire_enum! {
    /// Order of suggestions.
    pub enum SuggestionSort {
        Due = "DUE", "时限", "deadline";
        Newest = "NEWEST", "最新在前", "newest first";
        Oldest = "OLDEST", "最早在前", "oldest first";
    }
}
wire_enum! {
    /// Saved views of suggestions; the workbench's counts lead to them.
    pub enum SuggestionView {
        ToTake = "TO_TAKE", "待受理", "to take";
        ToScreen = "TO_SCREEN", "待筛选", "to screen";
        ToAdopt = "TO_ADOPT", "待采纳", "to adopt";
        ToReply = "TO_REPLY", "待答复", "to reply";
        Overdue = "OVERDUE", "逾期", "overdue";
        Valid = "VALID", "有效", "valid";
        Adopted = "ADOPTED", "已采纳", "adopted";
        All = "ALL", "全部", "all";
    }
}
wire_enum! {
    /// What a line of the workbench queue is.
    pub enum QueueKind {
        Problem = "PROBLEM", "履职问题", "problem";
        PushSheet = "PUSH_SHEET", "信息推送表", "push sheet";
        LinkageSubmission = "LINKAGE_SUBMISSION", "联动履职建议", "linkage submission";
        LinkageWindow = "LINKAGE_WINDOW", "联动窗口", "linkage window";
        Grant = "GRANT", "授权", "grant";
        Suggestion = "SUGGESTION", "意见建议", "suggestion";
        Appointment = "APPOINTMENT", "聘任", "appointment";
        ExpertReview = "EXPERT_REVIEW", "专家评审", "expert review";
        Plan = "PLAN", "年度方案", "yearly plan";
        Campaign = "CAMPAIGN", "问卷调查", "campaign";
        BadRating = "BAD_RATING", "差评", "bad rating";
        ScoreRun = "SCORE_RUN", "年度监管结果", "yearly result";
        Appeal = "APPEAL", "结果申诉", "appeal against a result";
        StaffingProposal = "STAFFING_PROPOSAL", "机构编制建议", "staffing proposal";
        VoiceWindow = "VOICE_WINDOW", "点评与互评", "comments and mutual ballots";
        Violation = "VIOLATION", "负面记录", "negative record";
        Consultation = "CONSULTATION", "部门协商", "consultation";
        CoordinationCase = "COORDINATION_CASE", "协调事项", "coordination case";
        JointActivity = "JOINT_ACTIVITY", "督管活动", "joint activity";
    }
}
wire_enum! {
    /// Why an indicator of a unit is not the plain score of its records.
    pub enum ScoreExceptionKind {
        Missing = "MISSING", "无数据", "no data";
        NotApplicable = "NOT_APPLICABLE", "不适用", "not applicable";
        NotSubmitted = "NOT_SUBMITTED", "应报未报", "not submitted";
        Capped = "CAPPED", "扣分封顶", "capped";
        Guarded = "GUARDED", "评价覆盖过低", "too few receipts rated";
    }
}
wire_enum! {
    /// Order of bad ratings.
    pub enum BadRatingSort {
        Due = "DUE", "时限", "deadline";
        Newest = "NEWEST", "最新在前", "newest first";
        Oldest = "OLDEST", "最早在前", "oldest first";
    }
}
wire_enum! {
    /// How tokens are delivered; the SPA takes cookies.
    pub enum TokenDelivery {
        Cookie = "COOKIE", "浏览器", "cookies";
        Bearer = "BEARER", "程序", "bearer tokens";
    }
}
wire_enum! {
    /// Order of effectiveness points.
    pub enum PointSort {
        Code = "CODE", "编号", "code";
        Due = "DUE", "时限由近到远", "due date, nearest first";
        DueDesc = "DUE_DESC", "时限由远到近", "due date, farthest first";
        Progress = "PROGRESS", "进度由低到高", "progress, least first";
        Importance = "IMPORTANCE", "重要程度", "importance";
        State = "STATE", "状态", "state";
        Org = "ORG", "单位", "unit";
        Measure = "MEASURE", "计量方式", "measure";
        Reported = "REPORTED", "最近填报由早到晚", "last report, oldest first";
    }
}
wire_enum! {
    /// Lists of points behind the workbench's counts.
    pub enum PointView {
        ToSign = "TO_SIGN", "待签报", "to sign";
        ToFill = "TO_FILL", "本月待填", "to fill this month";
        ToReview = "TO_REVIEW", "待审核", "to review";
        ToDecide = "TO_DECIDE", "调整待批", "changes to decide";
        ToVerify = "TO_VERIFY", "待核验", "to verify";
        Overdue = "OVERDUE", "逾期未完成", "overdue";
        Ledger = "LEDGER", "已列台账", "in the ledger";
    }
}
wire_enum! {
    /// What points are grouped by.
    pub enum PointGrouping {
        Org = "ORG", "按单位", "by unit";
        Measure = "MEASURE", "按计量方式", "by measure";
        State = "STATE", "按状态", "by state";
    }
}
wire_enum! {
    /// What is done to many points at once.
    pub enum PointBulkAct {
        Submit = "SUBMIT", "签报", "sign and submit";
        Approve = "APPROVE", "审核通过", "approve";
        Return = "RETURN", "退回修改", "return";
        Edit = "EDIT", "批量修改", "edit";
    }
}
wire_enum! {
    /// What an import does with a row.
    pub enum ImportOutcome {
        Created = "CREATED", "新增", "created";
        Updated = "UPDATED", "更新", "updated";
        Unchanged = "UNCHANGED", "无变化", "unchanged";
        Refused = "REFUSED", "不能导入", "refused";
    }
}
wire_enum! {
    /// Order of institution appraisals.
    pub enum AppraisalSort {
        Unit = "UNIT", "按主管部门", "by department";
        Name = "NAME", "按名称", "by name";
        Grade = "GRADE", "按等次", "by grade";
    }
}
wire_enum! {
    /// Order of negative records.
    pub enum ViolationSort {
        Newest = "NEWEST", "最新在前", "newest first";
        Oldest = "OLDEST", "最早在前", "oldest first";
        Due = "DUE", "时限", "deadline";
    }
}
wire_enum! {
    /// Order of consultations.
    pub enum ConsultationSort {
        Due = "DUE", "时限", "deadline";
        Newest = "NEWEST", "最新在前", "newest first";
    }
}
wire_enum! {
    /// Saved views of coordination cases.
    pub enum CaseView {
        Live = "LIVE", "在办", "under way";
        ToAccept = "TO_ACCEPT", "待受理", "to accept";
        ToConfirm = "TO_CONFIRM", "待审定不予受理", "refusals to confirm";
        ToDecide = "TO_DECIDE", "待裁定", "to decide";
        ToPublish = "TO_PUBLISH", "待印发", "to publish";
        ToCheck = "TO_CHECK", "跟踪检查", "being followed up";
        Overdue = "OVERDUE", "已逾期", "overdue";
        Solved = "SOLVED", "已解决", "solved";
        All = "ALL", "全部", "all";
    }
}
wire_enum! {
    /// Order of coordination cases.
    pub enum CaseSort {
        Due = "DUE", "时限", "deadline";
        Newest = "NEWEST", "最新在前", "newest first";
    }
}
wire_enum! {
    /// Where a precedent answers a search.
    pub enum PrecedentField {
        Matter = "MATTER", "事项", "matter";
        Clause = "CLAUSE", "依据", "clause";
        Decision = "DECISION", "协调意见", "decision";
    }
}
