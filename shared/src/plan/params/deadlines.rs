//! [`DeadlinesWd`]: one number for each deadline of §3, with its meaning.

use serde::{Deserialize, Serialize};

use super::spec::{ParamGroup, Spec};

/// Declares the deadlines once: field, default, meaning in Chinese and English.
macro_rules! deadlines {
    ($($field:ident = $default:literal, $key:literal, $zh:literal, $en:literal;)+) => {
        /// The deadlines of §3 (`deadlines_wd`), in working days unless the meaning says otherwise.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct DeadlinesWd {
            $(#[doc = $en] pub $field: u32,)+
        }

        impl Default for DeadlinesWd {
            fn default() -> Self {
                Self { $($field: $default),+ }
            }
        }

        /// What each of them means.
        pub(super) const SPECS: &[Spec] = &[
            $(Spec {
                key: $key,
                group: ParamGroup::Deadline,
                zh: $zh,
                en: $en,
                min: 1,
                max: 366,
                places: 0,
            }),+
        ];
    };
}

deadlines! {
    plan_consult = 10, "deadlines_wd.plan_consult", "单位对年度方案反馈意见（工作日）", "Units give their opinion on the plan (working days)";
    point_review = 5, "deadlines_wd.point_review", "审核或退回提报的问效点（工作日）", "The office reviews submitted points (working days)";
    point_change = 5, "deadlines_wd.point_change", "答复问效点调整申请（工作日）", "The office decides on changes of points (working days)";
    point_verify = 10, "deadlines_wd.point_verify", "核验申报完成的问效点（工作日）", "The office verifies claimed points (working days)";
    problem_take = 2, "deadlines_wd.problem_take", "受理登记的履职问题（工作日）", "The office takes a raised problem (working days)";
    problem_verify = 5, "deadlines_wd.problem_verify", "核实问题并交办、合并或不予立项（工作日）", "The office assigns, merges or rejects (working days)";
    problem_answer = 2, "deadlines_wd.problem_answer", "单位答复交办的问题，逾期自动列账（工作日）", "The unit answers an assigned problem (working days)";
    problem_contest = 3, "deadlines_wd.problem_contest", "单位提出异议（工作日）", "The unit contests (working days)";
    problem_immediate = 5, "deadlines_wd.problem_immediate", "立行立改完成（工作日）", "Immediate rectification is finished (working days)";
    rectify_minor = 20, "deadlines_wd.rectify_minor", "一般问题整改期限（工作日）", "Rectification of a minor problem (working days)";
    rectify_moderate = 30, "deadlines_wd.rectify_moderate", "较重问题整改期限（工作日）", "Rectification of a moderate problem (working days)";
    rectify_severe = 40, "deadlines_wd.rectify_severe", "严重问题整改期限（工作日）", "Rectification of a severe problem (working days)";
    problem_start = 3, "deadlines_wd.problem_start", "列账后开始整改（工作日）", "The unit starts on a ledgered problem (working days)";
    extension_ask = 3, "deadlines_wd.extension_ask", "申请延期须提前的天数（工作日）", "Days left when an extension is asked for (working days)";
    extension_max = 15, "deadlines_wd.extension_max", "每次延期最长天数（工作日）", "Longest single extension (working days)";
    extension_times = 2, "deadlines_wd.extension_times", "每个问题最多延期几次（次）", "Extensions a problem may have (a number)";
    extension_decide = 2, "deadlines_wd.extension_decide", "答复延期申请（工作日）", "The office decides an extension (working days)";
    reverify_take = 3, "deadlines_wd.reverify_take", "受理销号申请（工作日）", "The office takes a submission (working days)";
    reverify = 10, "deadlines_wd.reverify", "复核并销号或退回（工作日）", "The office returns or closes out (working days)";
    return_rectify = 10, "deadlines_wd.return_rectify", "退回后重新整改的期限（工作日）", "New deadline after a return (working days)";
    reopen_days = 180, "deadlines_wd.reopen_days", "销号后多少天内反弹可重新整改（自然日）", "Days within which a relapse reopens (calendar days)";
    alert_blue = 3, "deadlines_wd.alert_blue", "到期前多少天蓝色预警（工作日）", "Days before the deadline of the blue alert (working days)";
    alert_yellow = 1, "deadlines_wd.alert_yellow", "逾期多少天黄色预警（工作日）", "Overdue days of the yellow alert (working days)";
    alert_red = 10, "deadlines_wd.alert_red", "逾期多少天红色预警（工作日）", "Overdue days of the red alert (working days)";
    alert_red_returns = 2, "deadlines_wd.alert_red_returns", "退回多少次红色预警（次）", "Returns from which the alert is red (a number)";
    sheet_receive = 1, "deadlines_wd.sheet_receive", "签收内部信息推送表（工作日）", "The oversight section receives an internal sheet (working days)";
    sheet_unit_receive = 2, "deadlines_wd.sheet_unit_receive", "单位签收信息推送表（工作日）", "The unit receives a sheet (working days)";
    sheet_decide = 3, "deadlines_wd.sheet_decide", "推送表转办或归档（工作日）", "A received sheet is converted or filed (working days)";
    leftover_days = 90, "deadlines_wd.leftover_days", "年末未销号超过多少天须逐项说明（自然日）", "Days after which an open entry needs an explanation (calendar days)";
    suggestion_take = 3, "deadlines_wd.suggestion_take", "受理意见建议（工作日）", "The office takes a suggestion (working days)";
    screening = 10, "deadlines_wd.screening", "筛选意见建议（工作日）", "Suggestions are screened (working days)";
    suggestion_adopt = 5, "deadlines_wd.suggestion_adopt", "有效建议转办（工作日）", "A valid suggestion is put to use (working days)";
    suggestion_reply = 5, "deadlines_wd.suggestion_reply", "有结果后答复建议人（工作日）", "The author is replied to after the outcome (working days)";
    second_look = 10, "deadlines_wd.second_look", "建议人申请复议的期限（工作日）", "The author asks for a second look (working days)";
    appointment_years = 3, "deadlines_wd.appointment_years", "聘期最长几年（年）", "Longest term of an appointment (calendar years)";
    appointment_renew_days = 30, "deadlines_wd.appointment_renew_days", "聘期届满前多少天办理续聘（自然日）", "Days before the end of a term from which it is renewed (calendar days)";
    appointment_idle_months = 12, "deadlines_wd.appointment_idle_months", "连续多少个月未履职可以解聘（月）", "Months without activity after which an appointee may be dismissed (calendar months)";
    linkage_open = 10, "deadlines_wd.linkage_open", "联动收集窗口自季度末倒数第几个工作日开放（工作日）", "The linkage window opens this many working days before the quarter ends";
    linkage_remind = 3, "deadlines_wd.linkage_remind", "联动窗口截止前多少天提醒（工作日）", "Days before its end of the reminder (working days)";
    linkage_grace = 5, "deadlines_wd.linkage_grace", "联动窗口补报期（工作日）", "Grace of the linkage window (working days)";
    linkage_accept = 5, "deadlines_wd.linkage_accept", "采纳或退回联动建议（工作日）", "A submission is accepted or returned (working days)";
    linkage_study = 15, "deadlines_wd.linkage_study", "研究联动建议、提出对策措施（工作日）", "The office studies the submissions (working days)";
    linkage_feedback = 5, "deadlines_wd.linkage_feedback", "向联动部门反馈（工作日）", "The departments are told the outcome (working days)";
    consult_agree = 20, "deadlines_wd.consult_agree", "部门协商期限（工作日）", "Departments consult each other (working days)";
    case_apply = 5, "deadlines_wd.case_apply", "协商未果后申请协调（工作日）", "Application after a failed consultation (working days)";
    case_supplement = 5, "deadlines_wd.case_supplement", "补正协调申请材料（工作日）", "Supplement of an application (working days)";
    case_accept = 5, "deadlines_wd.case_accept", "决定是否受理协调申请（工作日）", "The office accepts or refuses a case (working days)";
    case_hearing = 3, "deadlines_wd.case_hearing", "受理后征求各方意见（工作日）", "Opinions are asked for after acceptance (working days)";
    case_opinion = 10, "deadlines_wd.case_opinion", "各方书面反馈意见（工作日）", "A party gives its opinion (working days)";
    case_experts = 10, "deadlines_wd.case_experts", "专家论证（工作日）", "Experts review a case (working days)";
    case_decide = 30, "deadlines_wd.case_decide", "自受理起作出协调决定（工作日）", "A case is decided after acceptance (working days)";
    case_extension = 15, "deadlines_wd.case_extension", "协调决定最多延长（工作日）", "Longest extension of a case (working days)";
    case_publish = 5, "deadlines_wd.case_publish", "印发协调决定（工作日）", "A decision is published (working days)";
    case_check_first = 60, "deadlines_wd.case_check_first", "界定职责后第一次监督检查（工作日）", "First check after a decision (working days)";
    case_check_second = 120, "deadlines_wd.case_check_second", "界定职责后第二次监督检查（工作日）", "Second check after a decision (working days)";
    case_close = 10, "deadlines_wd.case_close", "末次检查后办结（工作日）", "A case is closed after its last check (working days)";
    campaign_prolong = 5, "deadlines_wd.campaign_prolong", "问卷最多延长（工作日）", "Longest prolongation of a campaign (working days)";
    campaign_tally = 3, "deadlines_wd.campaign_tally", "问卷结束后计票（工作日）", "A closed campaign is tallied (working days)";
    campaign_publish = 10, "deadlines_wd.campaign_publish", "计票后反馈结果（工作日）", "Its result is published (working days)";
    bad_contact = 1, "deadlines_wd.bad_contact", "联系差评群众（工作日）", "The author of a bad rating is contacted (working days)";
    bad_appeal = 3, "deadlines_wd.bad_appeal", "单位对差评提出申诉（工作日）", "The unit appeals a bad rating (working days)";
    bad_appeal_decide = 5, "deadlines_wd.bad_appeal_decide", "审定差评申诉（工作日）", "The appeal is decided (working days)";
    bad_explain = 3, "deadlines_wd.bad_explain", "对无依据诉求书面解释（工作日）", "A request without basis is explained (working days)";
    bad_accept = 3, "deadlines_wd.bad_accept", "核实差评并决定整改（工作日）", "A bad rating is verified and accepted (working days)";
    bad_simple = 5, "deadlines_wd.bad_simple", "简单差评整改（工作日）", "A simple bad-rating case is rectified (working days)";
    bad_complex = 15, "deadlines_wd.bad_complex", "复杂差评整改（工作日）", "A complex bad-rating case is rectified (working days)";
    bad_follow_up = 10, "deadlines_wd.bad_follow_up", "评价人凭码追评（工作日）", "The rater answers by code (working days)";
    bad_revisit = 5, "deadlines_wd.bad_revisit", "差评回访（工作日）", "A rater is revisited (working days)";
    bad_red = 5, "deadlines_wd.bad_red", "差评办理逾期多少天红色预警（工作日）", "Overdue days of the red alert of a bad-rating case (working days)";
    appeal = 5, "deadlines_wd.appeal", "单位对监管结果提出申诉（工作日）", "A unit appeals its result (working days)";
    appeal_decide = 10, "deadlines_wd.appeal_decide", "审定结果申诉（工作日）", "An appeal is decided (working days)";
    staffing_implement = 60, "deadlines_wd.staffing_implement", "落实机构编制事项（工作日）", "A staffing decision is implemented (working days)";
    adjustment_consult = 20, "deadlines_wd.adjustment_consult", "职责调整商定（工作日）", "A duty adjustment is consulted on (working days)";
    adjustment_legal = 10, "deadlines_wd.adjustment_legal", "职责调整合法性审查（工作日）", "Its legality is checked (working days)";
    adjustment_lists = 20, "deadlines_wd.adjustment_lists", "调整权责清单和职责任务清单（工作日）", "The lists are updated (working days)";
    adjustment_publish = 3, "deadlines_wd.adjustment_publish", "公布职责调整（工作日）", "The adjustment is published (working days)";
    adjustment_check = 60, "deadlines_wd.adjustment_check", "职责调整后检查（工作日）", "The adjustment is checked (working days)";
    list_trigger = 20, "deadlines_wd.list_trigger", "法规或决定变动后修订清单（工作日）", "Lists follow a change of law or a decision (working days)";
    activity_notice = 3, "deadlines_wd.activity_notice", "督管活动提前通知（工作日）", "Units are told of a joint activity beforehand (working days)";
    activity_confirm = 5, "deadlines_wd.activity_confirm", "单位确认督管发现（工作日）", "A unit confirms or contests a finding (working days)";
    activity_gap = 30, "deadlines_wd.activity_gap", "同类检查间隔不足多少天须说明理由（自然日）", "Days between inspections of one kind below which a reason is asked (calendar days)";
}
