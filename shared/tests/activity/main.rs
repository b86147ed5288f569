//! Joint activities (§3.13, K06, K07): the machines of activities and findings, and no double inspection.

#[cfg(test)]
mod finding;
#[cfg(test)]
mod gap;
#[cfg(test)]
mod machine;
