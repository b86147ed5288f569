//! The problem machine (§3.3) and the push-sheet machine (§3.4), pair by pair, role by role, refusal by refusal.

#[cfg(test)]
mod alerts;
#[cfg(test)]
mod deduction;
#[cfg(test)]
mod life;
#[cfg(test)]
mod pairs;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod roles;
#[cfg(test)]
mod sheet;
#[cfg(test)]
mod world;
