//! Linkage with other departments (K16, K17, §3.6): quarter windows, submissions, what becomes of them, and the
//! machine clients of partners (§8).

pub mod partner;
pub mod quarter;
pub mod say;
pub mod submission;
pub mod window;

crate::wire_enum! {
    /// State of a quarter's window (§3.6).
    pub enum WindowState {
        Scheduled = "SCHEDULED", "未开启", "scheduled";
        Open = "OPEN", "收集中", "open";
        Grace = "GRACE", "宽限期", "grace period";
        Closed = "CLOSED", "研究中", "closed, being studied";
        Studied = "STUDIED", "待反馈", "studied, feedback to come";
        FedBack = "FED_BACK", "已反馈", "fed back";
    }
}

crate::wire_enum! {
    /// What happens to a window; the first three by the clock (§3.6).
    pub enum WindowEventKind {
        Open = "OPEN", "开启收集", "open";
        Grace = "GRACE", "转入宽限期", "enter the grace period";
        Close = "CLOSE", "截止", "close";
        Study = "STUDY", "完成研究", "finish the study";
        FeedBack = "FEED_BACK", "反馈", "feed back";
    }
}

crate::wire_enum! {
    /// What a submission is (§2 `LinkageSubmission.kind`).
    pub enum LinkageKind {
        Problem = "PROBLEM", "履职问题", "problem in performing duties";
        Suggestion = "SUGGESTION", "履职建议", "suggestion on performing duties";
    }
}

crate::wire_enum! {
    /// State of a submission (§3.6). A nil return (“无”) is a submission of its own.
    pub enum SubmissionState {
        Draft = "DRAFT", "草稿", "draft";
        Submitted = "SUBMITTED", "待审核", "submitted";
        Returned = "RETURNED", "已退回", "returned";
        Accepted = "ACCEPTED", "已采纳", "accepted";
        Nil = "NIL", "无问题建议", "nil return";
        Voided = "VOIDED", "已作废", "voided";
    }
}

crate::wire_enum! {
    /// What happens to a submission; also the name of the action that makes it happen (§3.6).
    pub enum SubmissionEventKind {
        Save = "SAVE", "保存草稿", "save as a draft";
        Submit = "SUBMIT", "提交", "submit";
        NilReturn = "NIL_RETURN", "零报告", "make a nil return";
        Supersede = "SUPERSEDE", "撤销零报告", "replace the nil return";
        Accept = "ACCEPT", "采纳", "accept";
        Return = "RETURN", "退回", "return";
        Convert = "CONVERT", "转为履职问题", "turn into a problem";
        Merge = "MERGE", "并入已有问题", "merge into a problem";
        Advise = "ADVISE", "制定对策措施", "answer with a countermeasure";
        Note = "NOTE", "留存备查", "note";
    }
}

crate::wire_enum! {
    /// What became of an accepted submission (§3.6): a problem, a countermeasure, or noted with its reason.
    pub enum SubmissionOutcome {
        Problem = "PROBLEM", "转为履职问题", "became a problem";
        Merged = "MERGED", "并入已有问题", "merged into a problem";
        Advice = "ADVICE", "采纳为对策措施", "adopted as a countermeasure";
        Noted = "NOTED", "留存备查", "noted";
    }
}

/// Who is told about windows and submissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Every linkage contact (LK).
    Members,
    /// The contacts of departments that have not replied yet.
    SilentMembers,
    /// The contacts of the department that submitted.
    Submitter,
    /// The oversight section (OV).
    Oversight,
    /// The office lead (OL).
    OfficeLead,
}
