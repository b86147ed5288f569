//! Failed sign-ins per address: 20 in 10 minutes, then a pause (§4).
//!
//! Kept in memory: it slows guessing down, it is no record; the lockout of an account is in the database.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use remit_shared::identity::session::{ADDRESS_WINDOW, throttled_until};

/// Addresses remembered at once. Whoever commands more of them is not stopped by a throttle per address.
const CAPACITY: usize = 20_000;

/// Failure times by address.
#[derive(Debug, Default)]
pub struct AddressThrottle {
    failures: Mutex<HashMap<String, Failures>>,
}

#[derive(Debug, Default)]
struct Failures {
    times: Vec<DateTime<Utc>>,
    /// The present pause has been audited; the rest of its refusals need no record each.
    audited: bool,
}

impl AddressThrottle {
    /// Until when the address has to wait, if it has to.
    pub fn blocked_until(&self, address: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        throttled_until(&failures.get(&network(address))?.times, now)
    }

    /// Notes a failed sign-in.
    pub fn note_failure(&self, address: &str, now: DateTime<Utc>) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let network = network(address);
        if failures.len() >= CAPACITY && !failures.contains_key(&network) {
            make_room(&mut failures, now);
        }
        let entry = failures.entry(network).or_default();
        entry.times.retain(|at| now - *at < ADDRESS_WINDOW);
        entry.times.push(now);
        entry.audited = false;
    }

    /// Whether this is the first refusal of a pause: that one is audited. A flood must not fill the audit.
    pub(crate) fn is_first_refusal(&self, address: &str) -> bool {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures
            .get_mut(&network(address))
            .is_some_and(|entry| !std::mem::replace(&mut entry.audited, true))
    }
}

fn make_room(failures: &mut HashMap<String, Failures>, now: DateTime<Utc>) {
    failures.retain(|_, entry| entry.times.iter().any(|at| now - *at < ADDRESS_WINDOW));
    if failures.len() >= CAPACITY {
        // The order of a hash map is as good as a draw.
        let drawn = failures.keys().next().cloned();
        drawn.map(|network| failures.remove(&network));
    }
}

/// What counts as one address: of IPv6 the first 64 bits, since every connection owns that many addresses.
fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(v6)) if v6.to_ipv4_mapped().is_none() => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        _ => address.to_owned(),
    }
}
