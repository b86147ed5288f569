//! Campaigns (§3.8): the machine pair by pair, ballots, credentials, counting, and an attacker on the aggregates.

#[cfg(test)]
mod anonymity;
#[cfg(test)]
mod ballot;
#[cfg(test)]
mod cohort;
#[cfg(test)]
mod credential;
#[cfg(test)]
mod machine;
#[cfg(test)]
mod pool;
#[cfg(test)]
mod tally;
