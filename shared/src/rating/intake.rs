//! What becomes of a rating when it arrives (§5.6 a, b), and how long it may be changed.

use chrono::{DateTime, Duration, Utc};

use super::rules::RatingRules;
use super::{RatingChannel, RatingLevel, RatingStatus};
use crate::refusal::{Refusal, RefusalCode};

/// What is known when a rating arrives. The counts are of ratings without a valid receipt that were counted so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrival {
    /// It names a receipt that is known.
    pub receipted: bool,
    /// That receipt has a counted rating already.
    pub receipt_used: bool,
    /// Of the same device at the same window today; `None` where no device is known.
    pub device_window_today: Option<u32>,
    /// Of the same device today.
    pub device_today: Option<u32>,
    /// From the same network prefix at the same window within the last hour; `None` where none is known.
    pub net_window_hour: Option<u32>,
}

/// The status of a rating that arrives: the first one of a receipt counts, later ones are duplicates; those
/// without a receipt count up to the limits. Nobody is told which of these it was.
pub fn status_on_arrival(rules: &RatingRules, channel: RatingChannel, arrival: Arrival) -> RatingStatus {
    if arrival.receipted {
        return if arrival.receipt_used {
            RatingStatus::Duplicate
        } else {
            RatingStatus::Accepted
        };
    }
    // Those who type paper ratings and the platforms' own systems are signed in; the limits are for the public.
    let limited = channel == RatingChannel::QrWindow || channel == RatingChannel::QrReceipt;
    let over = |count: Option<u32>, limit| count.is_some_and(|count| count >= limit);
    if limited
        && (over(arrival.device_window_today, rules.limit_device_window_day)
            || over(arrival.device_today, rules.limit_device_day)
            || over(arrival.net_window_hour, rules.limit_net_window_hour))
    {
        RatingStatus::Limited
    } else {
        RatingStatus::Accepted
    }
}

/// Whether a bad-rating case is opened (§3.9): on the two lowest levels, not for duplicates.
pub fn opens_case(level: RatingLevel, status: RatingStatus) -> bool {
    level.is_bad() && status != RatingStatus::Duplicate
}

/// Whether a comment may still be added under the code (§7: once, within 30 days).
pub fn may_add_comment(
    rules: &RatingRules,
    rated_at: DateTime<Utc>,
    added: bool,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if added {
        return Err(Refusal::new(
            RefusalCode::Limit,
            "补充意见只能提交一次，已收到您此前的补充。",
            "A comment can be added once; yours has been received.",
        )
        .on("comment"));
    }
    if now > rated_at + Duration::days(i64::from(rules.follow_up_days)) {
        return Err(Refusal::new(
            RefusalCode::Late,
            format!(
                "补充意见应在评价后{}天内提交，如有新情况请拨打12345热线。",
                rules.follow_up_days
            ),
            format!(
                "Comments can be added within {} days of the rating; call 12345 for anything new.",
                rules.follow_up_days
            ),
        )
        .on("comment"));
    }
    Ok(())
}
