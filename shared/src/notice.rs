//! Notifications and live events (K38).

crate::wire_enum! {
    /// What a notification tells its addressee.
    pub enum NoticeKind {
        SheetPushed = "SHEET_PUSHED", "收到信息推送表", "push sheet received";
        SheetConverted = "SHEET_CONVERTED", "推送表已转为履职问题", "push sheet became a problem";
        SheetFiled = "SHEET_FILED", "推送表已归档", "push sheet was filed";
        SheetDone = "SHEET_DONE", "推送问题已办结", "pushed problem is done";
        ProblemRaised = "PROBLEM_RAISED", "新的履职问题待核实", "new problem to verify";
        ProblemAssigned = "PROBLEM_ASSIGNED", "履职问题已交办,请在2个工作日内答复", "problem assigned, answer within 2 working days";
        ProblemContested = "PROBLEM_CONTESTED", "单位提出异议", "unit contests the problem";
        ProblemAccepted = "PROBLEM_ACCEPTED", "单位已认领整改", "unit accepted the problem";
        ProblemLedgered = "PROBLEM_LEDGERED", "已列入整改台账", "entered in the rectification ledger";
        ExtensionAsked = "EXTENSION_ASKED", "单位申请延期", "extension asked for";
        ExtensionDecided = "EXTENSION_DECIDED", "延期申请已答复", "extension decided";
        ProblemSubmitted = "PROBLEM_SUBMITTED", "单位申请销号", "rectification submitted";
        ProblemReturned = "PROBLEM_RETURNED", "整改被退回", "rectification returned";
        ProblemClosed = "PROBLEM_CLOSED", "问题已销号", "problem closed out";
        ProblemRejected = "PROBLEM_REJECTED", "问题不予立项", "problem rejected";
        ProblemReopened = "PROBLEM_REOPENED", "问题重新整改", "problem reopened";
        AlertBlue = "ALERT_BLUE", "蓝色预警:3个工作日内到期", "blue alert: due within 3 working days";
        AlertYellow = "ALERT_YELLOW", "黄色预警:已逾期", "yellow alert: overdue";
        AlertRed = "ALERT_RED", "红色预警:逾期满10个工作日或两次退回", "red alert: 10 working days overdue or returned twice";
        GrantPending = "GRANT_PENDING", "授权待第二人确认", "grant waits for a second person";
    }
}
