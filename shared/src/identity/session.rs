//! Sessions, lockout and throttling (§4, level-3 account rules) as pure functions over times.

use chrono::{DateTime, Duration, Utc};

use super::Role;

/// Idle time-out of ordinary roles.
pub const IDLE: Duration = Duration::minutes(15);
/// Idle time-out of administrators.
pub const IDLE_ADMINISTRATOR: Duration = Duration::minutes(10);
/// A session ends after this time whatever happens.
pub const ABSOLUTE: Duration = Duration::hours(8);
/// Life of an access token.
pub const ACCESS_TOKEN: Duration = Duration::minutes(10);
/// Failures within [`LOCKOUT_WINDOW`] that lock the account.
pub const LOCKOUT_FAILURES: u32 = 5;
/// Window in which failures are counted together.
pub const LOCKOUT_WINDOW: Duration = Duration::minutes(15);
/// How long a lockout lasts.
pub const LOCKOUT: Duration = Duration::minutes(30);
/// Failures of one address within [`ADDRESS_WINDOW`] after which it has to wait.
pub const ADDRESS_FAILURES: u32 = 20;
/// Window of the address throttle.
pub const ADDRESS_WINDOW: Duration = Duration::minutes(10);
/// Accounts unused for this long are disabled.
pub const DORMANT: Duration = Duration::days(90);
/// Sessions of an administrator.
pub const SESSIONS_ADMINISTRATOR: usize = 1;
/// Sessions of any other account.
pub const SESSIONS: usize = 3;

/// Idle time-out of a role.
pub fn idle_limit(role: Role) -> Duration {
    if role.is_administrator() {
        IDLE_ADMINISTRATOR
    } else {
        IDLE
    }
}

/// Whether a session has been idle for too long. The limit itself is still inside.
pub fn is_idle(role: Role, last_seen_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now.signed_duration_since(last_seen_at) > idle_limit(role)
}

/// When a session ends at the latest.
pub fn expires_at(created_at: DateTime<Utc>) -> DateTime<Utc> {
    created_at + ABSOLUTE
}

/// Whether a session has reached its absolute end.
pub fn is_expired(created_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now >= expires_at(created_at)
}

/// Whether a session may still be used.
pub fn is_live(
    role: Role,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> bool {
    !is_expired(created_at, now) && !is_idle(role, last_seen_at, now)
}

/// How many sessions an account may have at once under this role.
pub fn max_sessions(role: Role) -> usize {
    if role.is_administrator() {
        SESSIONS_ADMINISTRATOR
    } else {
        SESSIONS
    }
}

/// How many of the oldest sessions end when one more is opened beside `open`.
pub fn surplus_sessions(role: Role, open: usize) -> usize {
    (open + 1).saturating_sub(max_sessions(role))
}

/// When an access token issued now ends: never later than its session.
pub fn access_expires_at(session_created_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    (now + ACCESS_TOKEN).min(expires_at(session_created_at))
}

/// The failure counter of an account after one more failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure {
    /// Failures in the window.
    pub count: u32,
    /// First failure of the window.
    pub first_failed_at: DateTime<Utc>,
    /// End of the lockout, when this failure caused one.
    pub locked_until: Option<DateTime<Utc>>,
}

/// Counts one more failure: 5 within 15 minutes lock the account for 30 minutes (§4).
pub fn lockout_after_failure(
    count: u32,
    first_failed_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Failure {
    let window = first_failed_at.filter(|first| now.signed_duration_since(*first) <= LOCKOUT_WINDOW);
    let count = if window.is_some() {
        count.saturating_add(1)
    } else {
        1
    };
    Failure {
        count,
        first_failed_at: window.unwrap_or(now),
        locked_until: (count >= LOCKOUT_FAILURES).then(|| now + LOCKOUT),
    }
}

/// Whether an account is locked now.
pub fn is_locked(locked_until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    locked_until.is_some_and(|until| now < until)
}

/// Until when an address has to wait, given the times of its recent failures in any order: 20 within 10 minutes.
pub fn throttled_until(failures: &[DateTime<Utc>], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let mut recent: Vec<_> = failures
        .iter()
        .copied()
        .filter(|at| now.signed_duration_since(*at) < ADDRESS_WINDOW)
        .collect();
    recent.sort_unstable();
    let over = recent
        .len()
        .checked_sub(usize::try_from(ADDRESS_FAILURES).ok()?)?;
    recent.get(over).map(|at| *at + ADDRESS_WINDOW)
}

/// Whether an account has been unused for so long that it is disabled (90 days).
pub fn is_dormant(last_used_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now.signed_duration_since(last_used_at) > DORMANT
}

#[cfg(test)]
mod tests;
