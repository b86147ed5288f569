//! How much a partner's machine may ask for (§8): cost points a minute and calls a second, counted on this node.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_graphql::Value;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Cost points a client may spend in a minute.
const POINTS: u64 = 60_000;
/// Calls it may make in a second.
const CALLS: u32 = 50;

/// What clients have spent.
#[derive(Debug, Default)]
pub struct Quota {
    clients: Mutex<HashMap<Uuid, Spent>>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Spent {
    minute: i64,
    points: u64,
    second: i64,
    calls: u32,
}

/// What a client has left after a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Points left in this minute.
    pub points: u64,
    /// Seconds until the minute is over.
    pub reset_s: i64,
}

impl Quota {
    /// Spends the cost of a call, or says after how many seconds to try again.
    pub fn spend(&self, client: Uuid, cost: usize, now: DateTime<Utc>) -> Result<Left, i64> {
        let at = now.timestamp();
        let (minute, reset_s) = (at.div_euclid(60), 60 - at.rem_euclid(60));
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let spent = clients.entry(client).or_default();
        if spent.minute != minute {
            (spent.minute, spent.points) = (minute, 0);
        }
        if spent.second != at {
            (spent.second, spent.calls) = (at, 0);
        }
        if spent.calls >= CALLS {
            return Err(1);
        }
        spent.calls += 1;
        let points = spent
            .points
            .saturating_add(u64::try_from(cost).unwrap_or(u64::MAX));
        if points > POINTS {
            return Err(reset_s);
        }
        spent.points = points;
        Ok(Left {
            points: POINTS - points,
            reset_s,
        })
    }
}

impl Left {
    /// As `extensions.quota` of the answer.
    pub fn as_extension(self) -> Value {
        let entries = [
            ("limit", Value::from(POINTS)),
            ("remaining", Value::from(self.points)),
            ("resetSeconds", Value::from(self.reset_s)),
        ];
        Value::Object(
            entries
                .into_iter()
                .map(|(name, value)| (async_graphql::Name::new(name), value))
                .collect(),
        )
    }

    /// As headers of the answer.
    pub fn write(self, headers: &mut HeaderMap) {
        for (name, value) in [
            ("ratelimit-limit", HeaderValue::from(POINTS)),
            ("ratelimit-remaining", HeaderValue::from(self.points)),
            ("ratelimit-reset", HeaderValue::from(self.reset_s)),
        ] {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_680_000_000 + second, 0).unwrap()
    }

    #[test]
    fn points_are_spent_by_the_minute_and_come_back() {
        let (quota, client) = (Quota::default(), Uuid::from_u128(1));
        let left = quota.spend(client, 2_000, at(0)).unwrap();
        assert_eq!((left.points, left.reset_s), (58_000, 60));
        for second in 1..30 {
            quota.spend(client, 2_000, at(second)).unwrap();
        }
        assert_eq!(quota.spend(client, 1, at(45)), Err(15), "60 000 points are spent");
        assert!(
            quota.spend(Uuid::from_u128(2), 1, at(45)).is_ok(),
            "each client has its own"
        );
        assert_eq!(quota.spend(client, 1, at(60)).map(|left| left.points), Ok(59_999));
    }

    #[test]
    fn calls_are_counted_by_the_second() {
        let (quota, client) = (Quota::default(), Uuid::from_u128(1));
        for _ in 0..CALLS {
            quota.spend(client, 1, at(0)).unwrap();
        }
        assert_eq!(quota.spend(client, 1, at(0)), Err(1));
        assert!(quota.spend(client, 1, at(1)).is_ok());
    }
}
