//! Ratings: codes, limits, flags, and every (state, event) pair of §3.9.

#[cfg(test)]
mod codes;
#[cfg(test)]
mod intake;
#[cfg(test)]
mod pairs;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod world;
