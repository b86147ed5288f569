//! Linkage (§3.6): the quarter's days, the window's machine, the submission's machine, partners' scopes.

#[cfg(test)]
mod partner;
#[cfg(test)]
mod quarter;
#[cfg(test)]
mod submission;
#[cfg(test)]
mod window;
#[cfg(test)]
mod world;
