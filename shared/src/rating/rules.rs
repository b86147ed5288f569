//! Limits, thresholds and deadlines of ratings as a parameter set (§5.13 `limit_…`, `bad_…`).

use serde::{Deserialize, Serialize};

use crate::plan::params::PlanParams;

/// Every value is a plan parameter [P]; missing keys take the default, unknown ones are ignored, because the
/// plan's parameters also carry those of other rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RatingRules {
    /// Un-receipted ratings that count per device, window and day (§5.6 b).
    pub limit_device_window_day: u32,
    /// Un-receipted ratings that count per device and day.
    pub limit_device_day: u32,
    /// Un-receipted ratings that count per network prefix, window and hour.
    pub limit_net_window_hour: u32,
    /// Submissions of the public per network prefix and hour before a question is asked (§8).
    pub challenge_net_hour: u32,
    /// Hours for which a rating waits for its receipt (§8).
    pub pending_hours: u32,
    /// Working days: the contact reaches the rater or traces the matter.
    pub bad_contact: u32,
    /// Working days: appeal, explain or accept.
    pub bad_answer: u32,
    /// Working days: the appeal is decided.
    pub bad_appeal: u32,
    /// Working days: a simple matter is put right.
    pub bad_simple: u32,
    /// Working days: a complex one.
    pub bad_complex: u32,
    /// Working days: the administrator revisits.
    pub bad_revisit: u32,
    /// Working days: a rater without contact may answer by code.
    pub bad_code_answer: u32,
    /// Overdue working days from which the alert is YELLOW.
    pub bad_yellow: u32,
    /// Overdue working days from which it is RED.
    pub bad_red: u32,
    /// Bad ratings on one window that raise a problem …
    pub bad_group: u32,
    /// … within so many days.
    pub bad_group_days: u32,
    /// Days after rating in which a comment may be added under the code (§7).
    pub follow_up_days: u32,
    /// Days after closing at which a rater's contact is erased (F4).
    pub contact_erased_days: u32,
    /// Ratings a mean on the public page rests on at least (F10).
    pub public_min_n: u32,
}

impl RatingRules {
    /// The rules of a plan: what it sets, and the defaults for what no plan has.
    pub fn of(plan: &PlanParams) -> Self {
        let days = &plan.deadlines_wd;
        Self {
            limit_device_window_day: plan.limit_device_window_day,
            limit_device_day: plan.limit_device_day,
            limit_net_window_hour: plan.limit_net_window_hour,
            challenge_net_hour: 30,
            pending_hours: 72,
            bad_contact: days.bad_contact,
            bad_answer: days.bad_appeal,
            bad_appeal: days.bad_appeal_decide,
            bad_simple: days.bad_simple,
            bad_complex: days.bad_complex,
            bad_revisit: days.bad_revisit,
            bad_code_answer: days.bad_follow_up,
            bad_yellow: 1,
            bad_red: days.bad_red,
            bad_group: 5,
            bad_group_days: 30,
            follow_up_days: 30,
            contact_erased_days: 90,
            public_min_n: plan.public_min_n,
        }
    }
}

impl Default for RatingRules {
    fn default() -> Self {
        Self::of(&PlanParams::default())
    }
}
