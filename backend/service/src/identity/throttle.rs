//! Failed sign-ins per address: 20 in 10 minutes, then a pause (§4).
//!
//! Kept in memory: it slows guessing down, it is no record; the lockout of an account is in the database.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use remit_shared::identity::session::{ADDRESS_FAILURES, ADDRESS_WINDOW};

/// Addresses remembered at once; beyond it the stale ones are dropped first.
const CAPACITY: usize = 100_000;

/// Failure times by address.
#[derive(Debug, Default)]
pub struct AddressThrottle {
    failures: Mutex<HashMap<String, Vec<DateTime<Utc>>>>,
}

impl AddressThrottle {
    /// Whether the address has to wait.
    pub fn is_blocked(&self, address: &str, now: DateTime<Utc>) -> bool {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.get(address).is_some_and(|times| recent(times, now).count() >= ADDRESS_FAILURES as usize)
    }

    /// Notes a failed sign-in.
    pub fn note_failure(&self, address: &str, now: DateTime<Utc>) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= CAPACITY {
            failures.retain(|_, times| recent(times, now).next().is_some());
        }
        let times = failures.entry(address.to_owned()).or_default();
        times.retain(|at| now - *at < ADDRESS_WINDOW);
        times.push(now);
    }
}

fn recent(times: &[DateTime<Utc>], now: DateTime<Utc>) -> impl Iterator<Item = &DateTime<Utc>> {
    times.iter().filter(move |at| now - **at < ADDRESS_WINDOW)
}
