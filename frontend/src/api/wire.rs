//! Enumerations that operations use: those of the rules, and those that exist only in the API.

pub use remit_shared::audit::Outcome;
pub use remit_shared::identity::{AccountState, GrantState, Role};
pub use remit_shared::notice::NoticeKind;
pub use remit_shared::organisation::{OrgKind, RankingGroup};
pub use remit_shared::panel::{AppointmentKind, AppointmentState, SourceKind};
pub use remit_shared::policy::Reach;
pub use remit_shared::problem::{
    Alert, ExtensionState, LedgerKind, LedgerState, ProblemCategory, ProblemEventKind, ProblemSource,
    ProblemState, Severity, SheetDirection, SheetEventKind, SheetState, Urgency,
};
pub use remit_shared::refusal::RefusalCode;
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
    /// What a line of the workbench queue is.
    pub enum QueueKind {
        Problem = "PROBLEM", "履职问题", "problem";
        PushSheet = "PUSH_SHEET", "信息推送表", "push sheet";
        Grant = "GRANT", "授权", "grant";
    }
}
wire_enum! {
    /// How tokens are delivered; the SPA takes cookies.
    pub enum TokenDelivery {
        Cookie = "COOKIE", "浏览器", "cookies";
        Bearer = "BEARER", "程序", "bearer tokens";
    }
}
