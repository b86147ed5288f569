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
        ResultPublished = "RESULT_PUBLISHED", "年度监管结果已公布,5个工作日内可以申诉", "the yearly result is published; appeals within 5 working days";
        AppealFiled = "APPEAL_FILED", "收到监管结果申诉", "appeal against a result";
        AppealDecided = "APPEAL_DECIDED", "申诉已裁定", "appeal decided";
        PlanConsulted = "PLAN_CONSULTED", "年度监管方案征求意见", "the yearly plan is out for opinions";
        PlanOpinion = "PLAN_OPINION", "单位对年度方案提出意见", "a unit has a suggestion on the plan";
        PlanAnswered = "PLAN_ANSWERED", "对年度方案的意见已答复", "your opinion on the plan is answered";
        PlanApproved = "PLAN_APPROVED", "年度监管方案已审定", "the yearly plan is approved";
        PlanPublished = "PLAN_PUBLISHED", "年度监管方案已印发", "the yearly plan is published";
        PlanAmended = "PLAN_AMENDED", "年度监管方案已调整", "the yearly plan is amended";
        RegulationPublished = "REGULATION_PUBLISHED", "新的制度文件已印发", "a regulation is published";
        EvaluatorNominated = "EVALUATOR_NOMINATED", "基层评价人员待审核", "evaluator waits for review";
        CampaignDrafted = "CAMPAIGN_DRAFTED", "问卷调查方案待审定", "campaign waits for approval";
        CampaignReminder = "CAMPAIGN_REMINDER", "请提醒本单位全部填答人员按时填答问卷", "remind all voters of the group to answer";
        CampaignClosed = "CAMPAIGN_CLOSED", "问卷已截止，请在3个工作日内汇总", "campaign closed, tally within 3 working days";
        CampaignTallied = "CAMPAIGN_TALLIED", "问卷汇总完成，待公布", "campaign tallied, waits for publication";
        CampaignPublished = "CAMPAIGN_PUBLISHED", "问卷结果已公布，可查看本单位汇总", "campaign published, own aggregates can be read";
        BadRatingOpened = "BAD_RATING_OPENED", "收到差评,请在1个工作日内联系核实", "bad rating received, contact the rater within a working day";
        BadRatingMoved = "BAD_RATING_MOVED", "差评办理有新进展", "a bad-rating case moved on";
        BadRatingOverdue = "BAD_RATING_OVERDUE", "差评办理已逾期", "a bad-rating case is overdue";
        RatingsFlagged = "RATINGS_FLAGGED", "异常评价待复审", "flagged ratings to review";
        GrantPending = "GRANT_PENDING", "授权待第二人确认", "grant waits for a second person";
        PointSubmitted = "POINT_SUBMITTED", "问效点待审核", "point to review";
        PointReturned = "POINT_RETURNED", "问效点被退回", "point returned";
        PointApproved = "POINT_APPROVED", "问效点已列入日常监管台账", "point entered in the daily ledger";
        PointStarted = "POINT_STARTED", "问效点进入监管期,请按月填报进度", "supervision of points has begun";
        PointChangeAsked = "POINT_CHANGE_ASKED", "问效点申请调整", "change of a point asked for";
        PointChangeDecided = "POINT_CHANGE_DECIDED", "问效点调整申请已答复", "change of a point decided";
        PointClaimed = "POINT_CLAIMED", "问效点申报完成待核验", "point claimed as done";
        PointVerified = "POINT_VERIFIED", "问效点核验通过", "point verified";
        PointRejected = "POINT_REJECTED", "问效点核验未通过", "claim of a point rejected";
        PointNotDone = "POINT_NOT_DONE", "问效点年度未完成", "point not done at the year's end";
        PointReminded = "POINT_REMINDED", "请填报问效点进度", "reminder: report the progress of points";
    }
}
