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
        SuggestionSubmitted = "SUGGESTION_SUBMITTED", "收到意见建议,请在3个工作日内受理", "suggestion received, take it within 3 working days";
        SuggestionSecondVerdict = "SUGGESTION_SECOND_VERDICT", "意见建议的筛选结论待第二人复核", "a verdict waits for a second person";
        SuggestionJudged = "SUGGESTION_JUDGED", "您的意见建议已有筛选结论", "your suggestion was screened";
        SuggestionAskedAgain = "SUGGESTION_ASKED_AGAIN", "提出人申请复核意见建议", "the author asks for a second look";
        SuggestionAdopted = "SUGGESTION_ADOPTED", "您的意见建议已采纳", "your suggestion was adopted";
        SuggestionOutcome = "SUGGESTION_OUTCOME", "意见建议所转问题已办结,请答复提出人", "the problem of a suggestion has ended, reply to its author";
        SuggestionReplied = "SUGGESTION_REPLIED", "您的意见建议已答复", "your suggestion was replied to";
        AppointmentNominated = "APPOINTMENT_NOMINATED", "聘任提名待批准", "a nomination waits for approval";
        AppointmentBegun = "APPOINTMENT_BEGUN", "聘任已生效", "an appointment has begun";
        AppointmentEnding = "APPOINTMENT_ENDING", "聘期将于30日内届满,请办理续聘", "a term ends within 30 days, renew it or let it end";
        AppointmentEnded = "APPOINTMENT_ENDED", "聘任已终止", "an appointment has ended";
        SessionPlanned = "SESSION_PLANNED", "请参加专家论证评价", "you are invited to an expert session";
        ReviewsIn = "REVIEWS_IN", "专家意见已收齐", "all expert reviews are in";
        LinkageOpened = "LINKAGE_OPENED", "季度联动窗口已开启", "the quarter's linkage window is open";
        LinkageReminder = "LINKAGE_REMINDER", "蓝色提醒:联动窗口3个工作日内截止,贵单位尚未报送", "blue reminder: the linkage window closes within 3 working days";
        LinkageGrace = "LINKAGE_GRACE", "联动窗口已截止,宽限期内报送将标注迟报", "the linkage window is over; replies in the grace period are marked late";
        LinkageClosed = "LINKAGE_CLOSED", "联动窗口已关闭,请在15个工作日内研究", "the linkage window is closed, study it within 15 working days";
        LinkageSubmitted = "LINKAGE_SUBMITTED", "收到联动履职建议", "linkage submission received";
        LinkageAccepted = "LINKAGE_ACCEPTED", "联动履职建议已采纳", "linkage submission accepted";
        LinkageReturned = "LINKAGE_RETURNED", "联动履职建议被退回", "linkage submission returned";
        LinkageStudied = "LINKAGE_STUDIED", "季度联动建议已研究,待反馈", "the quarter's submissions are studied, feedback to come";
        LinkageFedBack = "LINKAGE_FED_BACK", "季度联动建议办理结果已反馈", "outcomes of the quarter's submissions";
        GrantPending = "GRANT_PENDING", "授权待第二人确认", "grant waits for a second person";
    }
}
