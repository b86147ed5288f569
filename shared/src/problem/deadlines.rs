//! The deadlines of §3.3, §3.4 and §3.6 as a parameter set (§5.13 `deadlines_wd`).

use serde::{Deserialize, Serialize};

use super::Severity;

/// Deadlines and limits of problems and push sheets, in working days unless said otherwise. Every value is a
/// plan parameter [P]; the defaults are those of the specification. Unknown keys are ignored, because
/// `deadlines_wd` also carries those of other machines; missing keys take the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deadlines {
    /// The office takes a raised problem.
    pub problem_take: u32,
    /// The office rejects, merges or assigns.
    pub problem_verify: u32,
    /// The unit answers an assigned problem; silence enters it in the ledger.
    pub problem_answer: u32,
    /// The unit contests.
    pub problem_contest: u32,
    /// Immediate rectification is finished.
    pub problem_immediate: u32,
    /// Longest plan for a MINOR problem, and the default deadline.
    pub rectify_minor: u32,
    /// Longest plan for a MODERATE problem, and the default deadline.
    pub rectify_moderate: u32,
    /// Longest plan for a SEVERE problem, and the default deadline.
    pub rectify_severe: u32,
    /// The unit starts on a ledgered problem.
    pub problem_start: u32,
    /// Working days that must be left when an extension is asked for.
    pub extension_ask: u32,
    /// Longest single extension.
    pub extension_max: u32,
    /// How many extensions a problem may have (a number, not days).
    pub extension_times: u32,
    /// The office decides an extension.
    pub extension_decide: u32,
    /// The office takes a submission for re-verification.
    pub reverify_take: u32,
    /// The office returns or closes.
    pub reverify: u32,
    /// Longest new deadline after a return.
    pub return_rectify: u32,
    /// Calendar days after closing within which a relapse reopens.
    pub reopen_days: u32,
    /// Working days before the due date from which the alert is BLUE.
    pub alert_blue: u32,
    /// Overdue working days from which it is YELLOW.
    pub alert_yellow: u32,
    /// Overdue working days from which it is RED.
    pub alert_red: u32,
    /// Returns from which it is RED (a number, not days).
    pub alert_red_returns: u32,
    /// The oversight section receives an INTERNAL sheet.
    pub sheet_receive: u32,
    /// The unit's contact receives a TO_UNIT sheet.
    pub sheet_unit_receive: u32,
    /// The oversight section converts or files a received sheet.
    pub sheet_decide: u32,
    /// Calendar days after which an open entry needs an explanation at year end (不留余账).
    pub leftover_days: u32,
    /// The office takes a suggestion for screening (§3.5).
    pub suggestion_take: u32,
    /// The office gives its verdict; also after a second look was asked for (§3.5).
    pub suggestion_screen: u32,
    /// The office adopts a valid suggestion (§3.5).
    pub suggestion_adopt: u32,
    /// The office replies once the outcome is known (§3.5).
    pub suggestion_reply: u32,
    /// The author asks for a second look (§3.5).
    pub suggestion_second_look: u32,
    /// Longest term of an appointment, calendar years (§3.14).
    pub appointment_years: u32,
    /// Calendar days before the end of a term from which it is renewed (§3.14).
    pub appointment_renew_days: u32,
    /// Calendar months without activity after which an appointee may be dismissed for it (§3.14).
    pub appointment_idle_months: u32,
    /// Last working days of a quarter during which its linkage window is open (§3.6).
    pub linkage_open: u32,
    /// Grace of a linkage window after the quarter's end.
    pub linkage_grace: u32,
    /// The office accepts or returns a linkage submission.
    pub linkage_decide: u32,
    /// The office studies a closed linkage window.
    pub linkage_study: u32,
    /// The office lead feeds back a studied linkage window.
    pub linkage_feedback: u32,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            problem_take: 2,
            problem_verify: 5,
            problem_answer: 2,
            problem_contest: 3,
            problem_immediate: 5,
            rectify_minor: 20,
            rectify_moderate: 30,
            rectify_severe: 40,
            problem_start: 3,
            extension_ask: 3,
            extension_max: 15,
            extension_times: 2,
            extension_decide: 2,
            reverify_take: 3,
            reverify: 10,
            return_rectify: 10,
            reopen_days: 180,
            alert_blue: 3,
            alert_yellow: 1,
            alert_red: 10,
            alert_red_returns: 2,
            sheet_receive: 1,
            sheet_unit_receive: 2,
            sheet_decide: 3,
            leftover_days: 90,
            suggestion_take: 3,
            suggestion_screen: 10,
            suggestion_adopt: 5,
            suggestion_reply: 5,
            suggestion_second_look: 10,
            appointment_years: 3,
            appointment_renew_days: 30,
            appointment_idle_months: 12,
            linkage_open: 10,
            linkage_grace: 5,
            linkage_decide: 5,
            linkage_study: 15,
            linkage_feedback: 5,
        }
    }
}

impl Deadlines {
    /// Longest plan, and default deadline, for a severity (§3.3: 20, 30, 40).
    pub fn rectify(&self, severity: Severity) -> u32 {
        match severity {
            Severity::Minor => self.rectify_minor,
            Severity::Moderate => self.rectify_moderate,
            Severity::Severe => self.rectify_severe,
        }
    }
}
