//! The burden meter (K46, 减负): how many requests each unit and town received, by month. A unit or town with more than
//! [`MANY`] in a month is shown to the office lead (§9).

crate::wire_enum! {
    /// What is asked of a unit or town.
    pub enum RequestKind {
        PushSheet = "PUSH_SHEET", "信息推送表", "push sheets";
        Rectification = "RECTIFICATION", "整改督办", "rectifications";
        Consultation = "CONSULTATION", "协商协调", "consultations and cases";
        Linkage = "LINKAGE", "联动窗口", "linkage windows";
        Rating = "RATING", "差评办理", "bad ratings";
        Campaign = "CAMPAIGN", "问卷互评", "campaigns and mutual ballots";
        Activity = "ACTIVITY", "督管活动", "joint activities";
        PointReminder = "POINT_REMINDER", "问效点提醒", "reminders of points";
    }
}

/// More requests than this to one unit in a month are many (§9).
pub const MANY: i64 = 5;

/// Whether a month's requests to one unit are to be shown to the office lead.
pub fn is_many(requests: i64) -> bool {
    requests > MANY
}
